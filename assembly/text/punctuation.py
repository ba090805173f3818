"""Unpaired quotation marks and brackets, by English and Russian conventions."""

import re
from collections import Counter
from itertools import zip_longest

# Each opening mark, with the marks that can close it.
QUOTATION_MARKS = {"«": "»", "“": "”", "„": "“”", '"': '"'}
# In Russian, one » can close two quotations that end together: «Роман «Война и мир».
MAYBE_ENDED = "«»"
ENDS = {**QUOTATION_MARKS, MAYBE_ENDED: "»"}
BRACKETS = {"(": ")", "[": "]", "{": "}"}
ANY_QUOTE, ANY_BRACKET = re.compile('[«»“”„"]'), re.compile(r"[()\[\]{}]")
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
    open_for = Counter()  # how many of the opened ones each mark could close
    for found in ANY_QUOTE.finditer(text):
        place, mark = found.start(), found.group()
        if open_for[mark]:
            while mark not in ENDS[begun := opened.pop()]:
                alone.append(begun)
                open_for.subtract(ENDS[begun])
            open_for.subtract(ENDS[begun])
            if mark == "»" and opened[-1:] == ["«"]:
                opened[-1] = MAYBE_ENDED
        elif mark in QUOTATION_MARKS and not MEASURE.match(text, place):
            opened.append(mark)
            open_for.update(ENDS[mark])
        elif mark in "»”":
            alone.append(mark)
    return [mark for mark in [*opened, *alone] if mark != MAYBE_ENDED]


def _brackets(text):
    items = {item.end() - 1 for item in ITEM.finditer(text)}
    opened, alone = [], []
    for found in ANY_BRACKET.finditer(text):
        place, mark = found.start(), found.group()
        if mark in BRACKETS:
            opened.append(mark)
        elif opened and BRACKETS[opened[-1]] == mark:
            opened.pop()
        elif place not in items:
            alone.append(mark)
    return [*opened, *alone]
