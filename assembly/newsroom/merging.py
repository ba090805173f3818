"""Merges the edits that two people made to the same snapshot."""

import json
from dataclasses import dataclass

from .snapshots import model_and_pk, model_labels, present_part

WHOLE_ROW = ""  # the column of a conflict over a whole row, which one person deleted


@dataclass(frozen=True)
class Conflict:
    """A column or a whole row that two people changed differently."""

    key: str
    column: str
    base: object
    mine: object
    theirs: object

    @property
    def name(self):
        return f"{self.key}/{self.column}"


def merge(base, mine, theirs, choices=None):
    """Return the snapshot with both people's edits, and the undecided conflicts.

    `choices` maps names of conflicts to "mine" or "theirs"; undecided ones are merged as "theirs".
    Rows and columns that are no longer part of the site are left out.
    """
    choices = choices or {}
    base, mine, theirs = present_part(base), present_part(mine), present_part(theirs)
    merged, conflicts = {}, []
    for key in [*theirs, *(key for key in mine if key not in theirs)]:
        old, own, other = base.get(key), mine.get(key), theirs.get(key)
        if own in (old, other):
            row = other
        elif other == old:
            row = own
        elif own is None or other is None:
            row = _decide(Conflict(key, WHOLE_ROW, old, own, other), choices, conflicts)
        else:
            row = _columns(key, old or {}, own, other, choices, conflicts)
        if row is not None:
            merged[key] = row
    return in_record_order(merged), conflicts


def _columns(key, old, own, other, choices, conflicts):
    row = {}
    for column in {**other, **own}:
        was, one, two = old.get(column), own.get(column), other.get(column)
        if one in (was, two):
            row[column] = two
        elif two == was:
            row[column] = one
        elif _has_entries(field := model_and_pk(key)[0]._meta.get_field(column)):
            row[column] = _entries(field, was or [], one or [], two or [])
        elif isinstance(two, dict):
            row[column] = _marks(was or {}, one, two)
        else:
            row[column] = _decide(Conflict(key, column, was, one, two), choices, conflicts)
    return row


def _has_entries(field):
    """Return whether people add and remove entries of a column, as of relations."""
    return field.many_to_many or hasattr(field, "in_order")


def _entries(field, old, own, other):
    """Return a list with what both people added, without what either removed.

    An entry that both edited stays as each of them left it. Relations, which are lists of keys,
    are sorted.
    """
    was, mine, theirs = (
        {json.dumps(entry, sort_keys=True): entry for entry in entries}
        for entries in (old, own, other)
    )
    kept = [
        entry
        for name, entry in {**theirs, **mine}.items()
        if name not in was or (name in mine and name in theirs)
    ]
    return sorted(kept) if field.many_to_many else field.in_order(kept)


def _marks(old, own, other):
    """Return the marks of stale translations with both people's changes.

    A mark that both changed is kept, as the translation is stale for at least one of them.
    """
    merged = {}
    for name in {**other, **own}:
        was, one, two = old.get(name), own.get(name), other.get(name)
        mark = one if two == was else two if one == was else two or one
        if mark is not None:
            merged[name] = mark
    return merged


def _decide(conflict, choices, conflicts):
    choice = choices.get(conflict.name)
    if choice not in {"mine", "theirs"}:
        conflicts.append(conflict)
    return conflict.mine if choice == "mine" else conflict.theirs


def in_record_order(content):
    """Return the rows in the order of `Versioned.rows`: those first that others refer to."""
    root, _pk = model_and_pk(next(iter(content)))
    kinds = model_labels(root)

    def place(key):
        kind, pk = key.split("/")
        return kinds.index(kind), int(pk)

    return {key: content[key] for key in sorted(content, key=place)}
