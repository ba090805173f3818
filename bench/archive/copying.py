"""Writes many rows of a model at once, with PostgreSQL's COPY."""

import json

from django.db import connection
from django.db.models import Max


class Rows:
    """Rows of a model that wait for COPY. Columns that nobody names get the model's default."""

    def __init__(self, model):
        self.model = model
        self.last = model._base_manager.aggregate(last=Max("pk"))["last"] or 0
        self.defaults = {field.column: _default(field) for field in model._meta.concrete_fields}
        self.rows = []

    def add(self, **columns):
        """Add a row; return all its columns, with its primary key as `id`."""
        self.last += 1
        row = {**self.defaults, **columns, "id": self.last}
        self.rows.append(row)
        return row

    def write(self):
        """Write the rows that wait."""
        quote = connection.ops.quote_name
        columns = ", ".join(map(quote, self.defaults))
        statement = f"COPY {quote(self.model._meta.db_table)} ({columns}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in self.rows:
                copy.write_row(list(row.values()))
        self.rows.clear()


def _default(field):
    value = field.get_default()
    return json.dumps(value) if isinstance(value, dict | list) else value


def raise_sequences(models):
    """Make new rows get keys above those that COPY wrote."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(None, models):
            cursor.execute(statement)


def switch_triggers(*, on):
    """Switch the triggers and foreign keys of this connection, which act row by row."""
    role = "origin" if on else "replica"
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = {role}")
