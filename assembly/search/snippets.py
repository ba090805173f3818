"""Excerpts of texts with the found words highlighted."""

import re
from functools import lru_cache
from itertools import islice

from django.utils.html import format_html, format_html_join

from .words import (
    MAX_INDEXED,
    WORD,
    WORD_BEGINS,
    WORD_ENDS,
    fold_text,
    stem,
    without_apostrophes,
)

SNIPPET_LENGTH = 240  # characters
MOST_FOUND = 1_000  # words of a text, among which the best excerpt is sought
SNIPPET_LEAD = 50  # at most, before the first found word


def highlight(text, stems, language):
    """Return a text as HTML with each word that has one of the stems highlighted."""
    parts, end = [], 0
    for start, stop, _stem in _found(text, stems, language):
        parts += [(text[end:start], text[start:stop])]
        end = stop
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", parts), text[end:])


def snippet(texts, stems, language):
    """Return the excerpt with the most stems from the first text with any, highlighted.

    If no text has any, return the beginning of the first.
    """
    readings = ((text, _found(text, stems, language)) for text in texts)
    nothing = (texts[0] if texts else "", [])
    text, found = next((reading for reading in readings if reading[1]), nothing)
    first = max(range(len(found)), key=lambda place: _stems_from(place, found), default=None)
    at = 0 if first is None else found[first][0]
    start = _word_start(text, at - SNIPPET_LEAD) if at > SNIPPET_LEAD else 0
    stop = _word_end(text, start + SNIPPET_LENGTH)
    return format_html(
        "{}{}{}",
        "… " if start else "",
        highlight(text[start:stop], stems, language),
        " …" if stop < len(text) else "",
    )


def _found(text, stems, language):
    """Return (start, end, stem) of each word with one of the stems."""
    text = text[:MAX_INDEXED]
    by_word = {word: _stem(word, language) for word in set(WORD.findall(text))}
    wanted = frozenset(word for word, its in by_word.items() if its in stems)
    if not wanted:
        return []
    found = islice(_any_of(wanted).finditer(text), MOST_FOUND)
    return [(word.start(), word.end(), by_word[word.group()]) for word in found]


@lru_cache(maxsize=1_000)
def _any_of(words):
    """Return the expression that matches these words where `WORD` matches them, in any text."""
    longest_first = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(f"{WORD_BEGINS}(?:{'|'.join(longest_first)}){WORD_ENDS}")


@lru_cache(maxsize=20_000)
def _stem(word, language):
    return stem(without_apostrophes(fold_text(word)), language)


def _stems_from(place, found):
    """Return the number of different stems in the excerpt that begins at a found word."""
    last = found[place][0] + SNIPPET_LENGTH - SNIPPET_LEAD
    ahead = found[place : place + SNIPPET_LENGTH]  # no excerpt has more words than letters
    return len({stem for _start, end, stem in ahead if end <= last})


def _word_start(text, place):
    return text.rfind(" ", 0, place) + 1


def _word_end(text, place):
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - SNIPPET_LENGTH // 2, place)
    return space if space > 0 else place
