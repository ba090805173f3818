"""The documents that a query matches, as both databases return them."""

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import chain


@dataclass(slots=True)
class Match:
    """A document that matches a query."""

    pk: int
    kind: str
    object_id: int
    recency: float | None  # a higher number is a later moment; None without a date
    terms: list
    rank: float  # a higher number is better

    @property
    def order(self):
        """What sorts the best match first, and the newest of equal ones."""
        age = math.inf if self.recency is None else -self.recency
        return -self.rank, age, self.kind, self.object_id


@dataclass
class Matches:
    """The matches that were compared, the best first, and whether there may be others."""

    found: list
    cut: bool

    def __len__(self):
        return len(self.found)

    @classmethod
    def of(cls, rows, *, cut):
        """Make them of rows with the fields of `Match`, in which terms are one a line."""
        found = [Match(*fields, terms.split("\n"), rank) for *fields, terms, rank in rows]
        return cls(sorted(found, key=lambda match: match.order), cut)

    def with_terms(self, terms):
        """Return those that have all these terms."""
        if not terms:
            return self
        wanted = set(terms)
        return Matches([match for match in self.found if wanted.issubset(match.terms)], self.cut)

    @cached_property
    def values(self):
        """The values of each filter, with their numbers of matches, by the name of the filter."""
        found = defaultdict(dict)
        for term, number in Counter(chain.from_iterable(one.terms for one in self.found)).items():
            name, _colon, value = term.partition(":")
            found[name][value] = number
        return found
