"""The site's colours, read from the tokens at the top of site.css: change them there."""

import re
from functools import cache
from pathlib import Path

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "assembly" / "site.css"

# The tokens of each scheme; the dark one inherits those it does not override.
TOKEN_BLOCKS = {
    "light": re.compile(r"^:root \{(.*?)^\}", re.DOTALL | re.MULTILINE),
    "dark": re.compile(
        r"^@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL | re.MULTILINE
    ),
}
TOKEN = re.compile(r"--([\w-]+):\s*(#(?:[0-9a-f]{3}){1,2}|var\(--[\w-]+\));")


@cache
def palette(scheme="light"):
    """Return the colours of a scheme, "light" or "dark", by name of token."""
    text = STYLESHEET.read_text(encoding="utf-8")
    tokens = dict(TOKEN.findall(TOKEN_BLOCKS["light"].search(text)[1]))
    if scheme == "dark":
        tokens |= dict(TOKEN.findall(TOKEN_BLOCKS["dark"].search(text)[1]))
    return {name: _resolved(tokens, value) for name, value in tokens.items()}


def colour(name, scheme="light"):
    """Return the colour of a token, as "#rrggbb"."""
    return palette(scheme)[name]


def _resolved(tokens, value):
    """Return the colour that a token's value resolves to, as "#rrggbb"."""
    while value.startswith("var("):
        value = tokens[value.removeprefix("var(--").removesuffix(")")]
    digits = value.removeprefix("#")
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)
