"""Related articles: those that share most topics, people and delegations with an article."""

from collections import Counter
from itertools import chain

from django.db.models import Value

from assembly.core.replicas import primary_reads
from assembly.publishing.content_version import once_per_change

from .models import Article

RELATED_ARTICLES = 3
WEIGHED = 200  # articles: the newest that share a subject
MOST_KEPT = 300  # subjects, with some kilobytes each


def related_slugs(article, subjects):
    """Return the slugs of the articles that share most with an article, of these the newest first.

    `subjects` are what the article is about: pairs of the name of the relation and a key.
    """
    shared = Counter(chain.from_iterable(_newest_about(subjects)))
    newest = sorted(one for one in shared if one[1] != article.slug)[:WEIGHED]
    newest.sort(key=shared.get, reverse=True)
    return [slug for _place, slug in newest[:RELATED_ARTICLES]]


def _newest_about(subjects):
    """Return the newest articles about each subject as pairs, which sort the newest first."""
    kept = _kept()
    newest = {subject: kept.get(subject) for subject in subjects}
    if missing := [subject for subject, articles in newest.items() if articles is None]:
        found = {subject: [] for subject in missing}
        with primary_reads():  # a replica may not have this version yet
            for relation, key, published_at, slug in _articles_about(missing):
                found[relation, key].append((-published_at.timestamp(), slug))
        newest |= found
        if len(kept) > MOST_KEPT:
            kept.clear()
        kept.update(found)
    return newest.values()


@once_per_change
def _kept():
    """Return the newest public articles by subject, of those subjects that were asked for."""
    return {}


def _articles_about(subjects):
    first, *others = [_links_of_newest(relation, key) for relation, key in subjects]
    return first.union(*others, all=True)


def _links_of_newest(relation, key):
    field = Article._meta.get_field(relation)
    subject = field.m2m_reverse_field_name()
    # One more, as the article itself is among them.
    newest = Article.objects.live().filter(**{relation: key})[: WEIGHED + 1]
    links = field.remote_field.through.objects.filter(
        **{subject: key, "article__in": newest.values("pk")}
    )
    return links.values_list(Value(relation), subject, "article__published_at", "article__slug")
