"""Django's SQLite backend, except that keys are never reused and commits are told."""

from django.db.backends.sqlite3 import base, schema

from assembly.core.commits import CommitsToldMixin
from assembly.core.sequences import BEGIN_SQLITE_SEQUENCE, RAISE_SQLITE_SEQUENCE


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    def _remake_table(self, model, **changes):
        """Recreate a table, as SQLite requires for alterations, and continue its sequence of keys.

        The new table's sequence would not know the keys of deleted rows.
        """
        table = model._meta.db_table
        last = self._last_key(table)
        super()._remake_table(model, **changes)
        if last:
            self.execute(RAISE_SQLITE_SEQUENCE, [last, table])
            self.execute(BEGIN_SQLITE_SEQUENCE, [table, last, table])

    def _last_key(self, table):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'sqlite_sequence'")
            if cursor.fetchone() == (0,):  # no table has a sequence yet
                return None
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            return next(iter(cursor.fetchone() or [None]))


class DatabaseWrapper(CommitsToldMixin, base.DatabaseWrapper):
    SchemaEditorClass = DatabaseSchemaEditor
