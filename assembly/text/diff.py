"""What changed between two texts, word by word."""

import re
from difflib import SequenceMatcher
from html import unescape

from django.utils.html import strip_tags

# Where a paragraph, heading, list item or line ends, a text has a line of its own.
_ENDS = re.compile(r"</(?:p|h[1-6]|li|blockquote)>|<br\s*/?>")


# A sanitised link: its address and its words.
_LINK = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)


def plain_text(html):
    """Return the words of rich text, a line for each paragraph; behind a link its address."""
    return unescape(strip_tags(_ENDS.sub("\n", _LINK.sub(r"\2 [\1]", html)))).strip()


def word_diff(before, after):
    """Return what becomes of each run of words: pairs of "equal", "delete" or "insert" and it."""
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
    """Return the words, and the ends of lines as words of their own."""
    return re.findall(r"[^\s]+|\n", text)
