"""Addresses of links, as people type them.

The editor completes them while they are typed, by the same rules: editor/addresses.js.
"""

import re

WHOLE = re.compile(
    r"https?://[^\s/?#.@][^\s/?#]*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\s-]+\Z|/(?![/\\])|#\S",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[^\s@:/?#]+@(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}\Z")
# Labels with a dot between, the last of letters; then the end, a port, a path, a query or a part.
HOST = re.compile(
    r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+(?:xn--[a-z\d-]+|[^\W\d_]{2,})(?::\d{1,5})?(?=[/?#]|\Z)",
    re.IGNORECASE,
)
# What looks like a host and is the name of a file.
FILE = re.compile(
    r"[^/?#]*\.(?:html?|php|aspx?|pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|txt|csv|zip|rar|jpe?g|png|gif|webp)\Z",
    re.IGNORECASE,
)
SPACE = re.compile(r"\s+")


def complete_address(typed):
    """Return a whole address for what was typed, or None if it leads nowhere.

    `www.example.org` and `example.org/path` become `https:`, `name@example.org` becomes `mailto:`;
    paths of this site begin with `/`, places on the page with `#`. Other schemes lead nowhere.
    """
    address = typed.strip()
    if WHOLE.match(address):
        return address if address[:4].lower() == "tel:" else SPACE.sub("%20", address)
    if address.startswith("//"):
        address = address[2:]
    elif EMAIL.match(address):
        return f"mailto:{address}"
    is_host = HOST.match(address) and not FILE.match(address) and not SPACE.search(address)
    return f"https://{address}" if is_host else None
