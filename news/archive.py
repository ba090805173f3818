"""Lists of news as the months they consist of, which find any page without walking to it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from operator import itemgetter

from django.utils.translation import get_language

from assembly.core import clock
from assembly.core.languages import LANGUAGES
from assembly.core.prepared import prepared
from assembly.publishing.content_version import once_per_change

from .counting import refresh_counts
from .models import Article, Topic
from .models.list_counts import ALL_NEWS, ANY_LANGUAGE, RELATIONS, ListCount, MonthCount
from .periods import Period
from .queries import ArticleQuerySet


@dataclass(frozen=True)
class Month:
    """A month with public articles of a list in some language."""

    period: Period
    number: int  # of the articles in the language of the list
    languages: set  # the codes of those in which there are some


@dataclass(frozen=True)
class Archive:
    """The public articles of a list, newest first; has a number and slices, as a queryset has."""

    months: list  # `Month`s, newest first
    kind: str
    key: int
    languages: tuple  # the codes of those in one of which the articles are public

    def count(self):
        return sum(month.number for month in self.months)

    def within(self, period):
        return replace(self, months=[one for one in self.months if one.period in period])

    def own_months(self):
        """Return the months with articles in the language of the list, newest first."""
        return tuple(month.period for month in self.months if month.number)

    def live_languages(self):
        """Return the codes of the languages in which the list is not empty."""
        return [code for code in LANGUAGES if any(code in one.languages for one in self.months)]

    def bounds(self, start, stop):
        """Return when the months with the articles of a slice begin and end; None without any."""
        place = self._place(start, stop)
        return place and (place[1]["start"], place[1]["end"])

    def __getitem__(self, positions):
        """Return the articles of a slice, with what their cards show."""
        return self.load(ArticleQuerySet.cards, positions.start or 0, positions.stop)

    def load(self, loading, start, stop):
        """Return the articles from one position up to another, as a method of querysets loads them.

        By a prepared query, as the ORM would take longer to write it than the database to answer.
        """
        place = self._place(start, stop)
        if place is None:
            return []
        newest_first, values = place
        find = _slices(self.kind, self.languages, newest_first, loading)
        return find(key=self.key, now=clock.now(), **values)

    def unsorted(self, start, stop):
        """Return the articles from one position up to another, newest or oldest first."""
        place = self._place(start, stop)
        if place is None:
            return Article.objects.none()
        articles = _articles(self.kind, self.key, self.languages, clock.now())
        newest_first, values = place
        return _slice(articles, newest_first, **values)

    def _place(self, start, stop):
        """Return the direction of reading a slice, and what else `_slice` needs; None if empty.

        Of the months that have it, only their articles are read, from the end that is nearer.
        """
        stop = min(stop, self.count())
        if start >= stop:
            return None
        newest, before = self._month_at(start)
        newer = start - before  # articles to skip in the newest month, and in the oldest
        oldest, before = self._month_at(stop - 1)
        older = before + oldest.number - stop
        months = {"start": oldest.period.start, "end": newest.period.end}
        return newer <= older, months | {"first": min(newer, older), "number": stop - start}

    def _month_at(self, position):
        """Return the month of an article, and how many are in newer months."""
        before = 0
        for month in self.months:
            if position < before + month.number:
                return month, before
            before += month.number
        raise IndexError(position)


def archive_of(kind=ALL_NEWS, key=0):
    """Return a list of news in the active language."""
    language = get_language()
    return Archive(live_months(kind, key, language), kind, key, (language,))


def archive_of_all_languages():
    """Return all news that is public in some language."""
    return Archive(live_months(ALL_NEWS, 0, ANY_LANGUAGE), ALL_NEWS, 0, tuple(LANGUAGES))


@cache
def _slices(kind, languages, newest_first, loading):
    """Return the prepared query of slices of a kind of lists."""

    def find(key, now, start, end, *, first, number):
        articles = _articles(kind, key, languages, now)
        found = _slice(articles, newest_first, start, end, first, number)
        # By address, which the index of a list contains: no other article is read.
        return loading(Article.objects.filter(slug__in=found.values("slug")))

    # A few records have a great part of all news, which a plan for any record would read whole.
    return prepared(find, plan_once=kind == ALL_NEWS)


def _articles(kind, key, languages, now):
    lookup = {} if kind == ALL_NEWS else {RELATIONS[kind]: key}
    return Article.objects.filter(**lookup).live_in(languages, now)


def _slice(articles, newest_first, start, end, first, number):
    order = ["-published_at", "slug"] if newest_first else ["published_at", "-slug"]
    found = articles.filter(published_at__gte=start, published_at__lt=end)
    return found.order_by(*order)[first : first + number]


@once_per_change
def live_months(kind, key, language):
    """Return the `Month`s in which a list has public articles, newest first."""
    refresh_counts()
    counts = MonthCount.objects.live().filter(kind=kind, object_id=key).order_by("-month")
    rows = counts.values_list("month", "language", "number")
    months = []
    for day, of_month in groupby(rows, key=itemgetter(0)):
        numbers = defaultdict(int)
        for _day, code, number in of_month:
            numbers[code] += number
        months.append(Month(Period(day.year, day.month), numbers.get(language, 0), set(numbers)))
    return months


@once_per_change
def topics_with_news(language):
    """Return the topics that have a name and public articles in a language."""
    refresh_counts()
    lists = ListCount.objects.live().filter(kind="topic", language=language)
    topics = Topic.objects.filter(pk__in=lists.values("object_id"))
    return [topic for topic in topics if topic.name]
