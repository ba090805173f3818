"""Two machines, each with two processes, serve one site: connected by settings alone.

One reaches the database through PgBouncer and builds pages from a replica; both share Redis.
"""

import time
from contextlib import ExitStack
from itertools import product

import psycopg
import pytest
from django.db import connection
from redis import Redis

from .builders import make_article
from .servers import database_url, get, gunicorn, pgbouncer, redis, standby, wait_until

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("machines"),
]

HOST = "www.example.org"


class Machines:
    """The addresses of the machines, Redis between them, and how to connect to the replica."""

    def __init__(self, addresses, cache, replica):
        self.addresses, self.cache, self.replica = addresses, cache, replica

    def ask(self, path, times=6):
        """Return what all machines answer; each is asked so often that each process answers."""
        asked = product(self.addresses, range(times))
        answers = [get(f"{machine}{path}", Host=HOST) for machine, _time in asked]
        return [answer.content.decode() for answer in answers]


@pytest.fixture(scope="module")
def machines(django_db_setup, django_db_blocker):
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        cache = stack.enter_context(redis())
        socket_folder, _process = stack.enter_context(standby())
        at_primary = connection.settings_dict
        replica = {"host": str(socket_folder), "dbname": at_primary["NAME"]}
        replica["user"] = at_primary["USER"]
        shared = {"CACHE_URL": cache, "ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
        elsewhere = {
            "DATABASE_URL": stack.enter_context(pgbouncer()),
            "DATABASE_BEHIND_PGBOUNCER": "True",
            "DATABASE_LISTEN_URL": database_url(),
            "DATABASE_REPLICA_URL": database_url(HOST=str(socket_folder), PORT=""),
        }
        one = stack.enter_context(gunicorn(**shared))
        other = stack.enter_context(gunicorn(**shared, **elsewhere))
        between = Redis(unix_socket_path=cache.removeprefix("redis://"))
        yield Machines([one, other], between, replica)


def test_what_is_published_is_in_the_answers_of_all_processes_a_second_later(machines):
    article = make_article(title_en="The old title")
    assert all("The old title" in page for page in machines.ask("/en/news/"))

    article.title_en = "The new title"
    article.save()
    time.sleep(1)  # as long as the promise allows

    assert all("The new title" in page for page in machines.ask("/en/news/"))
    article.status = "withdrawn"
    article.save()
    time.sleep(1)
    assert not any("The new title" in page for page in machines.ask("/en/news/"))


def test_a_page_is_built_once_for_all_machines(machines):
    address = make_article().get_absolute_url()
    machines.cache.flushall()

    [page] = {*machines.ask(address)}

    assert "<h1" in page
    assert len(machines.cache.keys("*page:*")) == 1


def test_each_process_hears_of_changes_and_keeps_its_connections(machines):
    def connected():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = current_database() "
                "AND pid <> pg_backend_pid()"
            )
            return {pid for (pid,) in cursor.fetchall()}

    assert {*machines.ask("/readyz")} == {"ok\n"}
    before = connected()
    assert {*machines.ask("/readyz")} == {"ok\n"}
    assert connected() == before


def test_a_page_is_built_from_a_replica_that_has_the_last_change(machines):
    article = make_article()
    _one, other = machines.addresses
    with psycopg.connect(**machines.replica, autocommit=True) as replica:
        copied = "SELECT FROM news_article WHERE id = %s"
        wait_until(lambda: replica.execute(copied, [article.pk]).fetchone() is not None)

        get(f"{other}{article.get_absolute_url()}", Host=HOST)

        asked = replica.execute("SELECT query FROM pg_stat_activity WHERE state = 'idle'")
        assert any('"news_' in query for (query,) in asked.fetchall())
