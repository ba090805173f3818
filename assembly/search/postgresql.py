"""Full-text search on PostgreSQL: a text-search vector per document, in its language.

See "Full Text Search" and "pg_trgm" in PostgreSQL's documentation.
"""

from functools import reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVectorField
from django.db import connection, transaction
from django.db.models import F
from django.db.models.expressions import RawSQL

from .models import SearchDocument

CONFIGURATIONS = {"en": "english", "ru": "russian"}  # the migration uses the same names
VECTOR = "vector"  # no other table has a column of this name
ALIKE = 0.2  # trigram similarity of candidates; edit distance then decides


def match(question, language):
    """Return the documents of a language that match a query."""
    documents = SearchDocument.objects.filter(language=language).alias(vector=_vector())
    return documents.filter(vector=_query(question, language))


def ranked(documents, question, language):
    """Return the keys of matching documents, best first."""
    rank = SearchRank(_vector(), _query(question, language), normalization=1)
    nearest_first = documents.order_by(
        rank.desc(), F("day").desc(nulls_last=True), "kind", "object_id"
    )
    return list(nearest_first.values_list("pk", flat=True))


def _vector():
    return RawSQL(VECTOR, [], output_field=SearchVectorField())  # noqa: S611


def _query(question, language):
    query = reduce(and_, (_any_of(several, language) for several in question.wanted))
    return query & ~_any_of(question.without, language) if question.without else query


def _any_of(phrases, language):
    config = CONFIGURATIONS.get(language, "simple")
    return reduce(
        or_,
        (SearchQuery(" ".join(phrase), config=config, search_type="phrase") for phrase in phrases),
    )


@transaction.atomic
def similar_sounds(sound, names):
    """Return the sounds in `names` that share enough trigrams with one, using the index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(ALIKE)])
    alike = RawSQL("SELECT sound FROM assembly_searchname WHERE sound %% %s", [sound])
    return set(names.filter(sound__in=alike).values_list("sound", flat=True))
