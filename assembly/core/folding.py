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


@CharField.register_lookup
@TextField.register_lookup
class Folded(Transform):
    """Does the same in the database: `name__folded__contains=fold(typed)`."""

    lookup_name = "folded"
    function = "fold"
    output_field = TextField()

    def as_postgresql(self, compiler, connection, **context):
        template = (
            f"regexp_replace(normalize(lower(%(expressions)s), NFKD), '[{ACCENTS}]', '', 'g')"
        )
        return self.as_sql(compiler, connection, template=template, **context)


@receiver(connection_created)
def teach_folding(connection, **kwargs):
    """Give SQLite the function."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("fold", 1, fold, deterministic=True)
