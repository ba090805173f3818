"""Django's PostgreSQL backend, except that keys are never reused and commits are told."""

from django.db.backends.postgresql import base, operations
from django.db.models import AutoField

from assembly.core.commits import CommitsToldMixin
from assembly.core.sequences import raise_postgresql_sequence

PREPARED_AFTER = 2  # executions of a statement on a connection


class DatabaseOperations(operations.DatabaseOperations):
    def sequence_reset_sql(self, style, model_list):
        """Return the SQL that raises sequences to the highest keys of their tables.

        Django's own, which `loaddata` runs, also lowers them. But the bin, the history and preview
        links refer to deleted rows by key.
        """
        return [
            self._raise_sequence(model._meta.db_table, field.column)
            for model in model_list
            for field in model._meta.local_fields
            if isinstance(field, AutoField)
        ]

    def _raise_sequence(self, table, column):
        table, key = self.quote_name(table), self.quote_name(column)
        highest = f"(SELECT max({key}) FROM {table})"  # noqa: S608 (our own names)
        return f"{raise_postgresql_sequence(table, column, highest)};"


class DatabaseWrapper(CommitsToldMixin, base.DatabaseWrapper):
    ops_class = DatabaseOperations

    @property
    def may_prepare(self):
        """Whether the server keeps what a connection prepares; a pooler may lend it to another."""
        return not self.settings_dict.get("DISABLE_SERVER_SIDE_CURSORS")

    def get_connection_params(self):
        # Of cursors that the server gives the values, so that Django's own never prepare anything.
        threshold = PREPARED_AFTER if self.may_prepare else None
        return {**super().get_connection_params(), "prepare_threshold": threshold}

    def preparing_cursor(self):
        """Return a cursor whose statements the server plans once for the connection, if it may."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        usual = self.connection.cursor_factory
        if self.may_prepare:
            self.connection.cursor_factory = base.ServerBindingCursor
        try:
            return self.cursor()
        finally:
            self.connection.cursor_factory = usual
