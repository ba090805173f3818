"""Lists of news as the months they consist of, which find any page without walking to it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter

from django.utils.translation import get_language

from assembly.core.languages import LANGUAGES
from assembly.publishing.content_version import once_per_change

from .counting import listed, refresh_counts
from .models import Article, Topic
from .models.list_counts import ALL_NEWS, ANY_LANGUAGE, ListCount, MonthCount
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

    find: Callable[[], ArticleQuerySet]  # returns them; the ORM takes long even to write the query
    months: list  # `Month`s, newest first

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
        stop = min(stop, self.count())
        if start >= stop:
            return None
        newest, _before = self._month_at(start)
        oldest, _before = self._month_at(stop - 1)
        return oldest.period.start, newest.period.end

    def __getitem__(self, positions):
        """Return the articles of a slice, with what their cards show."""
        return self.between(positions.start or 0, positions.stop).cards()

    def between(self, start, stop):
        """Return the articles from one position up to another."""
        # By address, which the index of a list contains: no other article is read.
        return Article.objects.filter(slug__in=self.unsorted(start, stop).values("slug"))

    def unsorted(self, start, stop):
        """Return the articles from one position up to another, newest or oldest first.

        Of the months that have them, only their articles are read, from the end that is nearer.
        """
        stop = min(stop, self.count())
        if start >= stop:
            return Article.objects.none()
        newest, before = self._month_at(start)
        newer = start - before  # articles to skip in the newest month, and in the oldest
        oldest, before = self._month_at(stop - 1)
        older = before + oldest.number - stop
        found = self.find().filter(
            published_at__gte=oldest.period.start, published_at__lt=newest.period.end
        )
        if newer <= older:
            return found.order_by("-published_at", "slug")[newer : newer + stop - start]
        return found.order_by("published_at", "-slug")[older : older + stop - start]

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
    months = live_months(kind, key, get_language())
    return Archive(lambda: listed(kind, [key]).live(), months)


def archive_of_all_languages():
    """Return all news that is public in some language."""
    months = live_months(ALL_NEWS, 0, ANY_LANGUAGE)
    return Archive(Article.objects.public, months)


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
