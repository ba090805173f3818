"""Transactions that do not wait for others."""

from contextlib import contextmanager

from django.db import connection, transaction

PATIENCE = 100  # milliseconds


@contextmanager
def impatient_transaction():
    """Begin a transaction in which a lock that another connection holds soon causes an error.

    The error is OperationalError, as where the database is not available. See "lock_timeout" in
    PostgreSQL's documentation, and "busy_timeout" in SQLite's, which locks the database at once.
    """
    if connection.vendor == "sqlite":
        usual = connection.get_connection_params().get("timeout", 5) * 1000
        _execute(f"PRAGMA busy_timeout = {PATIENCE}")
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                _execute(f"SET LOCAL lock_timeout = {PATIENCE}")
            yield
    finally:
        if connection.vendor == "sqlite":
            _execute(f"PRAGMA busy_timeout = {usual:.0f}")


def _execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
