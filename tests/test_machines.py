"""Two machines, each with two processes, serve one site: connected by settings alone.

One reaches the database through PgBouncer, and both share Redis as a cache.
"""

import time
from itertools import product

import pytest
from django.db import connection
from redis import Redis

from .builders import make_article
from .servers import database_url, get, gunicorn, pgbouncer, redis

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("machines"),
]

HOST = "www.example.org"


class Machines:
    """The addresses of the machines, and Redis between them."""

    def __init__(self, addresses, cache):
        self.addresses, self.cache = addresses, cache

    def ask(self, path, times=6):
        """Return what all machines answer; each is asked so often that each process answers."""
        asked = product(self.addresses, range(times))
        answers = [get(f"{machine}{path}", Host=HOST) for machine, _time in asked]
        return [answer.content.decode() for answer in answers]


@pytest.fixture(scope="module")
def machines(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), redis() as cache, pgbouncer() as bouncer:
        shared = {"CACHE_URL": cache, "ALLOWED_HOSTS": f"{HOST},127.0.0.1"}
        behind_pgbouncer = {
            "DATABASE_URL": bouncer,
            "DATABASE_BEHIND_PGBOUNCER": "True",
            "DATABASE_LISTEN_URL": database_url(),
        }
        with gunicorn(**shared) as one, gunicorn(**shared, **behind_pgbouncer) as other:
            yield Machines([one, other], Redis(unix_socket_path=cache.removeprefix("redis://")))


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
