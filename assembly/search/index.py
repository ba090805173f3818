"""Keeps the index up to date: before each search, records that have changed are reindexed."""

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import override
from rapidfuzz.distance import OSA

from assembly.core import clock
from assembly.core.languages import LANGUAGES

from . import sqlite
from .kinds import SEARCH_KINDS
from .models import SearchDocument, SearchDue, SearchFilter, SearchName
from .words import hyphenated_as_one, sound, words

MIN_SIMILARITY = 0.5
BATCH_SIZE = 500  # records per transaction


def refresh_index():
    """Reindex every record that has changed."""
    while due_entries().exists():
        _refresh_some()


def due_entries():
    return SearchDue.objects.filter(Q(at=None) | Q(at__lte=clock.now()))


@transaction.atomic
def _refresh_some():
    # A second process waits here until the first has finished, and takes the rest.
    taken = list(due_entries().select_for_update().order_by("pk")[:BATCH_SIZE])
    for kind in SEARCH_KINDS:
        _refresh(kind, {row.object_id for row in taken if row.kind == kind.name})
    SearchDue.objects.filter(pk__in=[row.pk for row in taken]).delete()


def _refresh(kind, pks):
    """Rebuild the documents of some records of a kind in every language."""
    old = SearchDocument.objects.filter(kind=kind.name, object_id__in=pks)
    if connection.vendor == "sqlite":
        sqlite.remove_documents(old)
    old.delete()
    SearchDue.objects.filter(kind=kind.name, object_id__in=pks, at__gt=clock.now()).delete()
    records = list(kind.load().filter(pk__in=pks)) if pks else []
    for language in LANGUAGES:
        with override(language):
            found = [(record, texts) for record in records if (texts := kind.texts(record))]
        _keep(kind, language, found)
    SearchDue.objects.bulk_create(
        SearchDue(kind=kind.name, object_id=record.pk, at=moment)
        for record in records
        if (moment := kind.until(record))
    )


def _keep(kind, language, found):
    documents = SearchDocument.objects.bulk_create(
        SearchDocument(
            kind=kind.name,
            object_id=record.pk,
            language=language,
            day=texts.day,
            title=" ".join(words(texts.title)),
            names=" ".join(words("\n".join(texts.names)) + hyphenated_as_one(texts.title)),
            text=" ".join(words(texts.text)),
        )
        for record, texts in found
    )
    if connection.vendor == "sqlite":
        sqlite.add_documents(documents)
    made = [(document, texts) for document, (_record, texts) in zip(documents, found, strict=True)]
    SearchName.objects.bulk_create(
        SearchName(document=document, sound=said[:200], word=word[:200])
        for document, texts in made
        for said, word in sorted(spellings(texts))
    )
    SearchFilter.objects.bulk_create(
        SearchFilter(document=document, name=name, value=value)
        for document, texts in made
        for name, values in {"kind": [kind.name], **texts.filters}.items()
        for value in values
    )


def spellings(texts):
    """Return pairs of how a word of the title may sound, and the word as the title spells it.

    Other spellings with as many words as the title are compared word by word; words that sound at
    least half alike count as the same. Without other spellings there are no pairs.
    """
    found, own = {}, words(texts.title)
    for name in [texts.title, *texts.spellings] if texts.spellings else []:
        other = words(name)
        if len(other) == len(own):
            pairs = [
                *zip(other, own, strict=True),
                *zip(hyphenated_as_one(name), hyphenated_as_one(texts.title), strict=False),
            ]
            for its, word in pairs:
                if OSA.normalized_similarity(sound(its), sound(word)) >= MIN_SIMILARITY:
                    found.setdefault(sound(its), word)
    return found.items()
