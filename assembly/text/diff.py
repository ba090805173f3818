"""Word-by-word differences between two texts."""

import re
from difflib import SequenceMatcher
from html import unescape

from django.utils.html import strip_tags

# The ends of blocks and lines, each of which becomes the end of a line in plain text.
_ENDS = re.compile(r"</(?:p|h[1-6]|li|blockquote|caption|tr)>|<br\s*/?>")
_BETWEEN_CELLS = re.compile(r"</t[dh]>(?=<t[dh][ >])")


# A link in sanitised HTML: its address and its text.
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def plain_text(html):
    """Return rich text as plain text: a line per paragraph or row, links followed by addresses."""
    html = _BETWEEN_CELLS.sub(" · ", _LINK.sub(r"\2 [\1]", html))
    return unescape(strip_tags(_ENDS.sub("\n", html))).strip()


def word_diff(before, after):
    """Return the runs of words as pairs of "equal", "delete" or "insert" and the words."""
    old, new = _words(before), _words(after)
    found = []
    for change, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            found.append(("equal", " ".join(old[i1:i2])))
            continue
        if i1 < i2:
            found.append(("delete", " ".join(old[i1:i2])))
        if j1 < j2:
            found.append(("insert", " ".join(new[j1:j2])))
    return found


def _words(text):
    """Return the words of a text, with each line break as a word of its own."""
    return re.findall(r"[^\s]+|\n", text)
