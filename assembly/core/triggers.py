"""Database triggers that follow from the models and the settings.

They are dropped before migrations and created after them: SQLite alters a table by recreating it,
which fails while a trigger of another table refers to it, and PostgreSQL would keep triggers that
write to a table that a reversed migration has dropped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.db import connections, transaction

from .registry import Registry

SQLITE = "CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {statements} END"
POSTGRESQL = [
    "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS "
    "$$BEGIN {statements} RETURN NULL; END$$",
    "CREATE TRIGGER {name} AFTER {event} ON {table} FOR EACH {each} {when} "
    "EXECUTE FUNCTION {name}()",
]


@dataclass(frozen=True)
class Trigger:
    """What happens after an event in a table; `statements` is SQL, each ended by a semicolon."""

    table: str
    event: str  # "insert", "update", "update of title", "delete"; on PostgreSQL "truncate" too
    statements: str
    each: str = "ROW"  # or "STATEMENT", on PostgreSQL
    when: str = ""  # a condition in PostgreSQL's syntax, such as "WHEN (OLD.* <> NEW.*)"

    @property
    def digest(self):
        """A hash of the definition, so that a changed one gets another name."""
        definition = f"{self.table} {self.event} {self.statements} {self.each} {self.when}"
        return sha256(definition.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class TriggerSet:
    """The triggers of one purpose.

    `wanted(connection, tables)` yields the triggers on these existing tables. `created(cursor)`
    runs after any of them was missing, since changes may have gone unnoticed; `dropped(cursor)`,
    if there is one, when they are dropped before migrations, any of which may fail.
    """

    name: str
    wanted: Callable
    created: Callable
    dropped: Callable | None = None

    def by_name(self, connection, tables):
        return {
            f"{self.name}_{trigger.digest}_{trigger.event.split()[0]}": trigger
            for trigger in self.wanted(connection, tables)
        }


TRIGGERS = Registry()  # `TriggerSet`s


def create_triggers(using, **kwargs):
    """Create the missing triggers, and drop those that no set wants any more."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    with transaction.atomic(using), connection.cursor() as cursor:
        present = _present(connection, cursor)
        for its in TRIGGERS:
            wanted = its.by_name(connection, tables)
            for name, table in present.items():
                if name.startswith(f"{its.name}_") and name not in wanted:
                    _drop(connection, cursor, name, table)
            missing = wanted.keys() - present.keys()
            for name in sorted(missing):
                _create(connection, cursor, name, wanted[name])
            if missing:
                its.created(cursor)


def drop_triggers(using, plan, **kwargs):
    """Drop the triggers before migrations, which may recreate or drop the tables they refer to."""
    connection = connections[using]
    if plan:
        with transaction.atomic(using), connection.cursor() as cursor:
            present = _present(connection, cursor)
            for name, table in present.items():
                _drop(connection, cursor, name, table)
            for its in TRIGGERS:
                if its.dropped and any(name.startswith(f"{its.name}_") for name in present):
                    its.dropped(cursor)


def _present(connection, cursor):
    """Return the table of each existing trigger of ours, by the trigger's name."""
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
    else:
        cursor.execute("SELECT tgname, tgrelid::regclass::text FROM pg_trigger")
    ours = tuple(f"{its.name}_" for its in TRIGGERS)
    return {name: table for name, table in cursor.fetchall() if name.startswith(ours)}


def _create(connection, cursor, name, trigger):
    for statement in [SQLITE] if connection.vendor == "sqlite" else POSTGRESQL:
        cursor.execute(statement.format(name=name, **vars(trigger)))


def _drop(connection, cursor, name, table):
    if connection.vendor == "sqlite":
        cursor.execute(f"DROP TRIGGER {name}")
    else:
        cursor.execute(f"DROP TRIGGER {name} ON {table}")
        cursor.execute(f"DROP FUNCTION {name}()")
