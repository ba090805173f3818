"""Full-text search on SQLite: an FTS5 table of stems made in Python.

See "SQLite FTS5 Extension" in SQLite's documentation. All matches of a query are compared.
"""

from django.db import connection
from django.db.models.expressions import RawSQL

from .matches import Matches
from .words import stem

TABLE = "assembly_searchtext"
WEIGHTS = "10, 4, 1"  # of title, names and text

MATCHES = f"""
SELECT id, kind, object_id, julianday(moment), terms, -bm25({TABLE}, {WEIGHTS}) AS score
FROM {TABLE} JOIN assembly_searchdocument ON id = {TABLE}.rowid
WHERE {TABLE} MATCH %s AND {{conditions}}
ORDER BY score DESC, moment DESC LIMIT %s
"""  # noqa: S608 (our own names)
HAS_TERM = "instr(char(10) || terms || char(10), char(10) || %s || char(10)) > 0"


def add_documents(texts):
    """Add `IndexedText`s of one language, replacing leftovers of `flush` with the same keys."""
    rows = []
    for text in texts:
        language = text.document.language
        columns = [stems(column, language) for column in [text.title, text.names, text.text]]
        rows.append((text.document.pk, *columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT OR REPLACE INTO {TABLE} (rowid, title, names, text) VALUES (%s, %s, %s, %s)",  # noqa: S608
            rows,
        )


def remove_documents(pks):
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {TABLE} WHERE rowid = %s", [(pk,) for pk in pks])  # noqa: S608


def stems(text, language):
    return " ".join(stem(word, language) for word in text.split())


def matching(question, language):
    """Return the subquery of the keys of all documents of a language that match a query."""
    found = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"  # noqa: S608
    return RawSQL(found, [expression(question, language)])  # noqa: S611


def matches(question, language, terms, condition, most):
    """Return up to `most` matches of a query, the best.

    They have all these terms, and meet a `Condition`.
    """
    conditions = " AND ".join([HAS_TERM for _term in terms] + [condition.sql])
    values = [expression(question, language), *terms, *condition.parameters, most + 1]
    with connection.cursor() as cursor:
        cursor.execute(MATCHES.format(conditions=conditions), values)
        rows = cursor.fetchall()
    return Matches.of(rows[:most], cut=len(rows) > most)


def expression(question, language):
    """Return a query in FTS5's syntax, with every word quoted."""
    wanted = " AND ".join(_any_of(several, language) for several in question.wanted)
    without = _any_of(question.without, language)
    return f"({wanted}) NOT {without}" if question.without else wanted


def _any_of(phrases, language):
    quoted = ('"' + " ".join(stem(word, language) for word in phrase) + '"' for phrase in phrases)
    return f"({' OR '.join(quoted)})"
