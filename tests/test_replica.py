"""Readers are served from a replica of the database, which is never behind what they could see."""

import signal

import pytest
from django.db import close_old_connections, connections, transaction

from assembly.core import replicas
from assembly.core.replicas import PRIMARY, REPLICA, public_reads
from assembly.publishing.content_version import once_per_change
from news.models import Article
from news.related import related_slugs

from .builders import make_article, make_topic
from .servers import standby, wait_until

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True, databases=[PRIMARY, REPLICA]),
    pytest.mark.xdist_group("replica"),
]


@pytest.fixture(scope="module", autouse=True)
def server(django_db_setup):
    """A streaming replica of the tests' server; yields its process."""
    with standby() as (socket_folder, process):
        primary = connections.settings[PRIMARY]
        connections.settings[REPLICA] = {
            **primary,
            "HOST": str(socket_folder),
            "PORT": "",
            "TEST": {**primary["TEST"], "MIRROR": PRIMARY},  # nothing to empty after each test
        }
        yield process
        del connections.settings[REPLICA]


@pytest.fixture
def replica(settings, monkeypatch):
    settings.DATABASE_ROUTERS = ["assembly.core.replicas.Router"]
    monkeypatch.setattr(replicas, "_resting_until", 0)
    yield connections[REPLICA]
    connections[REPLICA].close()


def number_of_articles(database):
    """Stands in for the version of the content."""
    with database.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM news_article")
        return cursor.fetchone()[0]


def source():
    """Return the alias of the database from which articles would be read."""
    return Article.objects.all().db


def public_source(version):
    close_old_connections()  # as a request begins: a kept connection is checked before its use
    with public_reads(version, number_of_articles):
        return source()


def replay(replica, step):
    """Pause or resume what the replica takes over from the primary."""
    with replica.cursor() as cursor:
        cursor.execute(f"SELECT pg_wal_replay_{step}()")


def test_only_public_reads_come_from_the_replica(replica):
    article = make_article()
    wait_until(lambda: public_source(1) == REPLICA)

    with public_reads(1, number_of_articles):
        found = Article.objects.get()

    assert (found, found._state.db) == (article, REPLICA)
    assert source() == PRIMARY
    found.title_en = "Changed by staff"
    found.save()
    assert Article.objects.get().title_en == "Changed by staff"


def test_a_replica_that_lags_is_not_read(replica):
    wait_until(lambda: public_source(0) == REPLICA)
    replay(replica, "pause")
    try:
        make_article()
        assert number_of_articles(replica) == 0
        assert public_source(1) == PRIMARY
    finally:
        replay(replica, "resume")
    wait_until(lambda: public_source(1) == REPLICA)


def read_in_transaction():
    with transaction.atomic():
        Article.objects.first()


@pytest.mark.parametrize("step", [make_topic, read_in_transaction])
def test_what_a_request_writes_it_reads(replica, step):
    wait_until(lambda: public_source(0) == REPLICA)

    with public_reads(0, number_of_articles):
        step()
        assert source() == PRIMARY

    assert public_source(0) == REPLICA


def test_what_pages_share_is_read_from_the_primary(replica):
    """It is kept for the newest version, which the replica may not have yet."""
    wait_until(lambda: public_source(0) == REPLICA)
    shared_source = once_per_change(source)

    with public_reads(0, number_of_articles):
        assert shared_source() == PRIMARY
        assert source() == REPLICA


def test_related_articles_that_are_kept_are_sought_in_the_primary(replica):
    topic, article = make_topic(), make_article()
    wait_until(lambda: public_source(1) == REPLICA)
    replay(replica, "pause")
    try:
        newer = make_article(slug="newer")
        newer.topics.add(topic)
        with public_reads(1, number_of_articles):
            assert source() == REPLICA
            assert related_slugs(article, [("topics", topic.pk)]) == ["newer"]
    finally:
        replay(replica, "resume")


def test_readers_do_not_notice_that_the_replica_has_gone(replica, server):
    wait_until(lambda: public_source(0) == REPLICA)
    server.send_signal(signal.SIGINT)
    server.wait()

    assert public_source(0) == PRIMARY
