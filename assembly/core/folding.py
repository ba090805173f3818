"""Text without case and accents, compared by the database: «Пётр» and «петр» are alike."""

import re
import unicodedata

from django.db.backends.signals import connection_created
from django.db.models import CharField, TextField, Transform
from django.dispatch import receiver

ACCENTS = "\u0300-\u036f"  # combining, as in decomposed ё and й
ACCENT = re.compile(f"[{ACCENTS}]")


def fold(text):
    """Return a text in lower case without accents, those of ё and й included; None for None."""
    return text and ACCENT.sub("", unicodedata.normalize("NFKD", text.lower()))


FOLDED = f"regexp_replace(normalize(lower(%(expressions)s), NFKD), '[{ACCENTS}]', '', 'g')"


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """Does the same in the database: `name__folded__contains=fold(typed)`."""

    lookup_name = "folded"
    function = "fold"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template=FOLDED, **context)


@receiver(connection_created)
def teach_folding(connection, **kwargs):
    """Give SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("fold", 1, fold, deterministic=True)


def create_folded_indexes(schema_editor, columns):
    """Index these (table, column) pairs on PostgreSQL, for parts of folded texts.

    See "Index Support" of pg_trgm in PostgreSQL's documentation.
    """
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        for table, column in columns:
            folded = FOLDED % {"expressions": column}
            schema_editor.execute(
                f"CREATE INDEX {table}_{column}_folded ON {table} "
                f"USING gin (({folded}) gin_trgm_ops)"
            )


def drop_folded_indexes(schema_editor, columns):
    if schema_editor.connection.vendor == "postgresql":
        for table, column in columns:
            schema_editor.execute(f"DROP INDEX {table}_{column}_folded")
