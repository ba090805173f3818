"""What lists of news, and their feeds, are of. Each function here raises Http404 for others."""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly.core.languages import LANGUAGES, languages_of
from assembly.publishing.slugs import current_slug
from delegations.models import Delegation, Person

from .models import Article, Topic
from .periods import Period
from .queries import ArticleQuerySet


class NotInThisLanguageError(Http404):
    """What a list would be of has a name in other languages only, and a page there or None."""

    def __init__(self, record):
        super().__init__("The record is not public in this language.")
        self.record = record


@dataclass(frozen=True)
class Subject:
    """All news, or those of a period or about a record."""

    articles: ArticleQuerySet
    kind: str = "list"  # the name of its addresses
    parts: tuple = ()  # of its addresses
    name: str = ""
    key: str = "news"  # the same as long as the record is the same
    period: Period | None = None
    languages: list = field(default_factory=lambda: LANGUAGES)  # in which the list has something
    record: object = None  # which the articles are about

    @property
    def title(self):
        return _("%(name)s: news") % {"name": self.name} if self.name else _("News")

    @property
    def page(self):
        return reverse(f"news:{self.kind}", args=self.parts)

    @property
    def feed(self):
        return reverse(f"news_feeds:{self.kind}", args=[*self.parts, get_language()])


def all_news():
    return Subject(Article.objects.all())


def period_news(year, month=None):
    """Return a period, which exists in every language once one has an article in it."""
    try:
        found = Period(year, month)
    except ValueError:
        raise Http404("There is no such time.") from None
    articles = Article.objects.within(found)
    key = "-".join(str(part) for part in found.parts)
    languages = _languages(articles)
    return Subject(articles, found.kind, found.parts, str(found), key, found, languages)


def topic_news(slug):
    return _about(_at(Topic.objects.all(), slug), "topic", "name")


def person_news(slug):
    found = Person.objects.at(slug)
    if found is None:
        raise Http404("There is no such person.")
    return _about(found, "person", "name")


def delegation_news(slug):
    """Return a delegation; where another language has its page, raise NotInThisLanguageError."""
    found = _at(Delegation.objects.live_in(LANGUAGES), slug)
    if not Delegation.objects.live().filter(pk=found.pk).exists():
        raise NotInThisLanguageError(found)
    return _about(found, "delegation", "title")


def _at(records, slug):
    """Return the record that has an address, or had it before."""
    return records.filter(slug=slug).first() or get_object_or_404(
        records, slug=current_slug(records.model, slug)
    )


def _about(record, kind, name):
    if not getattr(record, name):
        raise NotInThisLanguageError(record if kind != "topic" else None)
    articles = record.articles.all()
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
    """Return the languages in which a list has something; Http404 where it has in none."""
    if languages := articles.live_languages():
        return languages
    raise Http404("Nothing public is in this list.")
