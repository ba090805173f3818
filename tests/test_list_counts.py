"""Lists of news are counted by month, and the counts follow every change."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.core import clock
from assembly.core.triggers import TRIGGERS
from news.archive import archive_of, archive_of_all_languages
from news.counting import refresh_counts
from news.models import Article
from news.models.list_counts import ListCount, MonthCount

from .builders import LAST_YEAR, in_both, make_article, make_topic
from .publications import TOMORROW

pytestmark = pytest.mark.django_db

MIDNIGHT = datetime(2025, 4, 30, 21, tzinfo=UTC)  # when May begins in the assembly's time zone
MOMENTS = [MIDNIGHT + timedelta(seconds=second) for second in [-1, 0, 1]]
MOMENTS += [MIDNIGHT - timedelta(days=400), MIDNIGHT + timedelta(days=400), TOMORROW]


def counted(archive):
    return {month.period.parts: month.number for month in archive.months}


@settings(max_examples=6)
@given(
    st.lists(
        st.tuples(st.sampled_from(MOMENTS), st.sampled_from(["en", "ru", "no"]), st.booleans()),
        max_size=14,
    ),
    st.integers(1, 5),
)
def test_pages_are_slices_of_the_whole_list_also_where_months_meet(articles, size):
    with transaction.atomic():
        topic = make_topic()
        made = Article.objects.bulk_create(
            Article(
                slug=f"page-{number * 7 % 15}",  # not in the order of the keys
                status="published",
                published_at=moment,
                **in_both(title="x", body="x"),
                **{f"shown_{code}": code != hidden_in for code in ["en", "ru"]},
            )
            for number, (moment, hidden_in, _about) in enumerate(articles)
        )
        topic.articles.set(
            article for article, (*_, about) in zip(made, articles, strict=True) if about
        )

        assert_pages(archive_of_all_languages(), Article.objects.public(), size)
        for code in ["en", "ru"]:
            with override(code):
                assert_pages(archive_of(), Article.objects.live(), size)
                assert_pages(archive_of("topic", topic.pk), topic.articles.live(), size)
        transaction.set_rollback(True)


def assert_pages(archive, articles, size):
    whole = list(articles)
    assert archive.count() == len(whole)
    for start in range(0, len(whole) + size, size):
        assert list(archive[start : start + size]) == whole[start : start + size]


def by_sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


CHANGES = {
    "published": "UPDATE news_article SET status = 'published' WHERE slug = 'draft'",
    "withdrawn": "UPDATE news_article SET status = 'withdrawn' WHERE slug = 'april'",
    "hidden": "UPDATE news_article SET shown_en = false WHERE slug = 'april'",
    "untitled": "UPDATE news_article SET title_en = NULL WHERE slug = 'april'",
    "moved": "UPDATE news_article SET published_at = '2020-01-01 09:00:00+00:00'"
    " WHERE slug = 'april'",
    "no longer about it": "DELETE FROM news_article_topics",
    "about another": "UPDATE news_article_topics SET topic_id ="
    " (SELECT id FROM news_topic WHERE slug = 'other')",
    "deleted": "DELETE FROM news_article_topics; DELETE FROM news_article",
    "of another author": "UPDATE news_article SET updated_by_id = NULL",
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_counts_follow_sql_typed_by_hand(change):
    this, other = make_topic(slug="this"), make_topic(slug="other")
    april = make_article(slug="april", published_at=LAST_YEAR.replace(month=4))
    may, draft = make_article(), make_article(slug="draft", status="draft", published_at=LAST_YEAR)
    for article in [april, may, draft]:
        article.topics.add(this)
    refresh_counts()

    for statement in change.split("; "):
        by_sql(statement)

    for topic in [this, other]:
        assert list(archive_of("topic", topic.pk)[:9]) == list(topic.articles.live())
    assert list(archive_of()[:9]) == list(Article.objects.live())


def test_many_changes_at_once_are_counted_as_a_whole(monkeypatch):
    monkeypatch.setattr("news.counting.BATCH_SIZE", 5)
    topic = make_topic()
    Article.objects.bulk_create(
        Article(
            slug=f"page-{number}",
            status="published",
            published_at=LAST_YEAR.replace(month=1 + number),
            **in_both(title="x", body="x"),
        )
        for number in range(6)
    )
    topic.articles.set(Article.objects.all())

    assert counted(archive_of("topic", topic.pk)) == {
        (2025, month): 1 for month in [6, 5, 4, 3, 2, 1]
    }


def test_a_change_counts_only_the_months_and_lists_that_it_affects():
    topics = [make_topic(), make_topic()]
    for month in [3, 4]:
        article = make_article(published_at=LAST_YEAR.replace(month=month))
        article.topics.set(topics)
    refresh_counts()
    before = set(MonthCount.objects.values_list("pk", "kind", "object_id", "month"))

    article.topics.remove(topics[1])
    refresh_counts()

    after = set(MonthCount.objects.values_list("pk", "kind", "object_id", "month"))
    assert {row[1:] for row in before - after} == {("topic", topics[1].pk, date(2025, 4, 1))}
    assert after < before


def test_what_is_to_come_counts_from_its_moment():
    make_article()
    make_article(published_at=TOMORROW)

    assert counted(archive_of()) == {(2025, 5): 1}
    with clock.preview_at(TOMORROW - timedelta(seconds=1)):
        assert counted(archive_of()) == {(2025, 5): 1}
    with clock.preview_at(TOMORROW):
        assert counted(archive_of()) == {(2999, 1): 1, (2025, 5): 1}


def test_other_months_in_another_time_zone_are_counted_anew(settings):
    """The names of triggers change with the time zone; where one is missing, all is counted."""
    make_article(published_at=MIDNIGHT)
    assert counted(archive_of()) == {(2025, 5): 1}
    [triggers] = [one for one in TRIGGERS if one.name == "news_count_due"]
    tables = connection.introspection.table_names()
    before = triggers.by_name(connection, tables)

    settings.TIME_ZONE = "UTC"
    assert not triggers.by_name(connection, tables).keys() & before.keys()
    with connection.cursor() as cursor:
        triggers.created(cursor)

    assert counted(archive_of()) == {(2025, 4): 1}


def test_nothing_is_left_of_lists_without_articles():
    make_article().topics.add(make_topic())
    refresh_counts()

    Article.objects.all().delete()
    refresh_counts()

    assert not MonthCount.objects.exists()
    assert not ListCount.objects.exists()
