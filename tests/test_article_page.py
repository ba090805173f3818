"""An article links to the previous and the next one, and to related articles."""

import re
from datetime import timedelta

import pytest

from assembly.publishing.status import Status
from news.models import Article

from .builders import (
    LAST_YEAR,
    make_article,
    make_delegation,
    make_person,
    make_topic,
)
from .publications import HIDDEN

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def neighbours(client, article):
    """Return the titles of the older and the newer article under their labels on the page."""
    page = client.get(article.get_absolute_url()).content.decode()
    return dict(re.findall(r'<a rel="(prev|next)"[^>]*>(.*?)</a>', page))


def related(client, article):
    page = client.get(article.get_absolute_url()).content.decode()
    return re.findall(r"<h3[^>]*><a [^>]*>(.*?)</a></h3>", page)


def test_neighbours_are_in_the_order_of_the_list(client):
    articles = [
        make_article(slug=slug, title_en=slug, published_at=LAST_YEAR - timedelta(days=days))
        for slug, days in [("z-newest", 0), ("a-twin", 1), ("b-twin", 1), ("oldest", 2)]
    ]

    found = [neighbours(client, article) for article in articles]

    assert found == [
        {"prev": "a-twin"},
        {"prev": "b-twin", "next": "z-newest"},
        {"prev": "oldest", "next": "a-twin"},
        {"next": "b-twin"},
    ]


@pytest.mark.parametrize("hidden", [*HIDDEN, {"title_en": ""}], ids=str)
def test_an_article_links_to_nothing_that_the_reader_cannot_read(client, hidden):
    article, topic = make_article(), make_topic()
    other = make_article(**{"published_at": LAST_YEAR - timedelta(days=1), **hidden})
    for one in [article, other]:
        one.topics.add(topic)

    assert neighbours(client, article) == {}
    assert related(client, article) == []


def test_related_articles_are_the_three_that_share_most_then_the_newest(client):
    topic, person, delegation = make_topic(), make_person(), make_delegation()
    shared = [
        ("two", 9, [topic], [person], []),
        ("three", 8, [topic], [person], [delegation]),
        ("one, older", 7, [], [], [delegation]),
        ("one, newer", 6, [topic], [], []),
        ("none", 0, [make_topic()], [make_person()], []),
        ("this", 5, [topic], [person], [delegation]),
    ]
    for title, days, topics, people, delegations in shared:
        article = make_article(title_en=title, published_at=LAST_YEAR - timedelta(days=days))
        article.topics.set(topics)
        article.people.set(people)
        article.delegations.set(delegations)

    assert related(client, article) == ["three", "two", "one, newer"]


def test_a_shared_delegation_that_is_not_public_does_not_relate_articles(client):
    article, hidden = make_article(), make_delegation(status="draft")
    for one in [article, make_article()]:
        one.delegations.add(hidden)

    assert related(client, article) == []


def test_a_preview_of_a_draft_has_no_neighbours(client, editor):
    make_article()
    client.force_login(editor)

    assert neighbours(client, make_article(status="draft")) == {}


@pytest.mark.django_db(transaction=True)
def test_related_articles_that_are_kept_end_with_the_next_change(client):
    article, other = make_article(), make_article(title_en="Other")
    topic = make_topic()
    for one in [article, other]:
        one.topics.add(topic)
    assert related(client, article) == ["Other"]

    newer = make_article(title_en="Newer", published_at=LAST_YEAR + timedelta(days=1))
    newer.topics.add(topic)
    Article.objects.filter(pk=other.pk).update(status=Status.WITHDRAWN)

    assert related(client, article) == ["Newer"]
