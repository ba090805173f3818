"""Conditions on documents in SQL, which the statements of both databases contain."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from assembly.core import clock
from assembly.publishing.content_version import once_per_change

from .kinds import SEARCH_KINDS
from .models import SearchDocument

# Stands for the present in SQL that is kept.
SOME_MOMENT = datetime(1961, 4, 12, 6, 7, tzinfo=UTC)


@dataclass(frozen=True)
class Condition:
    """The SQL of a condition on rows of `assembly_searchdocument`, and its parameters."""

    sql: str
    parameters: tuple

    @classmethod
    def of(cls, condition):
        query = SearchDocument.objects.filter(condition).query
        sql, parameters = query.where.as_sql(query.get_compiler(connection=connection), connection)
        return cls(sql, tuple(parameters))

    def __and__(self, other):
        return Condition(f"{self.sql} AND {other.sql}", (*self.parameters, *other.parameters))


@once_per_change
def refresh_visibility():
    """Bring up to date what `visible_documents` reads."""
    for kind in SEARCH_KINDS:
        kind.refresh()


def visible_documents(language):
    """Return the condition that the public may now find a document in a language.

    It is asked of each document by its key: a set of all public records would grow with the site.
    """
    kept = _visible_documents(language, connection.vendor)
    adapt = connection.ops.adapt_datetimefield_value
    moment, now = adapt(SOME_MOMENT), adapt(clock.now())
    return Condition(
        kept.sql, tuple(now if value == moment else value for value in kept.parameters)
    )


@lru_cache
def _visible_documents(language, vendor):
    """Return the condition for `SOME_MOMENT`: Django takes longer to write it than to ask it."""
    with clock.preview_at(SOME_MOMENT):
        records = {kind.name: kind.public(language) for kind in SEARCH_KINDS}
        visible = Q(
            *(
                Q(kind=name) & Q(Exists(public.filter(pk=OuterRef("object_id"))))
                for name, public in records.items()
            ),
            _connector=Q.OR,
        )
        return Condition.of(visible & Q(language=language))
