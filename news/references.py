"""Articles that mention people and delegations, for the pages of those."""

from django.db.models import Exists, OuterRef

from assembly.core import clock
from assembly.core.prepared import prepared
from delegations.models import Delegation, Person
from delegations.references import Reference, ReferenceBlock

from .archive import archive_of
from .counting import listed, refresh_counts
from .models import Article
from .models.list_counts import ListCount

SHOWN_ARTICLES = 5  # on the page of a person or delegation; all of them have a list of their own
LISTS = {Person: "person", Delegation: "delegation"}


class ArticleReference(Reference):
    def refresh(self):
        refresh_counts()

    def public_condition(self, model, at=None):
        self.refresh()
        lists = ListCount.objects.live(at).filter(kind=LISTS[model])
        return Exists(lists.filter(object_id=OuterRef("pk")))

    def records(self, record):
        return listed(LISTS[type(record)], [record.pk])

    def block(self, record):
        articles = archive_of(LISTS[type(record)], record.pk)
        context = {"articles": _newest(articles, record), "all_articles": articles}
        return ReferenceBlock("news/_about.html", context, bool(articles.live_languages()))


def _newest(archive, record):
    """Return the articles to show; only articles of the months that have them are read."""
    bounds = archive.bounds(0, SHOWN_ARTICLES)
    if bounds is None:
        return []
    start, end = bounds
    find = _newest_about_person if isinstance(record, Person) else _newest_about_delegation
    return find(key=record.pk, start=start, end=end, now=clock.now())


@prepared
def _newest_about_person(key, start, end, now):
    return _newest_of(Article.objects.filter(people=key), start, end, now)


@prepared
def _newest_about_delegation(key, start, end, now):
    return _newest_of(Article.objects.filter(delegations=key), start, end, now)


def _newest_of(articles, start, end, now):
    within = articles.live(now).filter(published_at__gte=start, published_at__lt=end)
    return within.cards()[:SHOWN_ARTICLES]
