"""Full-text search on SQLite: an FTS5 table of stems made in Python.

See "SQLite FTS5 Extension" in SQLite's documentation.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from .models import SearchDocument
from .words import stem

TABLE = "assembly_searchtext"
WEIGHTS = "10, 4, 1"  # of title, names and text


def add_documents(documents):
    """Add documents to the full-text table, replacing leftovers of `flush` with the same keys."""
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {TABLE} (rowid, title, names, text) VALUES (%s, %s, %s, %s)",  # noqa: S608
            [
                (one.pk, *(stems(text, one.language) for text in [one.title, one.names, one.text]))
                for one in documents
            ],
        )


def remove_documents(documents):
    """Remove documents from the full-text table."""
    pks = list(documents.values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in pks])  # noqa: S608


def stems(text, language):
    return " ".join(stem(word, language) for word in text.split())


def match(question, language):
    """Return the documents of a language that match a query."""
    found = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
    return SearchDocument.objects.filter(
        language=language,
        pk__in=RawSQL(found, [expression(question, language)]),  # noqa: S611
    )


def ranked(documents, question, language):
    """Return the keys of matching documents, best first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT rowid, bm25({TABLE}, {WEIGHTS}) FROM {TABLE} WHERE {TABLE} MATCH %s",  # noqa: S608
            [expression(question, language)],
        )
        ranks = dict(cursor.fetchall())  # the lowest is the best
    newest_first = documents.order_by("-day", "kind", "object_id").values_list("pk", flat=True)
    return sorted(newest_first, key=lambda pk: ranks.get(pk, 0))


def expression(question, language):
    """Return a query in FTS5's syntax, with every word quoted."""
    wanted = " AND ".join(_any_of(several, language) for several in question.wanted)
    without = _any_of(question.without, language)
    return f"({wanted}) NOT {without}" if question.without else wanted


def _any_of(phrases, language):
    quoted = ('"' + " ".join(stem(word, language) for word in phrase) + '"' for phrase in phrases)
    return f"({' OR '.join(quoted)})"
