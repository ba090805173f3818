"""How databases number new rows: upwards only, so that no key is ever given twice."""

from django.db import connection

RAISE_SQLITE_SEQUENCE = "UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s"
BEGIN_SQLITE_SEQUENCE = (
    "INSERT INTO sqlite_sequence (name, seq) SELECT %s, %s "
    "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)"
)


def raise_postgresql_sequence(quoted_table, column, least):
    """Return the SQL that lets a sequence go on above `least`, an expression, if it is below it."""
    return (
        "SELECT setval(sequence, least) FROM "  # noqa: S608 (names of ours)
        f"(SELECT pg_get_serial_sequence('{quoted_table}', '{column}')::regclass AS sequence, "
        f"{least} AS least) AS keys WHERE least > coalesce(pg_sequence_last_value(sequence), 0)"
    )


def reserve_key(model, pk):
    """Let the database give new rows of a model keys above this one, though no row has it."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(RAISE_SQLITE_SEQUENCE, [pk, table])
            cursor.execute(BEGIN_SQLITE_SEQUENCE, [table, pk, table])
        else:
            name = connection.ops.quote_name(table)
            cursor.execute(raise_postgresql_sequence(name, column, "%s::bigint"), [pk])
