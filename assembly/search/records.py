"""Finds records for staff, public or not, by the words and names that readers search for."""

from django.db.models import Q

from assembly.core.languages import LANGUAGES

from .conditions import Condition
from .full_text import backend
from .index import refresh_index
from .kinds import SEARCH_KINDS
from .models import SearchDocument
from .query import parse_question
from .spelling import Names


def records_found(model, text):
    """Return a queryset of the keys of a model's records that a query finds in any language.

    It is empty for models that readers do not search.
    """
    kinds = [kind.name for kind in SEARCH_KINDS if kind.model is model]
    question = parse_question(text) if kinds else None
    documents = SearchDocument.objects.filter(kind__in=kinds)
    if not question or not question.wanted:
        return documents.none().values("object_id")
    refresh_index()
    names = Names(question.single_words(), Condition.of(Q(kind__in=kinds)))
    question = question.spelt(names.alike())
    found = Q(
        *(Q(language=code, pk__in=backend().matching(question, code)) for code in LANGUAGES),
        _connector=Q.OR,
    )
    return documents.filter(found).values("object_id")
