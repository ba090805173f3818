"""The differences between two texts: words, marks, blocks and white space."""

from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from .formatting import Note, formatting_notes
from .outline import BETWEEN_CELLS
from .tokens import (
    BREAKS,
    END,
    NEW_LINE,
    blocks_of,
    goes_on_in_row,
    plain_tokens,
    rich_tokens,
)

# Two sequences are aligned only if the product of their lengths is at most this, which takes some
# milliseconds and 3 MB. Texts of n words then need at most n times its square root comparisons.
LARGEST_ALIGNMENT = 25_000_000
# The largest texts that are compared in a second or so: their characters, and so many for each tag.
LONGEST_COMPARED, TAG = 2_500_000, 12
MOST_RUNS = 1_000  # of words, for a person to read and a page to show
STEP = 4096  # items of two sequences that are compared at once
CODE_AROUND = 40  # characters shown on both sides of where two codes differ


@dataclass(frozen=True)
class TextChange:
    """The difference between two texts; both parts are empty if they are equal."""

    runs: list  # as `word_diff` returns them; empty if the words are the same
    notes: list


def plain_text(html):
    """Return rich text as plain text: a line per paragraph or row, links followed by addresses."""
    tokens, found = rich_tokens(html), []
    for place, token in enumerate(tokens):
        if token.text in BREAKS:
            text = BETWEEN_CELLS if goes_on_in_row(token) else "\n"
        else:
            text = _with_addresses(tokens, place, len(tokens))
        found += [" " if token.space else "", text]
    return "".join(found).strip()


def word_diff(before, after):
    """Return the runs of words as pairs of "equal", "delete" or "insert" and the words."""
    if _is_too_long(before, after):
        return _code_runs(before, after)
    old, new = plain_tokens(before), plain_tokens(after)
    return _runs(_operations(old, new), old, new)


def plain_change(before, after):
    """Return the `TextChange` from one plain text to another."""
    return _change(before, after, plain_tokens)


def rich_change(before, after):
    """Return the `TextChange` from one sanitised HTML text to another."""
    return _change(before, after, rich_tokens)


def _change(before, after, tokens_of):
    if before == after:
        return TextChange([], [])
    if _is_too_long(before, after):
        return TextChange(_code_runs(before, after), [])
    old, new = tokens_of(before), tokens_of(after)
    operations = _operations(old, new)
    runs = _runs(operations, old, new, marked=True)
    if all(kind == "equal" for kind, _words in runs):
        runs = []
    notes = formatting_notes(operations, old, new)
    if not runs and not notes:
        notes = [_code_note(before, after)]
    return TextChange(runs, notes)


def _is_too_long(*texts):
    return sum(len(text) + TAG * text.count("<") for text in texts) > LONGEST_COMPARED


def align(old, new):
    """Return what turns one sequence of hashables into another, as `difflib` calls it.

    A list of ("equal" or "replace", i1, i2, j1, j2) that alternate; "replace" may have an empty
    side. Sequences that are too long are replaced as a whole, but for their common ends.
    """
    start = common_start(old, new)
    end = common_start(old[start:][::-1], new[start:][::-1])
    middle = old[start : len(old) - end], new[start : len(new) - end]
    found = [("equal", 0, start, 0, start)] if start else []
    found += [
        (kind, i1 + start, i2 + start, j1 + start, j2 + start)
        for kind, i1, i2, j1, j2 in _aligned(*middle)
    ]
    if end:
        found.append(("equal", len(old) - end, len(old), len(new) - end, len(new)))
    return _merged(found)


def common_start(one, other):
    """Return how many items two sequences begin with in common."""
    shortest, start = min(len(one), len(other)), 0
    while start < shortest and one[start : start + STEP] == other[start : start + STEP]:
        start += STEP
    differing = (place for place in range(start, shortest) if one[place] != other[place])
    return next(differing, shortest)


def _aligned(old, new):
    if not old and not new:
        return []
    if not old or not new or len(old) * len(new) > LARGEST_ALIGNMENT:
        return [("replace", 0, len(old), 0, len(new))]
    numbers = {}  # which the library compares exactly, but other objects by hash
    numbered = [[numbers.setdefault(one, len(numbers)) for one in side] for side in [old, new]]
    found = []
    for kind, i1, i2, j1, j2 in Indel.opcodes(*numbered):
        found.append(("equal" if kind == "equal" else "replace", i1, i2, j1, j2))
    return found


def _merged(operations):
    """Join adjacent operations of the same kind."""
    found = []
    for kind, i1, i2, j1, j2 in operations:
        if found and found[-1][0] == kind:
            _kind, first, _end, place, _stop = found.pop()
            found.append((kind, first, i2, place, j2))
        else:
            found.append((kind, i1, i2, j1, j2))
    return found


def _operations(old, new):
    """Align the tokens of two texts: block by block, and word by word where blocks differ.

    If that gives too many runs to read, whole blocks differ, or else the whole text.
    """
    sides = blocks_of(old), blocks_of(new)
    at, to = ([0, *accumulate(map(len, blocks))] for blocks in sides)
    by_block = [(kind, at[i1], at[i2], to[j1], to[j2]) for kind, i1, i2, j1, j2 in align(*sides)]
    by_word = []
    for kind, i1, i2, j1, j2 in by_block:
        if kind == "equal":
            by_word.append((kind, i1, i2, j1, j2))
            continue
        words = [[one.text for one in old[i1:i2]], [one.text for one in new[j1:j2]]]
        by_word += [
            (its, a1 + i1, a2 + i1, b1 + j1, b2 + j1) for its, a1, a2, b1, b2 in align(*words)
        ]
    whole = [("replace", 0, len(old), 0, len(new))]
    readable = (found for found in [_merged(by_word), by_block] if len(found) <= MOST_RUNS)
    return next(readable, whole)


def _runs(operations, old, new, *, marked=False):
    """Return the runs; with `marked`, breaks have signs and links addresses where words differ."""
    found = []
    for kind, i1, i2, j1, j2 in operations:
        if kind == "equal":
            found.append((kind, _joined(new, j1, j2)))
            continue
        found.append(("delete", _joined(old, i1, i2, addresses=marked, signs=marked)))
        found.append(("insert", _joined(new, j1, j2, addresses=marked, signs=marked)))
    return [(kind, words) for kind, words in found if words]


def _joined(tokens, start, end, *, addresses=False, signs=False):
    """Return tokens as text."""
    found = []
    for place in range(start, end):
        text = tokens[place].text
        if text in BREAKS:
            if goes_on_in_row(tokens[place]):
                found.append(BETWEEN_CELLS.strip())
            elif text == NEW_LINE or place:  # every rich text begins with a block
                found.append(f"{text[1:] or '¶'}\n" if signs else "\n")
        elif text != END:
            found.append(_with_addresses(tokens, place, end) if addresses else text)
    return " ".join(found)


def _with_addresses(tokens, place, end):
    """Return a word, with the addresses of the links that end with or within it."""
    text, last = tokens[place].text, len(tokens[place].text)
    if not tokens[place].marks:
        return text
    links = {mark.end: mark.address for mark in tokens[place].marks if mark.name == "a"}
    following = tokens[place + 1].marks if place + 1 < end else ()
    going_on = {mark.address for mark in following if mark.name == "a" and mark.start == 0}
    for place_of_end, address in sorted(links.items(), reverse=True):
        if place_of_end < last or address not in going_on:
            text = f"{text[:place_of_end]} [{address}]{text[place_of_end:]}"
    return text


def _code_note(before, after):
    """Return the note for HTML that differs in what is not described otherwise."""
    start = common_start(before, after)
    around = slice(max(start - CODE_AROUND, 0), start + CODE_AROUND)
    return Note("code", "", before[around], after[around])


def _code_runs(before, after):
    """Return the runs of texts too long to be read: their code, but for its common ends."""
    start = common_start(before, after)
    before, after = before[start:], after[start:]
    end = common_start(before[::-1], after[::-1])
    sides = ("delete", before[: len(before) - end]), ("insert", after[: len(after) - end])
    return [(kind, code) for kind, code in sides if code]
