"""The database's own notes of each change of content, however it is made.

They add up to a number that each committed change raises. On PostgreSQL, each transaction that
changes content adds a row, since a single row would make transactions wait for one another; on
SQLite, which allows only one writer at a time, there is one row. The steps are random, so that a
database restored from a backup does not repeat the numbers of the one that it replaces.
"""

from secrets import randbelow

from django.apps import apps
from django.db import models

from assembly.core.triggers import TRIGGERS, Trigger, TriggerSet

CHANNEL = "content_changed"  # of PostgreSQL's NOTIFY
MAX_STEP = 2**30
UNWATCHED = -1  # instead of a transaction's number: a note that stands while there are no triggers
MAX_ROWS = 1000  # on PostgreSQL; more are summed up in one


class ContentChange(models.Model):
    """A change of content."""

    derived = True  # see `dumpdata`
    seen_by_readers = False

    transaction_id = models.BigIntegerField(default=0)
    step = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves the question whether a transaction has a row already.
            models.Index(fields=["transaction_id"], name="content_change_transaction"),
        ]

    def __str__(self):
        return str(self.step)


TABLE = ContentChange._meta.db_table
# A row of this transaction is not older than itself: after a restore, older rows have the numbers
# that another server gave to its transactions.
POSTGRESQL = f"""
    INSERT INTO {TABLE} (transaction_id, step)
    SELECT pg_current_xact_id()::text::bigint, 1 + floor(random() * {MAX_STEP})
    WHERE NOT EXISTS (
        SELECT FROM {TABLE}
        WHERE transaction_id = pg_current_xact_id()::text::bigint AND age(xmin) <= 0
    );
    PERFORM pg_notify('{CHANNEL}', '');
"""  # noqa: S608 (our own names)
SQLITE = f"""
    INSERT INTO {TABLE} (id, transaction_id, step) SELECT 1, 0, 0
    WHERE NOT EXISTS (SELECT 1 FROM {TABLE} WHERE id = 1);
    UPDATE {TABLE} SET step = step + 1 + abs(random() % {MAX_STEP}) WHERE id = 1;
"""  # noqa: S608 (our own names)
SUM = f"""
    SELECT coalesce(sum(step), 0), count(*), coalesce(min(transaction_id), 0) = {UNWATCHED}
    FROM {TABLE}
"""  # noqa: S608 (our own names)
SUM_UP = f"""
    WITH summed AS (
        DELETE FROM {TABLE} WHERE id IN (
            SELECT id FROM {TABLE} WHERE transaction_id <> {UNWATCHED} FOR UPDATE SKIP LOCKED
        )
        RETURNING step
    )
    INSERT INTO {TABLE} (transaction_id, step)
    SELECT 0, sum(step) FROM summed HAVING count(*) > 0
"""  # noqa: S608 (our own names)


def is_seen_by_readers(model):
    """Return whether public pages depend on a model's table: on each, unless it says otherwise.

    None depends on those of Django's own apps, such as sessions.
    """
    whose = model._meta.auto_created or model
    return not whose.__module__.startswith("django.") and getattr(whose, "seen_by_readers", True)


def change_triggers(connection, tables):
    """Yield the triggers of all tables that public pages depend on."""
    if TABLE not in tables:
        return
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if not is_seen_by_readers(model) or table not in tables:
            continue
        if connection.vendor == "sqlite":
            for event in ["insert", "update", "delete"]:
                yield Trigger(table, event, SQLITE)
        else:
            yield Trigger(table, "insert", POSTGRESQL)
            yield Trigger(table, "update", POSTGRESQL, when="WHEN (OLD.* IS DISTINCT FROM NEW.*)")
            yield Trigger(table, "delete", POSTGRESQL)
            yield Trigger(table, "truncate", POSTGRESQL, each="STATEMENT")


def note_change(cursor):
    """Note that content may have changed without the triggers, which are there from now on."""
    cursor.execute(
        f"DELETE FROM {TABLE} WHERE transaction_id = {UNWATCHED}"  # noqa: S608 (our own name)
    )
    _add_note(cursor, 0, 1 + randbelow(MAX_STEP))


def note_unwatched(cursor):
    """Note that changes go unnoticed from now on, so that nothing is kept."""
    _add_note(cursor, UNWATCHED, 0)


def _add_note(cursor, transaction_id, step):
    cursor.execute(
        f"INSERT INTO {TABLE} (transaction_id, step) VALUES (%s, %s)",  # noqa: S608 (our own name)
        [transaction_id, step],
    )


TRIGGERS.register(TriggerSet("content_change", change_triggers, note_change, note_unwatched))
