"""Finds what the public may read: ranked, filtered and counted."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count
from django.utils.functional import cached_property
from rapidfuzz.distance import OSA

from assembly.core.languages import LANGUAGES

from . import postgresql, sqlite
from .index import refresh_index
from .kinds import SEARCH_FILTERS, SEARCH_KINDS, visible_documents
from .models import SearchDocument, SearchFilter, SearchName
from .snippets import highlight, snippet
from .words import sound


@dataclass
class Result:
    """A found record as the list of results shows it."""

    kind: object
    record: object
    title: str
    snippet: str
    day: datetime | None = None  # if the record has one


@dataclass
class FilterChoice:
    """A value of a filter, and the number of results that it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


class Search:
    """The results of a query in one language; `chosen` maps names of filters to values."""

    corrected = ()  # pairs of a word without results and the name searched for instead

    def __init__(self, question, language, chosen):
        refresh_index()
        self.language = language
        self.names = SearchName.objects.filter(
            document__in=SearchDocument.objects.filter(visible_documents(language))
        )
        self.question = question.spelt(self._spellings(question))
        self.chosen = {name: value for name, value in chosen.items() if self._known(name, value)}
        self.matched = self._match(self.question)
        if question.wanted and not self.matched.exists():
            self._correct(question)

    def ranked(self):
        """Return the keys of the documents of all results, best first."""
        if not self.question.wanted:
            return []
        return _backend().ranked(self._narrowed(self.chosen), self.question, self.language)

    def results(self, pks):
        """Return the `Result`s of some documents, in one query per kind."""
        found = SearchDocument.objects.filter(visible_documents(self.language)).in_bulk(pks)
        documents = [found[pk] for pk in pks if pk in found]
        stems = self.question.stems(self.language)
        records = {}
        for kind in SEARCH_KINDS:
            pks = [one.object_id for one in documents if one.kind == kind.name]
            records |= {(kind.name, record.pk): record for record in kind.load().filter(pk__in=pks)}
        kinds = SEARCH_KINDS.by_name
        return [
            self._result(kinds[one.kind], records[one.kind, one.object_id], stems)
            for one in documents
            if (one.kind, one.object_id) in records  # unless it was deleted in the meantime
        ]

    def choices(self):
        """Yield each filter that applies to the results, with its `FilterChoice`s."""
        for its in SEARCH_FILTERS:
            name = its.name
            others = {key: value for key, value in self.chosen.items() if key != name}
            counts = self._counts(name, others)
            labels = its.labels(counts)
            choices = [
                FilterChoice(value, label, counts[value], self.chosen.get(name) == value)
                for value, label in labels.items()
            ]
            if len(choices) > 1 or name in self.chosen:
                yield its, choices

    def elsewhere(self):
        """Return the number of results in each other language that has some, by code."""
        if self.chosen:
            return {}
        found = {
            code: _match(self.question, code).count() for code in LANGUAGES if code != self.language
        }
        return {code: number for code, number in found.items() if number}

    @cached_property
    def sounds(self):
        """How all names sound, for transposed letters, which trigrams do not find."""
        return set(self.names.values_list("sound", flat=True))

    def _match(self, question):
        return _match(question, self.language)

    def _narrowed(self, chosen):
        documents = self.matched
        for name, value in chosen.items():
            its = SearchFilter.objects.filter(name=name, value=value)
            documents = documents.filter(pk__in=its.values("document"))
        return documents

    def _counts(self, name, chosen):
        values = SearchFilter.objects.filter(
            name=name, document__in=self._narrowed(chosen).values("pk")
        )
        return dict(values.values_list("value").annotate(Count("pk")))

    def _known(self, name, value):
        return value and "\0" not in value and SEARCH_FILTERS.by_name[name].labels([value])

    def _result(self, kind, record, stems):
        title = highlight(kind.title(record), stems, self.language)
        part = snippet([text for text in kind.excerpts(record) if text], stems, self.language)
        day = getattr(record, kind.dated_by) if kind.dated_by else None
        return Result(kind, record, title, part, day)

    def _spellings(self, question):
        """Return the spellings of names that sound like words of the query, by sound."""
        sounds = {sound(word) for word in question.single_words()}
        found = defaultdict(list)
        rows = self.names.filter(sound__in=sounds).values_list("sound", "word")
        for said, word in sorted(set(rows)):
            found[said].append(word)
        return found

    def _correct(self, question):
        """Search for the nearest names instead of misspelt words, if there are any."""
        nearest = {
            word: names
            for word in sorted(question.single_words())
            if (names := self._nearest(sound(word)))
        }
        if not nearest:
            return
        corrected = question.spelt({sound(word): names for word, names in nearest.items()})
        matched = self._match(corrected)
        if matched.exists():
            self.question, self.matched = corrected, matched
            self.corrected = [(word, names[0].capitalize()) for word, names in nearest.items()]

    def _nearest(self, said):
        """Return the spellings of the nearest-sounding names that are near enough."""
        allowed = _allowed(said)
        if not allowed:
            return []
        alike = (
            postgresql.similar_sounds(said, self.names) if connection.vendor == "postgresql" else []
        )
        best = nearest_sounds(said, alike, allowed) or nearest_sounds(said, self.sounds, allowed)
        return sorted(set(self.names.filter(sound__in=best).values_list("word", flat=True)))


def _match(question, language):
    if not question.wanted:
        return SearchDocument.objects.none()
    return matching_documents(question, language).filter(visible_documents(language))


def matching_documents(question, language):
    """Return the documents of a language that match a query, public or not."""
    return _backend().match(question, language)


def _backend():
    return postgresql if connection.vendor == "postgresql" else sqlite


def nearest_sounds(said, sounds, allowed):
    """Return the sounds nearest to one, but not equal to it, within `allowed` letters."""
    distances = {its: OSA.distance(said, its, score_cutoff=allowed) for its in sounds}
    least = min(distances.values(), default=0)
    if not 0 < least <= allowed:
        return []
    return [its for its, distance in distances.items() if distance == least]


def _allowed(said):
    """Return how many letters of a name may be wrong: fewer in short names."""
    return 0 if len(said) < 4 else 1 if len(said) < 7 else 2
