"""Sequences of primary keys, which only ever rise, so that no key is reused."""

from django.db import connection

RAISE_SQLITE_SEQUENCE = "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s"
BEGIN_SQLITE_SEQUENCE = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)"
)


def raise_postgresql_sequence(quoted_table, column, least):
    """Return the SQL that raises a sequence to `least`, an SQL expression, if it is lower."""
    return (
        "SELECT setval(sequence, least) FROM "  # noqa: S608 (our own names)
        f"(SELECT pg_get_serial_sequence('{quoted_table}', '{column}')::regclass AS sequence, "
        f"{least} AS least) AS keys WHERE least > coalesce(pg_sequence_last_value(sequence), 0)"
    )


def reserve_key(model, pk):
    """Make new rows of a model get keys above this one, even if no row has it."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(RAISE_SQLITE_SEQUENCE, [pk, table])
            cursor.execute(BEGIN_SQLITE_SEQUENCE, [table, pk, table])
        else:
            name = connection.ops.quote_name(table)
            cursor.execute(raise_postgresql_sequence(name, column, "%s::bigint"), [pk])
