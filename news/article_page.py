"""What an article's page shows, by few queries, which are prepared."""

from typing import NamedTuple

from django.db.models import F, Q, Subquery, Value

from assembly.core import clock
from assembly.core.languages import in_active_language, per_language
from assembly.core.prepared import prepared
from delegations.models import Delegation, Person

from .models import Article, Attachment, Topic
from .related import RELATED_ARTICLES, related_slugs

SUBJECTS = {"topics": Topic, "people": Person, "delegations": Delegation}


class Link(NamedTuple):
    """A link to a topic, person or delegation that an article is about."""

    relation: str
    key: int
    slug: str
    name: str | None  # in the active language

    def get_absolute_url(self):
        return SUBJECTS[self.relation].get_absolute_url(self)


@prepared
def live_articles(slug, now):
    """Return the public article with a slug, if there is one, with what its page shows."""
    shown = ["title", "summary", "dateline", "body", "caption", "correction"]
    columns = [
        *("slug", "status", "published_at", "updated_at", "corrected_on"),
        *in_active_language(shown),
        # Which languages have it.
        *(column for field in [*Article.text_fields, "shown"] for column in per_language(field)),
    ]
    return (
        Article.objects.live(now)
        .filter(slug=slug)
        .only_with_image(*columns, texts=["alt", "credit"])
    )


def links(article):
    """Return the `Link`s to what an article is about, in the order of each kind of records."""
    return [Link(*row[:4]) for row in _links(article=article.pk, now=clock.now())]


@prepared
def _links(article, now):
    name, sort_name, title = in_active_language(["name", "sort_name", "title"])
    none, empty, delegations = Value(0), Value(""), Delegation.objects.live(now)
    return (
        _link_rows("topics", Topic.objects, article, name, none, F(name))
        .union(
            _link_rows("people", Person.objects, article, name, none, F(sort_name)),
            _link_rows("delegations", delegations, article, title, F("order"), empty),
            all=True,
        )
        .order_by("number", "letters", "slug")
    )


def _link_rows(relation, records, article, name, number, letters):
    """Return the columns of `Link`, and the number and letters by which the links are sorted."""
    rows = records.filter(articles=article).order_by().rewrite(False)
    rows = rows.annotate(
        relation=Value(relation), name_shown=F(name), number=number, letters=letters
    )
    return rows.values_list("relation", "pk", "slug", "name_shown", "number", "letters")


@prepared
def documents(article):
    """Return the documents of an article that readers of the active language see."""
    [title] = in_active_language(["title"])
    titled = Attachment.objects.filter(article=article, **{f"{title}__gt": ""})
    return titled.only("name", title, "file", "kind", "size")


def around(article, about):
    """Return the articles that the page links to: `newer` and `older` in the list, and `related`.

    `about` are the article's `Link`s. A draft has no neighbours.
    """
    related = related_slugs(article, [(link.relation, link.key) for link in about])
    first, second, third = [*related, *[""] * RELATED_ARTICLES][:RELATED_ARTICLES]
    found = _around(
        published_at=article.published_at,
        slug=article.slug,
        now=clock.now(),
        first=first,
        second=second,
        third=third,
    )
    by_slug = {one.slug: one for one in found}
    shown = {"related": [by_slug[slug] for slug in related if slug in by_slug]}
    if article.published_at:
        # A related article may be newer too, but no public one stands between neighbours.
        newer = [one for one in found if not one.is_older]
        older = [one for one in found if one.is_older]
        shown |= {"newer": newer[-1] if newer else None, "older": older[0] if older else None}
    return shown


@prepared
def _around(published_at, slug, now, first, second, third):
    """Return these articles in the order of lists, which is that of the database's collation."""
    live = Article.objects.live(now)
    newer = live.newer_than(published_at, slug).values("pk")[:1]
    older = live.older_than(published_at, slug).values("pk")[:1]
    is_neighbour = Q(pk=Subquery(newer)) | Q(pk=Subquery(older))
    is_older = Q(published_at__lt=published_at) | Q(published_at=published_at, slug__gt=slug)
    found = live.filter(is_neighbour | Q(slug__in=[first, second, third]))
    return found.cards().annotate(is_older=is_older)
