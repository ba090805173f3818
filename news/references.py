"""Articles that mention people and delegations, for the pages of those."""

from django.db.models import Exists, OuterRef

from assembly.core.languages import LANGUAGES
from delegations.models import Delegation, Person
from delegations.references import Reference, ReferenceBlock

from .models import Article

SHOWN_ARTICLES = 5  # on the page of a person or delegation; all of them have a list of their own
FIELDS = {Person: "people", Delegation: "delegations"}  # of an article


class ArticleReference(Reference):
    def public_condition(self, model, at=None):
        public = Article.objects.live_in(LANGUAGES, at)
        return Exists(public.filter(**{FIELDS[model]: OuterRef("pk")}))

    def records(self, record):
        return Article.objects.filter(**{FIELDS[type(record)]: record})

    def block(self, record):
        articles = self.records(record)
        context = {
            "articles": articles.live().cards()[:SHOWN_ARTICLES],
            "all_articles": articles,
        }
        is_public = articles.live_in(LANGUAGES).exists()
        return ReferenceBlock("news/_about.html", context, is_public)
