"""Rendering in a transaction that is rolled back has no effect on anything else."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction

from assembly.newsroom.snapshots import (
    is_rolled_back,
    row_key,
    snapshot,
    temporarily_applied,
)
from news.models import Article

from .builders import make_article

WAIT = 30  # seconds, for another connection


@pytest.fixture
def article(db):
    return make_article(slug="present")


def retitled(article):
    content = snapshot(article)
    content[row_key(article)]["title_en"] = "Temporary"
    return content


def test_the_state_is_visible_within_and_gone_afterwards(article):
    before = article.title_en

    with temporarily_applied(retitled(article)):
        assert Article.objects.get().title_en == "Temporary"
        assert is_rolled_back()

    assert Article.objects.get().title_en == before
    assert not is_rolled_back()


def test_an_error_within_has_no_effect_afterwards(article):
    with pytest.raises(ZeroDivisionError), temporarily_applied(retitled(article)):
        _ = 1 / 0

    assert Article.objects.get().title_en != "Temporary"
    assert not is_rolled_back()


def test_on_commit_callbacks_do_not_run(article, django_capture_on_commit_callbacks):
    called = []

    with (
        django_capture_on_commit_callbacks(execute=True),
        temporarily_applied(retitled(article)),
    ):
        transaction.on_commit(lambda: called.append("committed"))

    assert called == []


@pytest.fixture
def empty_cache():
    cache.clear()
    yield cache
    cache.clear()


def test_nothing_enters_the_shared_cache(client, editor, article, empty_cache):
    client.force_login(editor)
    card = client.get("/en/news/present/").context["metadata"].card_address
    cache.clear()

    shown = client.get(f"/admin/ahead/2999-01-01T00:00{card}")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert empty_cache.get(f"card-{card.rpartition('.')[0].rpartition('.')[2]}") is None

    assert client.get(card).status_code == 200
    assert empty_cache.get(f"card-{card.rpartition('.')[0].rpartition('.')[2]}") is not None


def is_locked(pk):
    """Return whether another connection would have to wait for the row of an article."""
    try:
        with transaction.atomic():
            Article.objects.select_for_update(nowait=True).get(pk=pk)
    except DatabaseError:
        return True
    finally:
        connection.close()
    return False


@pytest.mark.postgresql  # SQLite locks the whole database, and only against writers
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("content", "locked"), [(retitled, True), (snapshot, False)])
def test_only_the_rows_that_the_state_changes_are_locked(content, locked):
    article = make_article()

    with ThreadPoolExecutor(1) as pool:
        with temporarily_applied(content(article)):
            assert pool.submit(is_locked, article.pk).result(WAIT) is locked
        assert pool.submit(is_locked, article.pk).result(WAIT) is False
