"""The news in the sitemap."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.db.models import Max

from assembly.core.languages import LANGUAGES, languages_of, per_language
from assembly.media.models import Image
from assembly.pages.sitemaps import Entry, live_publications
from delegations.models import Delegation, Person

from .archive import Archive, archive_of_all_languages
from .counting import refresh_counts
from .models import Topic
from .models.list_counts import ALL_NEWS, ANY_LANGUAGE, ListCount, MonthCount

NAMED = ["slug", *per_language("name")]
# The records that have lists, with what their addresses and languages need, by the list's URL name.
SUBJECTS = {
    "topic": Topic.objects.only(*NAMED),
    "person": Person.objects.only(*NAMED),
    "delegation": Delegation.objects.all(),
}


@dataclass(frozen=True)
class OldestFirst:
    """The articles of an archive from the oldest on, so that a new one changes only the last file.

    Their order within a file does not matter.
    """

    archive: Archive

    def count(self):
        return self.archive.count()

    def __getitem__(self, positions):
        number = self.count()
        return self.archive.unsorted(number - positions.stop, number - positions.start)


def all_articles():
    return OldestFirst(archive_of_all_languages())


def article_entries(articles):
    storage = Image._meta.get_field("file").storage
    for article, languages in live_publications(articles, "image__file"):
        image = storage.url(article.image__file) if article.image__file else ""
        yield Entry("news:detail", (article.slug,), languages, article.modified, image)


def newest_article():
    """Return when the newest article was published, or the last edited, if that is later."""
    refresh_counts()
    counts = ListCount.objects.live().filter(kind=ALL_NEWS, object_id=0, language=ANY_LANGUAGE)
    moments = counts.aggregate(Max("last"), Max("edited_at")).values()
    return max((moment for moment in moments if moment), default=None)


class Lists:
    """The lists of news: the periods, and then those of records, which are loaded by slices."""

    def __init__(self):
        refresh_counts()
        self.periods = period_entries()
        lists = ListCount.objects.live().filter(kind__in=SUBJECTS).order_by("kind", "object_id")
        self.of_records = lists.values_list("kind", "object_id").distinct()

    def count(self):
        return len(self.periods) + self.of_records.count()

    def __getitem__(self, positions):
        before = len(self.periods)
        start, stop = (max(position - before, 0) for position in [positions.start, positions.stop])
        found = self.periods[positions]
        for kind, rows in groupby(self.of_records[start:stop], key=itemgetter(0)):
            found += record_entries(kind, [key for _kind, key in rows])
        return found


def period_entries():
    """Return the years and months, in the languages in which they have articles."""
    counts = MonthCount.objects.live().filter(kind=ALL_NEWS, object_id=0).order_by("month")
    found = defaultdict(list)
    for month, *row in counts.values_list("month", "language", "last", "edited_at"):
        found["news:year", (month.year,)].append(row)
        found["news:month", (month.year, month.month)].append(row)
    return [_list_entry(*page, rows, LANGUAGES) for page, rows in found.items()]


def record_entries(kind, keys):
    """Return the lists about some records, in the languages in which those have a page or a name.

    The keys are all those of a range that have a list.
    """
    counts = ListCount.objects.live().filter(kind=kind, object_id__range=(keys[0], keys[-1]))
    found = defaultdict(list)
    for key, *row in counts.values_list("object_id", "language", "last", "edited_at"):
        found[key].append(row)
    return [
        _list_entry(f"news:{kind}", (record.slug,), found[record.pk], _languages(record))
        for record in SUBJECTS[kind].filter(pk__in=keys).order_by("pk")
    ]


def _languages(record):
    if isinstance(record, Delegation):
        return record.shown_languages if record.is_public else []
    return languages_of(record, "name")


def _list_entry(view, args, rows, languages):
    """Return the entry of a list from its (language, newest, last edited) rows."""
    filled = {code for code, _last, _edited_at in rows}
    modified = max(moment for _code, *moments in rows for moment in moments)
    return Entry(view, args, [code for code in languages if code in filled], modified)
