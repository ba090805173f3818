"""Keeps the index up to date: before each search, records that have changed are reindexed."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import override

from assembly.core import clock
from assembly.core.languages import LANGUAGES

from .conditions import Condition
from .full_text import backend
from .kinds import SEARCH_KINDS
from .models import BETWEEN_TEXTS, SearchDocument, SearchDue
from .spelling import add_names, spellings
from .terms import terms_of
from .words import hyphenated_as_one, words

BATCH_SIZE = 500  # entries of changes per transaction; a record may have several
MOST_PER_SEARCH = 100  # entries that one search works off, so that its reader does not wait for all


@dataclass
class IndexedText:
    """The folded words of a document for the full-text index, separated by spaces."""

    document: SearchDocument
    title: str
    names: str
    text: str


def refresh_index():
    """Reindex every record that has changed, however many there are."""
    while due_entries().exists():
        _refresh_some(BATCH_SIZE)


def refresh_for_search():
    """Reindex records that have changed, up to a bound; return whether more remain.

    Those are left out of results until later searches, or `manage.py setup`, have reindexed them.
    The latest changes come first, so that news are found at once also after a large import.
    """
    if not due_entries().exists():
        return False
    _refresh_some(MOST_PER_SEARCH, order="-pk", skip_locked=True)
    return due_entries().exists()


def due_entries():
    return SearchDue.objects.filter(Q(at=None) | Q(at__lte=clock.now()))


def up_to_date():
    """Return the condition that a document's record has not changed since it was indexed."""
    changed = due_entries().filter(kind=OuterRef("kind"), object_id=OuterRef("object_id"))
    return Condition.of(~Exists(changed))


@transaction.atomic
def _refresh_some(most, *, order="pk", skip_locked=False):
    """Work off up to `most` entries; skip those that another process works off, or wait for it."""
    due = due_entries().order_by(order)
    first = due.select_for_update(skip_locked=skip_locked)[:most]
    taken = {(row.kind, row.object_id) for row in first}
    for kind in SEARCH_KINDS:
        pks = {pk for name, pk in taken if name == kind.name}
        entries = due.filter(kind=kind.name, object_id__in=pks)
        ours = set(entries.select_for_update(skip_locked=skip_locked).values_list("pk", flat=True))
        if skip_locked:
            pks -= set(entries.exclude(pk__in=ours).values_list("object_id", flat=True))
        if pks:
            _refresh(kind, pks)
            entries.filter(pk__in=ours, object_id__in=pks).delete()


def _refresh(kind, pks):
    """Rebuild the documents of some records of a kind in every language."""
    old = SearchDocument.objects.filter(kind=kind.name, object_id__in=pks).only("pk")
    backend().remove_documents([document.pk for document in old])
    old.delete()
    SearchDue.objects.filter(kind=kind.name, object_id__in=pks, at__gt=clock.now()).delete()
    records = list(kind.load().filter(pk__in=pks))
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
    """Add the documents of records, given with their `SearchTexts` in a language."""
    documents = SearchDocument.objects.bulk_create(
        SearchDocument(
            kind=kind.name,
            object_id=record.pk,
            language=language,
            slug=texts.slug,
            title=texts.title,
            texts=BETWEEN_TEXTS.join(texts.excerpts),
            moment=texts.moment,
            terms="\n".join(terms_of(kind, texts, language)),
        )
        for record, texts in found
    )
    made = [(document, texts) for document, (_record, texts) in zip(documents, found, strict=True)]
    backend().add_documents([indexed_text(document, texts) for document, texts in made])
    add_names([(document, spellings(texts)) for document, texts in made])


def indexed_text(document, texts):
    return IndexedText(
        document,
        title=" ".join(words(texts.title)),
        names=" ".join(words("\n".join(texts.names)) + hyphenated_as_one(texts.title)),
        text=" ".join(words("\n".join(texts.excerpts))),
    )
