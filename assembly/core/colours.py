"""The colours of the site, read from the tokens at the head of site.css: change them there."""

import re
from functools import cache
from pathlib import Path

STYLESHEET = Path(__file__).resolve().parent.parent / "static" / "assembly" / "site.css"

# The tokens of each scheme: those of the light one hold in the dark one too, unless it has its own.
BLOCKS = {
    "light": re.compile(r"^:root \{(.*?)^\}", re.DOTALL | re.MULTILINE),
    "dark": re.compile(
        r"^@media \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.DOTALL | re.MULTILINE
    ),
}
TOKEN = re.compile(r"--([\w-]+):\s*(#(?:[0-9a-f]{3}){1,2}|var\(--[\w-]+\));")


@cache
def palette(scheme="light"):
    """Return the colours of a scheme, "light" or "dark", by the names of their tokens."""
    text = STYLESHEET.read_text(encoding="utf-8")
    tokens = dict(TOKEN.findall(BLOCKS["light"].search(text)[1]))
    if scheme == "dark":
        tokens |= dict(TOKEN.findall(BLOCKS["dark"].search(text)[1]))
    return {name: _resolved(tokens, value) for name, value in tokens.items()}


def colour(name, scheme="light"):
    """Return the colour of a token, as "#" and six digits."""
    return palette(scheme)[name]


def _resolved(tokens, value):
    """Return the colour that a token's value is or leads to, in six digits."""
    while value.startswith("var("):
        value = tokens[value.removeprefix("var(--").removesuffix(")")]
    digits = value.removeprefix("#")
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)
