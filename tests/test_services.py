"""Settings connect the site to what a larger one needs; a mistake in one is named."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from whitenoise.middleware import WhiteNoiseMiddleware

from assembly import services

pytestmark = pytest.mark.once

POSTGRESQL = "postgres://site@db.example.org/site"


@pytest.fixture
def given(monkeypatch):
    """Set variables of the environment; those that the tests set are not there."""

    def give(**variables):
        monkeypatch.delenv("DATABASE_CONN_MAX_AGE", raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return services.databases(default="db.sqlite3")

    return give


@pytest.mark.parametrize("address", ["", "sqlite:///db.sqlite3", POSTGRESQL])
def test_connections_are_kept_and_checked(given, address):
    database = given(DATABASE_URL=address)["default"]

    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)
    assert given(DATABASE_CONN_MAX_AGE="0")["default"]["CONN_MAX_AGE"] == 0


def test_nothing_relies_on_a_connection_of_its_own_behind_pgbouncer(given):
    databases = given(DATABASE_URL=POSTGRESQL, DATABASE_BEHIND_PGBOUNCER="True")

    assert databases["default"]["DISABLE_SERVER_SIDE_CURSORS"]
    assert services.listening_database(databases) is None


def test_changes_are_heard_past_pgbouncer(given):
    direct = "postgres://site@primary.example.org:5433/site"
    databases = given(
        DATABASE_URL=POSTGRESQL, DATABASE_BEHIND_PGBOUNCER="True", DATABASE_LISTEN_URL=direct
    )

    heard = databases[services.listening_database(databases)]
    assert (heard["HOST"], heard["PORT"]) == ("primary.example.org", 5433)


@pytest.mark.parametrize(
    ("variable", "address"),
    [
        ("DATABASE_REPLICA_URL", "replica.example.org"),
        ("DATABASE_LISTEN_URL", "http://db.example.org"),
        ("DATABASE_REPLICA_URL", "postgres://db.example.org:port/site"),
    ],
)
def test_an_invalid_address_of_a_database_is_named(given, variable, address):
    with pytest.raises(ImproperlyConfigured, match=variable):
        given(**{variable: address})


def test_an_invalid_address_of_a_cache_is_named(monkeypatch):
    monkeypatch.setenv("CACHE_URL", "redis.example.org:6379")

    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        services.caches()


def test_browsers_keep_hashed_static_files_for_years_and_others_briefly(settings, tmp_path, rf):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "assembly.static_storage.HashedModulesStorage"},
    }
    (tmp_path / "staticfiles.json").write_text(
        '{"version": "1.1", "paths": {"site.css": "site.0123456789ab.css"}, "hash": ""}'
    )
    for name in ["site.css", "site.0123456789ab.css"]:
        (tmp_path / name).write_text("a {}")
    middleware = WhiteNoiseMiddleware(lambda request: None)

    def kept(name):
        return middleware(rf.head(f"/static/{name}"))["Cache-Control"]

    assert kept("site.0123456789ab.css") == "max-age=315360000, public, immutable"  # ten years
    assert kept("site.css") == "max-age=60, public"
