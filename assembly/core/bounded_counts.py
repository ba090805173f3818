"""Counts with an upper bound, since counting a million rows takes long and says little."""

from dataclasses import dataclass
from typing import ClassVar

from django.core.paginator import Paginator
from django.utils.functional import cached_property


@dataclass(frozen=True)
class BoundedCount:
    """A number of rows: exact up to the bound `MOST`; beyond it `is_more`, and the bound itself."""

    MOST: ClassVar = 10_000

    number: int
    is_more: bool

    @classmethod
    def of(cls, rows):
        """Count the rows of a queryset; at most one more than the bound are read."""
        found = rows.order_by().values("pk")[: cls.MOST + 1].count()
        return cls(min(found, cls.MOST), found > cls.MOST)

    def __bool__(self):
        return self.number > 0

    def __add__(self, other):
        total = self.number + other.number
        more = self.is_more or other.is_more or total > self.MOST
        return BoundedCount(min(total, self.MOST), more)


class BoundedPaginator(Paginator):
    """Pages of the first `BoundedCount.MOST` rows: a later page would walk over all before it."""

    @cached_property
    def bounded_count(self):
        return BoundedCount.of(self.object_list)

    @cached_property
    def count(self):
        return self.bounded_count.number
