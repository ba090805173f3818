"""Notes on what differs between two texts besides their words."""

from typing import NamedTuple

from .tokens import BREAKS, END, NEW_BLOCK, SHOWN

MOST_NOTES = 50
MOST_WORDS = 12  # of a note
ONE_PLACE = {"space", "block", *SHOWN}  # the kinds of notes that are about one place only


class Note(NamedTuple):
    """A difference that words alone do not show, and the words it is about.

    `before` and `after` are the tag of a "mark", or of a mark whose "extent" within a word has
    changed; the address of a "link", the path of a "block", the "space", the value of an attribute
    of SHOWN, whose name is the kind, or the HTML "code"; None if there was or is none. A note of
    "more" says in `after` how many notes are left out.
    """

    kind: str
    words: str
    before: object = None
    after: object = None


def formatting_notes(operations, old, new):
    """Return the notes on two texts of tokens that have been aligned."""
    found = []
    open_notes = {}  # the words of notes that the next word may continue, by kind and values
    for token, changes in _changes(operations, old, new):
        continued = open_notes if token.text in BREAKS else {}
        for change, words in changes:
            known = open_notes.get(change)
            if known is None or change[0] in ONE_PLACE:
                known = []
                found.append((change, known))
            known += words[: MOST_WORDS + 1 - len(known)]
            continued[change] = known
        open_notes = continued
    notes = [Note(kind, _excerpt(words), *values) for (kind, *values), words in found[:MOST_NOTES]]
    if len(found) > MOST_NOTES:
        notes.append(Note("more", "", after=len(found) - MOST_NOTES))
    return notes


def _excerpt(words):
    return " ".join([*words[:MOST_WORDS], "…"] if len(words) > MOST_WORDS else words)


def _changes(operations, old, new):
    """Yield each token that is in the new text, or has lost a mark, with its changes.

    A change is a pair of the note's kind, before and after, and its words.
    """
    for kind, i1, i2, j1, j2 in operations:
        if kind != "equal":
            yield from _replaced(old, (i1, i2), new, (j1, j2))
            continue
        for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
            one, other = old[i], new[j]
            beside = i == i1 and i1 > 0  # other words, which may have taken its space along
            yield other, [] if one == other else _compared(one, other, new, j, beside)


def _compared(one, other, new, place, beside):
    """Return the changes from one token to another with the same text."""
    found = []
    if one.space != other.space and not (beside and "" in (one.space, other.space)):
        found.append((("space", one.space, other.space), _around(new, place)))
    if one.path != other.path:
        found.append((("block", one.path, other.path), _block_words(new, place)))
    for change in _attribute_changes(one.attributes, other.attributes):
        found.append((change, _block_words(new, place)))
    gone, come = one.marks - other.marks, other.marks - one.marks
    for name in sorted({mark.name for mark in gone | come}):
        lost = sorted(mark.address for mark in gone if mark.name == name)
        got = sorted(mark.address for mark in come if mark.name == name)
        if lost == got:
            change = ("extent", name, name)
        elif name == "a":
            change = ("link", ", ".join(lost) or None, ", ".join(got) or None)
        else:
            change = ("mark", name if lost else None, name if got else None)
        found.append((change, [other.text]))
    return found


def _replaced(old, deleted, new, inserted):
    """Yield the changes of marks and blocks that come with other words.

    Links are left out, as their addresses stand among the words.
    """
    had = {name for token in old[slice(*deleted)] for name in _mark_names(token)}
    has = {name for token in new[slice(*inserted)] for name in _mark_names(token)}
    had_attributes = {token.attributes for token in old[slice(*deleted)]}
    if inserted[0] < inserted[1]:
        for token in old[slice(*deleted)]:
            lost = sorted(_mark_names(token) - has)
            yield token, [(("mark", name, None), [token.text]) for name in lost]
    for place in range(*inserted):
        token = new[place]
        got = sorted(_mark_names(token) - had)
        changes = [(("mark", None, name), [token.text]) for name in got]
        if token.text == NEW_BLOCK and token.path[1:] not in {("+p",), ()}:
            changes.append((("block", None, token.path), _block_words(new, place)))
        if token.attributes not in had_attributes:
            its = _attribute_changes((), token.attributes)
            changes += [(change, _block_words(new, place)) for change in its]
        yield token, changes


def _attribute_changes(before, after):
    """Return the changes of a block's attributes; 1, and the numbers 1, 2, …, are the default."""
    if before == after:
        return []
    values = [
        (name, *(", ".join(value for its, value in one if its == name) or "1" for one in sides))
        for name in SHOWN
        for sides in [(before, after)]
    ]
    return [change for change in values if change[1] != change[2]]


def _mark_names(token):
    return {mark.name for mark in token.marks if mark.name != "a"}


def _around(tokens, place):
    """Return the words before and after the space before a token."""
    pair = [one.text for one in tokens[max(place - 1, 0) : place + 1]]
    return [text for text in pair if text not in BREAKS and text != END]


def _block_words(tokens, place):
    """Return the first words of the block that begins at a token."""
    found = []
    for token in tokens[place + 1 : place + MOST_WORDS + 2]:
        if token.text in BREAKS or token.text == END:
            break
        found.append(token.text)
    return found
