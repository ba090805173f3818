"""Every change of content gives the content another version, and every process knows it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from time import monotonic, sleep

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.utils.translation import override

from assembly.core.triggers import TRIGGERS, create_triggers
from assembly.newsroom.models import WorkingCopy
from assembly.newsroom.presence import Presence
from assembly.publishing.content_changes import MAX_ROWS, ContentChange, is_seen_by_readers
from assembly.publishing.content_version import current_period, once_per_change
from assembly.publishing.content_watch import stored_version, watch
from news.models import Article, Topic

from .builders import make_article, make_topic

committing = pytest.mark.django_db(transaction=True)
WAIT = 30  # seconds, for another thread


def change_elsewhere():
    """Change an article on another connection, as another process does."""

    def change():
        with closing(connection):
            Article.objects.update(title_en="Changed elsewhere")

    with ThreadPoolExecutor(1) as pool:
        pool.submit(change).result(WAIT)


def wait_until(happened):
    end = monotonic() + WAIT
    while not happened():
        assert monotonic() < end
        sleep(0.001)


@pytest.mark.django_db
def test_every_table_that_pages_show_is_watched():
    tables = connection.introspection.table_names()
    changes = TRIGGERS.by_name["content_change"]
    watched = {trigger.table for trigger in changes.by_name(connection, tables).values()}
    models = apps.get_models(include_auto_created=True)
    present = {table for table in watched if table in tables}

    assert {model._meta.db_table for model in models if is_seen_by_readers(model)} == present
    assert {"news_article", "news_article_topics", "delegations_seats"} <= watched
    assert WorkingCopy._meta.db_table in watched  # it may have a moment of publication
    assert not {Presence._meta.db_table, get_user_model()._meta.db_table} & watched


@pytest.mark.django_db
def test_a_statement_that_changes_nothing_keeps_the_version():
    make_article()
    before = stored_version(connection)

    Article.objects.filter(slug="no-such").update(pinned=True)
    Article.objects.filter(slug="no-such").delete()
    get_user_model().objects.create_user("anna")

    assert stored_version(connection) == before


@pytest.mark.postgresql  # SQLite has one writer at a time
@committing
def test_transactions_do_not_wait_for_each_other_and_each_is_noticed():
    one, other = make_article(), make_article()
    begun, go_on = Event(), Event()

    def change_slowly():
        with transaction.atomic():
            Article.objects.filter(pk=one.pk).update(title_en="Slow")
            begun.set()
            go_on.wait(WAIT)
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(change_slowly)
        assert begun.wait(WAIT)
        versions = [stored_version(connection)]
        Article.objects.filter(pk=other.pk).update(title_en="Quick")  # would wait for ever
        versions.append(stored_version(connection))
        go_on.set()
        slow.result(WAIT)
    versions.append(stored_version(connection))

    assert len(set(versions)) == 3


@pytest.mark.postgresql
@committing
def test_a_change_is_noticed_though_a_restored_database_has_notes_of_its_number():
    """The numbers of transactions begin anew on another server."""
    article = make_article()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        (number,) = cursor.fetchone()
    numbers = range(number, number + MAX_ROWS)
    ContentChange.objects.bulk_create(ContentChange(transaction_id=one, step=1) for one in numbers)
    before = stored_version(connection)

    Article.objects.filter(pk=article.pk).update(title_en="New")

    assert stored_version(connection) != before


@pytest.mark.postgresql
@committing
def test_a_transaction_adds_one_note_whatever_is_rolled_back_within_it():
    article = make_article()
    noted = ContentChange.objects.count()

    with transaction.atomic():
        for number in range(3):
            with transaction.atomic():
                Article.objects.filter(pk=article.pk).update(title_en=f"Title {number}")
                transaction.set_rollback(number == 0)

    assert ContentChange.objects.count() == noted + 1


@pytest.mark.postgresql
@committing
def test_many_notes_are_summed_up_without_another_version():
    ContentChange.objects.bulk_create(ContentChange(step=7) for _number in range(MAX_ROWS + 1))
    before = stored_version(connection)

    assert watch.version() == before
    wait_until(lambda: ContentChange.objects.count() == 1)

    assert stored_version(connection) == before


@committing
def test_a_process_knows_what_it_and_others_committed(django_assert_num_queries):
    make_article()
    known = [watch.version()]

    Article.objects.update(title_en="New")
    known.append(watch.version())
    assert watch.listens
    with django_assert_num_queries(0):
        assert watch.version() == known[-1]
    change_elsewhere()
    wait_until(lambda: watch.version() != known[-1])  # on PostgreSQL, some milliseconds

    assert known[0] != known[1]
    assert watch.version() == stored_version(connection)


@pytest.mark.postgresql
@committing
def test_a_process_that_cannot_listen_asks_and_says_so(client, settings):
    settings.LISTEN_DATABASE = None
    make_article()
    before = watch.version()

    change_elsewhere()

    assert watch.version() != before
    assert b"asking for changes" in client.get("/readyz").content


@pytest.mark.postgresql
@committing
def test_a_process_whose_listener_is_cut_off_listens_again(client):
    make_article()
    before = watch.version()
    assert client.get("/readyz").content == b"ok\n"

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database()"
        )
    change_elsewhere()
    wait_until(lambda: watch.version() != before)
    wait_until(lambda: watch.listens)

    assert watch.version() == stored_version(connection)


@committing
def test_nothing_is_kept_while_a_migration_that_has_failed_left_no_triggers(
    client, without_triggers
):
    article = make_article(title_en="Before")
    assert "Before" in client.get(article.get_absolute_url()).content.decode()

    Article.objects.update(title_en="After")
    assert "After" in client.get(article.get_absolute_url()).content.decode()

    create_triggers(using=connection.alias)
    assert current_period() is not None


@committing
def test_a_shared_part_is_built_once_for_each_language_and_change():
    built = []

    @once_per_change
    def part(argument):
        built.append(argument)
        return [argument]

    topic = make_topic()
    assert part(1) == part(1) == [1]
    assert (part(2), built) == ([2], [1, 2])
    with override("ru"):
        assert (part(1), built) == ([1], [1, 2, 1])

    Topic.objects.filter(pk=topic.pk).update(name_en="New")
    part(1)
    assert built == [1, 2, 1, 1]

    with transaction.atomic():  # where readers' pages are not kept
        assert current_period() is None
        assert part(1) == part(1)
    assert built == [1, 2, 1, 1, 1, 1]
