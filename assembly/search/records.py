"""Finds records for staff, public or not, by the words and names that readers search for."""

from django.db.models import Q

from assembly.core.languages import LANGUAGES

from .index import refresh_index
from .kinds import SEARCH_KINDS
from .models import SearchDocument, SearchName
from .query import parse_question
from .results import matching_documents
from .words import sound


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
    sounds = {sound(word) for word in question.single_words()}
    names = SearchName.objects.filter(sound__in=sounds, document__in=documents)
    spellings = {}
    for said, word in names.values_list("sound", "word").distinct():
        spellings.setdefault(said, []).append(word)
    question = question.spelt(spellings)
    found = Q(
        *(Q(pk__in=matching_documents(question, code).values("pk")) for code in LANGUAGES),
        _connector=Q.OR,
    )
    return documents.filter(found).values("object_id")
