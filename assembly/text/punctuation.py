"""Unpaired quotation marks and brackets, by English and Russian conventions."""

import re
from itertools import zip_longest

# Each opening mark, with the marks that can close it.
QUOTATION_MARKS = {"«": "»", "“": "”", "„": "“”", '"': '"'}
# In Russian, one » can close two quotations that end together: «Роман «Война и мир».
MAYBE_ENDED = "«»"
ENDS = {**QUOTATION_MARKS, MAYBE_ENDED: "»"}
BRACKETS = {"(": ")", "[": "]", "{": "}"}
# The number or letter of an item in a list, as in “1)” or “b)”.
ITEM = re.compile(r"(?<![^\s,;:])(?:[0-9]{1,2}|[^\W\d_])\)")
# A straight mark after a digit means inches or seconds of arc.
MEASURE = re.compile(r'(?<=[0-9])"')


def unpaired_marks(paragraphs):
    """Return (paragraph, mark) for each mark that is unpaired in its paragraph, in order.

    Single quotation marks are ignored, as they cannot be told from apostrophes.
    """
    found = []
    for text, following in zip_longest(paragraphs, paragraphs[1:], fillvalue=""):
        quotes = _quotes(text)
        if quotes and quotation_continues(quotes[0], text, following):
            quotes = quotes[1:]
        found += [(text, mark) for mark in [*quotes, *_brackets(text)]]
    return found


def quotation_continues(mark, text, following):
    """Return whether a quotation continues: in English, each of its paragraphs repeats the mark."""
    return mark in "«“" and text.startswith(mark) and following.startswith(mark)


def _quotes(text):
    opened, alone = [], []
    for place, mark in enumerate(text):
        if partners := [i for i, begun in enumerate(opened) if mark in ENDS[begun]]:
            alone += opened[partners[-1] + 1 :]
            del opened[partners[-1] :]
            if mark == "»" and opened[-1:] == ["«"]:
                opened[-1] = MAYBE_ENDED
        elif mark in QUOTATION_MARKS and not MEASURE.match(text, place):
            opened.append(mark)
        elif mark in "»”":
            alone.append(mark)
    return [mark for mark in [*opened, *alone] if mark != MAYBE_ENDED]


def _brackets(text):
    items = {item.end() - 1 for item in ITEM.finditer(text)}
    opened, alone = [], []
    for place, mark in enumerate(text):
        if mark in BRACKETS:
            opened.append(mark)
        elif mark in BRACKETS.values():
            if opened and BRACKETS[opened[-1]] == mark:
                opened.pop()
            elif place not in items:
                alone.append(mark)
    return [*opened, *alone]
