"""Database triggers that record every change that affects the search index, however it is made.

They are dropped before migrations and created after them: SQLite alters a table by recreating it,
which fails while a trigger of another table refers to it, and PostgreSQL would keep triggers that
write to a table that a reversed migration has dropped.
"""

from hashlib import sha256

from django.db import connections, transaction

from assembly.core.languages import LANGUAGES

from .kinds import SEARCH_KINDS
from .models import SearchDue

DUE = SearchDue._meta.db_table
PREFIX = "search_due_"
EVENTS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}

SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {notes} END"
POSTGRESQL = [
    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS "
    "$$BEGIN {notes} RETURN NULL; END$$",
    "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
]


def create_triggers(using, **kwargs):
    """Create the missing triggers; if any was missing, reindex all records.

    The names of triggers change with their definitions and with the site's languages.
    """
    connection = connections[using]
    tables = connection.introspection.table_names()
    if DUE not in tables:
        return
    wanted = dict(_triggers(tables))
    with transaction.atomic(using), connection.cursor() as cursor:
        present = _present(connection, cursor)
        for name, table in present.items():
            if name not in wanted:
                _drop(connection, cursor, name, table)
        for name in wanted.keys() - present.keys():
            _make(connection, cursor, name, *wanted[name])
        if wanted.keys() - present.keys():
            for kind in SEARCH_KINDS:
                cursor.execute(_note(kind, f"id FROM {kind.model._meta.db_table}"))


def drop_triggers(using, plan, **kwargs):
    """Drop the triggers before migrations, which may recreate or drop the tables they refer to."""
    connection = connections[using]
    if plan:
        with transaction.atomic(using), connection.cursor() as cursor:
            for name, table in _present(connection, cursor).items():
                _drop(connection, cursor, name, table)


def _triggers(tables):
    """Yield the name of each trigger with its table, event and statements."""
    for kind in SEARCH_KINDS:
        for model, keys in kind.follows.items():
            table = model._meta.db_table
            if table not in tables:
                continue
            columns = kind.columns.get(model)
            for event, rows in EVENTS.items():
                notes = " ".join(f"{_note(kind, keys.format(row=row))};" for row in rows)
                when = f"update of {columns}" if columns and event == "update" else event
                digest = sha256(f"{table} {when} {notes} {LANGUAGES}".encode()).hexdigest()[:16]
                yield f"{PREFIX}{digest}_{event}", (table, when, notes)


def _note(kind, keys):
    return f"INSERT INTO {DUE} (kind, object_id) SELECT '{kind.name}', {keys}"


def _present(connection, cursor):
    """Return the table of each existing trigger, by the trigger's name."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger")
    return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


def _make(connection, cursor, name, table, event, notes):
    statements = [SQLITE] if connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        cursor.execute(statement.format(name=name, table=table, event=event, notes=notes))


def _drop(connection, cursor, name, table):
    if connection.vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER {name}")
    else:
        cursor.execute(f"DROP TRIGGER {name} ON {table}")
        cursor.execute(f"DROP FUNCTION {name}()")
