"""Subjects of lists of news and their feeds. The functions here raise Http404 for unknown ones."""

from dataclasses import dataclass, field

from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.languages import LANGUAGES, languages_of
from assembly.core.prepared import prepared
from assembly.core.routes import address_of
from assembly.publishing.slugs import page_at
from delegations.models import Delegation, Person

from .archive import Archive, archive_of
from .models import Topic
from .periods import Period


class NotInThisLanguageError(Http404):
    """The subject has no name in this language; `record` is a page to redirect to, or None."""

    def __init__(self, record):
        super().__init__("The record is not public in this language.")
        self.record = record


@dataclass(frozen=True)
class Subject:
    """All news, the news of a period, or the news about a record."""

    articles: Archive
    kind: str = "list"  # the URL name
    parts: tuple = ()  # the arguments of its URLs
    name: str = ""
    key: str = "news"  # stable as long as the record exists
    period: Period | None = None
    months: tuple = ()  # those with any news, to which lists by time link
    languages: list = field(
        default_factory=lambda: LANGUAGES
    )  # languages in which the list is not empty
    record: object = None  # what the articles are about

    @property
    def title(self):
        return _("%(name)s: news") % {"name": self.name} if self.name else _("News")

    @property
    def page(self):
        return address_of(f"news:{self.kind}", *self.parts)

    @property
    def feed(self):
        return address_of(f"news_feeds:{self.kind}", *self.parts, get_language())


def all_news():
    news = archive_of()
    return Subject(news, months=news.own_months())


def period_news(year, month=None):
    """Return the news of a period, which exists in every language once it has an article in one."""
    try:
        found = Period(year, month)
    except ValueError:
        raise Http404("There is no such year or month.") from None
    news = archive_of()
    articles = news.within(found)
    return Subject(
        articles,
        found.kind,
        found.parts,
        str(found),
        key="-".join(str(part) for part in found.parts),
        period=found,
        months=news.own_months(),
        languages=_languages(articles),
    )


def topic_news(slug):
    return _about(_at(Topic.objects.all(), _topics, slug), "topic", "name")


def person_news(slug):
    return _about(_at(Person.objects.all(), _people, slug), "person", "name")


def delegation_news(slug):
    """Return the news about a delegation; NotInThisLanguageError if it is public in another."""
    found = _at(Delegation.objects.live_in(LANGUAGES), _delegations, slug)
    if get_language() not in found.shown_languages:
        raise NotInThisLanguageError(found)
    return _about(found, "delegation", "title")


def _at(records, find, slug):
    """Return the record that has or had a slug; `find` is the prepared query of those that have."""
    if found := find(slug=slug, now=clock.now()):
        return found[0]
    if found := page_at(records, slug):
        return found
    raise Http404("Nothing has this address, or had it before.")


@prepared
def _topics(slug, now):
    return Topic.objects.filter(slug=slug)


@prepared
def _people(slug, now):
    return Person.objects.filter(slug=slug)


@prepared
def _delegations(slug, now):
    return Delegation.objects.live_in(LANGUAGES, now).filter(slug=slug)


def _about(record, kind, name):
    if not getattr(record, name):
        raise NotInThisLanguageError(record if kind != "topic" else None)
    articles = archive_of(kind, record.pk)
    named = getattr(record, "shown_languages", languages_of(record, name))
    return Subject(
        articles,
        kind,
        (record.slug,),
        getattr(record, name),
        f"{kind}-{record.pk}",
        languages=[code for code in _languages(articles) if code in named],
        record=record,
    )


def _languages(articles):
    """Return the languages in which a list is not empty; raise Http404 if there are none."""
    if languages := articles.live_languages():
        return languages
    raise Http404("There are no public articles in this list.")
