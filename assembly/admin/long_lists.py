"""Lists of the admin that stay quick however many records there are.

They show the first 10,000 records; filters, dates, the search and other orders lead to the others.
"""

from copy import copy
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import get_fields_from_path, lookup_spawns_duplicates
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import InvalidPage
from django.db.models import DateTimeField, Exists, Max, Min
from django.utils import timezone
from django.utils.functional import cached_property

from assembly.core.bounded_counts import BoundedCount

MOST_SELECTED = 500  # records that one bulk action changes; their keys fit into an address
MOST_PERIODS = 150  # years, months or days that a date hierarchy looks for one by one


class LongChangeList(ChangeList):
    """A list that counts, searches and reads no more than it can show."""

    def get_filters(self, request):
        """Trust the filters not to find a record twice, as `ManyFilter` does not.

        Django would make the rows of the whole table distinct, with all their texts.
        """
        specs, has_filters, lookups, _duplicates, active = super().get_filters(request)
        duplicates = any(lookup_spawns_duplicates(self.lookup_opts, name) for name in lookups)
        return specs, has_filters, lookups, duplicates, active

    def get_queryset(self, request, exclude_parameters=None):
        """Search once: what is counted, shown and dated then are the keys that were found."""
        found = super().get_queryset(request, exclude_parameters)
        if not self.query:
            return found
        keys = list(found.order_by().values_list("pk", flat=True)[: BoundedCount.MOST + 1])
        if len(keys) > BoundedCount.MOST:
            return found
        chosen = self.apply_select_related(self.root_queryset.filter(pk__in=keys))
        return chosen.order_by(*found.query.order_by)

    def get_results(self, request):
        """Read a page as Django does, but the last that there is instead of a later one."""
        pages = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        self.paginator, self.bounded_count = pages, pages.bounded_count
        self.result_count, is_cut = pages.count, pages.bounded_count.is_more
        self.can_show_all = self.result_count <= self.list_max_show_all and not is_cut
        self.multi_page = self.result_count > self.list_per_page
        if (self.show_all and self.can_show_all) or not self.multi_page:
            self.result_list = self.queryset._clone()
        else:
            if is_cut:
                self.page_num = min(self.page_num, pages.num_pages)
            try:
                self.result_list = pages.page(self.page_num).object_list
            except InvalidPage as error:
                raise IncorrectLookupParameters from error
        self.may_select_all = not is_cut and self.result_count <= MOST_SELECTED
        is_narrowed = bool(self.query or self.get_filters_params())
        total = BoundedCount.of(self.root_queryset) if is_narrowed else self.bounded_count
        self.full_result_count, self.show_full_result_count = total.number, not total.is_more
        self.is_narrowed = is_narrowed and (total.is_more or total != self.bounded_count)
        self.show_admin_actions = bool(total)
        if is_cut:  # the numbers beside the filters would count everything
            self.add_facets = self.is_facets_optional = False

    @property
    def dated(self):
        """The list as the date hierarchy sees it."""
        if not self.bounded_count.is_more:
            return self
        dated = copy(self)
        dated.queryset = Periods(self.queryset, self.date_hierarchy)
        return dated


class Periods:
    """Finds the years, months and days of records by looking for one record in each.

    It stands in for a queryset in Django's date hierarchy, which would read every date.
    """

    def __init__(self, records, field):
        self.records = records
        self.field = field
        self.has_time = isinstance(get_fields_from_path(records.model, field)[-1], DateTimeField)

    @cached_property
    def range(self):
        """The first and the last date or moment, local; None if there is none."""
        ends = self.records.aggregate(first=Min(self.field), last=Max(self.field))
        if self.has_time:
            return {name: end and timezone.localtime(end) for name, end in ends.items()}
        return ends

    def aggregate(self, **ends):
        return self.range

    def datetimes(self, field, kind):
        """Return the beginnings of the periods of a kind, "year", "month" or "day"."""
        first, last = self.range["first"], self.range["last"]
        if first is None:
            return []
        begins = list(_beginnings(first, last, kind))
        if len(begins) > MOST_PERIODS:
            return getattr(self.records, "datetimes" if self.has_time else "dates")(field, kind)
        within = [
            self._any_between(*ends) for ends in pairwise([*begins, _after(begins[-1], kind)])
        ]
        [found] = self.records.model._base_manager.values_list(*within)[:1]
        return [begin for begin, there in zip(begins, found, strict=True) if there]

    dates = datetimes

    def _any_between(self, start, end):
        if self.has_time:
            start, end = (
                timezone.make_aware(datetime.combine(day, time())) for day in (start, end)
            )
        return Exists(
            self.records.filter(**{f"{self.field}__gte": start, f"{self.field}__lt": end})
        )


def _beginnings(first, last, kind):
    """Yield the first day of each period of a kind, from that of `first` to that of `last`."""
    day = date(first.year, 1 if kind == "year" else first.month, first.day if kind == "day" else 1)
    while day <= date(last.year, last.month, last.day):
        yield day
        day = _after(day, kind)


def _after(day, kind):
    """Return the first day of the next period."""
    if kind == "day":
        return day + timedelta(days=1)
    months = day.year * 12 + day.month - 1 + (12 if kind == "year" else 1)
    return date(months // 12, months % 12 + 1, 1)
