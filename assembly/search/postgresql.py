"""Full-text search on PostgreSQL: text-search vectors of each document, in its language.

See "Full Text Search" and "GIN Indexes" in PostgreSQL's documentation. The work is bounded: the
index joins words with terms, so that matches are sought month by month, the newest first, until
there are enough. The planner must not know the words, or it would read the whole table in search
of a common one.
"""

from itertools import chain

from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from assembly.core import clock

from .matches import Matches
from .terms import month_term

CONFIGURATIONS = {"en": "english", "ru": "russian"}
TABLE = "assembly_searchtext"

# To find phrases, so many texts per result are read that have all the words.
TEXTS_PER_PHRASE = 3

ADD = f"""
INSERT INTO {TABLE} (document_id, day, terms, heading, vector)
SELECT id, day, string_to_array(terms, chr(10)), heading,
    heading || setweight(to_tsvector(%s::regconfig, text), 'D')
FROM (
    SELECT *, setweight(to_tsvector(%s::regconfig, title), 'A')
        || setweight(to_tsvector(%s::regconfig, names), 'B') AS heading
    FROM (VALUES {{rows}}) AS given (id, day, terms, title, names, text)
) AS weighted
ON CONFLICT (document_id) DO UPDATE SET (day, terms, heading, vector)
    = (excluded.day, excluded.terms, excluded.heading, excluded.vector)
"""  # noqa: S608 (our own names)

UNDATED = f"""
    SELECT document_id FROM {TABLE}
    WHERE {{column}} @@ (SELECT loose FROM asked) AND terms @> %s::text[] {{and_if}} LIMIT {{most}}
"""  # noqa: S608 (our own names)
DATED = f"""
    SELECT found.document_id FROM month, LATERAL (
        SELECT document_id, day FROM {TABLE}
        WHERE {{column}} @@ (SELECT loose FROM asked)
        AND terms @> array_append(%s::text[], %s || to_char(start, 'YYYY-MM'))
        ORDER BY day DESC LIMIT {{most}}
    ) AS found {{and_if}} LIMIT {{most}}
"""  # noqa: S608
# All matches or, if there are too many, the newest, and more that have the words in their titles.
# So many are ranked by titles and names alone: to read their texts would take most of the time.
MATCHES = f"""
WITH RECURSIVE asked AS MATERIALIZED (SELECT {{exact}} AS exact, {{loose}} AS loose),
month (start) AS (
    SELECT date_trunc('month', max(day)) FROM {TABLE} WHERE day <= %s
    UNION ALL
    SELECT (SELECT date_trunc('month', max(day)) FROM {TABLE} WHERE day < start)
    FROM month WHERE start IS NOT NULL
),
undated AS MATERIALIZED ({UNDATED.format(column="vector", and_if="", most="{most} + 1")}),
dated AS MATERIALIZED ({DATED.format(column="vector", and_if="", most="{most} + 1")}),
counted AS MATERIALIZED (
    SELECT greatest((SELECT count(*) FROM undated), (SELECT count(*) FROM dated)) > {{most}} AS cut
),
candidate AS (
    TABLE undated UNION TABLE dated
    UNION ({UNDATED.format(column="heading", and_if="AND (SELECT cut FROM counted)", most="{few}")})
    UNION ({DATED.format(column="heading", and_if="WHERE (SELECT cut FROM counted)", most="{few}")})
),
match AS (
    SELECT id, kind, object_id, extract(epoch FROM moment)::float8, assembly_searchdocument.terms,
        ts_rank(
            CASE WHEN (SELECT cut FROM counted) THEN heading ELSE vector END,
            (SELECT exact FROM asked), 1
        )
    FROM candidate JOIN {TABLE} USING (document_id)
    JOIN assembly_searchdocument ON id = document_id
    WHERE ({{all_exact}} OR vector @@ (SELECT exact FROM asked)) AND {{condition}}
)
SELECT cut, match.* FROM counted LEFT JOIN match ON true
"""  # noqa: S608


def add_documents(texts):
    """Add `IndexedText`s of one language, replacing leftovers of `flush` with the same keys."""
    rows = [
        (
            text.document.pk,
            text.document.moment and timezone.localdate(text.document.moment),
            *(text.document.terms, text.title, text.names, text.text),
        )
        for text in texts
    ]
    if rows:
        config = CONFIGURATIONS.get(texts[0].document.language, "simple")
        with connection.cursor() as cursor:
            placeholders = ", ".join(["(%s, %s::date, %s, %s, %s, %s)"] * len(rows))
            cursor.execute(ADD.format(rows=placeholders), [*[config] * 3, *chain(*rows)])


def remove_documents(pks):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE document_id = ANY(%s)", [pks])  # noqa: S608


def matching(question, language):
    """Return the subquery of the keys of all documents of a language that match a query."""
    query, parameters = tsquery(question, language)
    return RawSQL(  # noqa: S611
        f"SELECT document_id FROM {TABLE} WHERE vector @@ ({query})",  # noqa: S608
        parameters,
    )


def matches(question, language, terms, condition, most):
    """Return the matches of a query, or only some if more than `most` have or have not a date.

    They have all these terms, and meet a `Condition`.
    """
    exact, exact_words = tsquery(question, language)
    loose, loose_words = tsquery(question.loosened(), language, "plainto_tsquery")
    sql = MATCHES.format(
        exact=exact,
        loose=loose,
        most=most * TEXTS_PER_PHRASE if question.has_phrases else most,
        few=most // 4,
        all_exact=not question.has_phrases,
        condition=condition.sql,
    )
    undated = month_term(language, "")
    by_part = [[*terms, undated], terms, undated]
    values = [*exact_words, *loose_words, clock.today(), *by_part, *by_part, *condition.parameters]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()  # one, with the key NULL, if there are no matches
    return Matches.of([row[1:] for row in rows if row[1] is not None], cut=rows[0][0])


def tsquery(question, language, function="phraseto_tsquery"):
    """Return the SQL of a query, and its parameters.

    It finds nothing if PostgreSQL ignores all the wanted words.
    """
    config = CONFIGURATIONS.get(language, "simple")

    def any_of(phrases):
        each = f"{function}('{config}', %s)"
        return f"({' || '.join([each] * len(phrases))})"

    phrases = [phrase for several in [*question.wanted, question.without] for phrase in several]
    query = " && ".join(map(any_of, question.wanted))
    if question.without:
        query = (
            f"(WITH asked AS (SELECT {query} AS wanted) SELECT CASE WHEN numnode(wanted) > 0 "  # noqa: S608
            f"THEN wanted && !!{any_of(question.without)} ELSE wanted END FROM asked)"
        )
    return query, [" ".join(phrase) for phrase in phrases]
