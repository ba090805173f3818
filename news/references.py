"""Articles that mention people and delegations, for the pages of those."""

from django.db.models import Exists, OuterRef

from delegations.models import Delegation, Person
from delegations.references import Reference, ReferenceBlock

from .archive import archive_of
from .counting import listed, refresh_counts
from .list_counts import ListCount

SHOWN_ARTICLES = 5  # on the page of a person or delegation; all of them have a list of their own
LISTS = {Person: "person", Delegation: "delegation"}


class ArticleReference(Reference):
    def public_condition(self, model, at=None):
        refresh_counts()
        lists = ListCount.objects.live(at).filter(kind=LISTS[model])
        return Exists(lists.filter(object_id=OuterRef("pk")))

    def records(self, record):
        return listed(LISTS[type(record)], [record.pk])

    def block(self, record):
        articles = archive_of(LISTS[type(record)], record.pk)
        context = {"articles": articles[:SHOWN_ARTICLES], "all_articles": articles}
        return ReferenceBlock("news/_about.html", context, bool(articles.live_languages()))
