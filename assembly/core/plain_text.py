"""What may stand in a text, and whether anybody would see it.

Texts pasted from elsewhere carry characters that nobody sees. Those that turn the direction of a
text would let it be read otherwise than it was written, and control characters have no meaning in
it: they are removed wherever a text is stored. Others are left, as they have a use within words
(soft hyphens, joiners); but a text of nothing else is empty.
"""

import re
from unicodedata import category

# Vertical tab (a line break in Word), form feed and next line: words must not join.
_BREAKS = re.compile("[\x0b\x0c\x85]")
# Embeddings, overrides and isolates of direction, with their ends; deprecated format characters;
# annotations; controls other than tab and line break; halves of surrogate pairs.
_FORBIDDEN = re.compile(
    "[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]+"
)
# Unicode 15, DerivedCoreProperties.txt: Default_Ignorable_Code_Point, which `unicodedata` lacks;
# white space; and the empty pattern of braille.
_INVISIBLE = re.compile(
    r"[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
# Letters, numbers, punctuation and symbols are seen, as is what a font may yet draw. Controls,
# format characters, separators, and marks without a letter are not.
_SEEN = ("L", "N", "P", "S", "Cn", "Co")


def is_blank(text):
    """Return whether a text shows nothing to a reader."""
    rest = _INVISIBLE.sub("", text)
    return not any(category(character).startswith(_SEEN) for character in rest)


def without_controls(text):
    """Return a text without characters that turn its direction, and without control characters."""
    return _FORBIDDEN.sub("", _BREAKS.sub(" ", text))


def clean_text(text):
    """Return a text as it is stored; "" if it shows nothing to a reader."""
    text = without_controls(text)
    return "" if is_blank(text) else text
