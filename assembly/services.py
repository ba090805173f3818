"""The settings of the services that the site uses, from the environment: see `.env.example`."""

import environ
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS

from assembly.core.replicas import REPLICA

env = environ.Env()

DATABASE_ENGINES = "assembly.core.databases"  # Django's own, except that keys are never reused
DATABASE_SCHEMES = ("postgres://", "postgresql://", "sqlite://")
CACHE_SCHEMES = ("redis://", "rediss://")

DIRECT = "direct"  # the alias of the default database where PgBouncer is not in between
MIRROR = {"TEST": {"MIRROR": DEFAULT_DB_ALIAS}}  # the same database, so that tests make none for it

# Readers and one writer side by side; a second writer waits instead of failing.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
}

# In seconds: how long a reader waits for what others can replace, the primary and a rendered page.
REPLICA_PATIENCE = 2
CACHE_PATIENCE = 0.25


def databases(default):
    """Return Django's DATABASES; without an address, SQLite in the file `default`.

    Connections are kept between requests, and checked before the first query of each.
    """
    connections = {
        "CONN_MAX_AGE": env.int("DATABASE_CONN_MAX_AGE", default=600),
        "CONN_HEALTH_CHECKS": True,
        # Such a cursor outlives the transaction after which PgBouncer lends the connection on.
        "DISABLE_SERVER_SIDE_CURSORS": _behind_pgbouncer(),
    }
    found = {DEFAULT_DB_ALIAS: _database("DATABASE_URL") or _sqlite(default)}
    if replica := _database("DATABASE_REPLICA_URL"):
        options = {"connect_timeout": REPLICA_PATIENCE} | replica.get("OPTIONS", {})
        found[REPLICA] = {**replica, "OPTIONS": options, **MIRROR}
    if direct := _database("DATABASE_LISTEN_URL"):
        found[DIRECT] = {**direct, **MIRROR}
    return {alias: connections | database for alias, database in found.items()}


def listening_database(databases):
    """Return the alias of the database where processes listen for changes of content.

    None if they cannot listen, as PgBouncer passes no notifications on.
    """
    if DIRECT in databases:
        return DIRECT
    return None if _behind_pgbouncer() else DEFAULT_DB_ALIAS


def caches():
    """Return Django's CACHES: Redis, or without an address the memory of each process."""
    if not (address := env("CACHE_URL", default="")):
        return {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if not address.startswith(CACHE_SCHEMES):
        raise ImproperlyConfigured("CACHE_URL must start with redis:// or rediss://.")
    found = env.cache_url_config(address)
    patience = {"socket_connect_timeout": CACHE_PATIENCE, "socket_timeout": CACHE_PATIENCE}
    return {"default": {**found, "OPTIONS": patience | found.get("OPTIONS", {})}}


def media_storage():
    """Return the storage of uploads for Django's STORAGES: a bucket, or the folder MEDIA_ROOT.

    The keys of the bucket are in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    """
    if not (bucket := env("MEDIA_S3_BUCKET", default="")):
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    options = {
        "bucket_name": bucket,
        "endpoint_url": env("MEDIA_S3_ENDPOINT", default="") or None,
        "region_name": env("MEDIA_S3_REGION", default="") or None,
    }
    return {"BACKEND": "assembly.media.bucket.MediaBucket", "OPTIONS": options}


def _behind_pgbouncer():
    return env.bool("DATABASE_BEHIND_PGBOUNCER", default=False)


def _database(variable):
    """Return the settings of the database at a variable's address; None without an address."""
    if not (address := env(variable, default="")):
        return None
    if not address.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured(f"{variable} must start with postgres:// or sqlite:///.")
    try:
        found = env.db_url_config(address)
    except ValueError as error:
        raise ImproperlyConfigured(f"{variable} is not a valid address: {error}.") from None
    found["ENGINE"] = found["ENGINE"].replace("django.db.backends", DATABASE_ENGINES)
    if address.startswith("sqlite"):
        found["OPTIONS"] = SQLITE_OPTIONS | found.get("OPTIONS", {})
    return found


def _sqlite(path):
    return {"ENGINE": f"{DATABASE_ENGINES}.sqlite3", "NAME": path, "OPTIONS": SQLITE_OPTIONS}
