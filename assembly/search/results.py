"""Finds what the public may read: ranked, filtered and counted."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from assembly.core.languages import LANGUAGES

from .conditions import refresh_visibility, visible_documents
from .full_text import find_matches
from .index import refresh_for_search, up_to_date
from .kinds import SEARCH_FILTERS, SEARCH_KINDS
from .models import BETWEEN_TEXTS, SearchDocument
from .snippets import highlight, snippet
from .spelling import Names
from .terms import filter_term
from .words import sound


@dataclass
class Result:
    """A found document as the list of results shows it."""

    kind: object
    address: str
    title: str
    snippet: str
    moment: datetime | None  # if the record has one


@dataclass
class FilterChoice:
    """A value of a filter, and the number of results that it would leave, if that is known."""

    value: str
    label: str
    count: int | None
    chosen: bool


class Search:
    """The results of a query in one language; `chosen` maps names of filters to values."""

    corrected = ()  # pairs of a word without results and the name searched for instead

    def __init__(self, question, language, chosen):
        self.language = language
        refresh_visibility()
        self.changing = refresh_for_search()
        names = Names(question.single_words(), self._visible(language))
        self.question = question.spelt(names.alike())
        self.all = self._matches(self.question)
        if not self.all.found:
            self._correct(question, names)
        self.chosen = {name: value for name, value in chosen.items() if value and "\0" not in value}
        self._narrow()

    @property
    def cut(self):
        """Whether there may be more results, which are not listed."""
        return self.matches.cut

    def results(self, matches):
        """Return the `Result`s of some matches."""
        documents = SearchDocument.objects.in_bulk([match.pk for match in matches])
        stems = self.question.stems(self.language)
        return [
            self._result(documents[match.pk], stems)
            for match in matches
            if match.pk in documents  # unless it was deleted in the meantime
        ]

    def choices(self):
        """Yield each filter that applies to the results, with its `FilterChoice`s."""
        for its in SEARCH_FILTERS:
            name = its.name
            others = {key: value for key, value in self.chosen.items() if key != name}
            compared = self.all.with_terms(_terms(others)) if name in self.chosen else self.matches
            counts = compared.values[name]
            choices = [
                FilterChoice(
                    value,
                    label,
                    count=None if compared.cut else counts.get(value, 0),
                    chosen=self.chosen.get(name) == value,
                )
                for value, label in self.labels[name].items()
                if value in counts or self.chosen.get(name) == value
            ]
            if len(choices) > 1 or name in self.chosen:
                yield its, choices

    def elsewhere(self):
        """Return the `Matches` in each other language that has some, by code."""
        if self.chosen:
            return {}
        found = {
            code: self._matches(self.question, code) for code in LANGUAGES if code != self.language
        }
        return {code: matches for code, matches in found.items() if matches.found}

    def _visible(self, language):
        visible = visible_documents(language)
        return visible & up_to_date() if self.changing else visible

    def _matches(self, question, language=None, terms=()):
        language = language or self.language
        return find_matches(question, language, self._visible(language), terms)

    def _narrow(self):
        """Apply the chosen filters, except values that no public record has."""
        self.matches = self._with_filters(self.chosen)
        self.labels = self._labels()
        known = {name: value for name, value in self.chosen.items() if value in self.labels[name]}
        if known != self.chosen:
            self.chosen = known
            self.matches = self._with_filters(known)

    def _with_filters(self, chosen):
        if self.all.cut and chosen:
            return self._matches(self.question, terms=_terms(chosen))
        return self.all.with_terms(_terms(chosen))

    def _labels(self):
        """Return the labels of all values of the results and of the chosen filters, by filter."""
        return {
            its.name: its.labels(
                {*self.all.values[its.name], *self.matches.values[its.name]}
                | ({self.chosen[its.name]} if its.name in self.chosen else set())
            )
            for its in SEARCH_FILTERS
        }

    def _correct(self, question, names):
        """Search for the nearest names instead of misspelt words, if there are any."""
        nearest = {
            word: near for word in sorted(question.single_words()) if (near := names.nearest(word))
        }
        if not nearest:
            return
        corrected = question.spelt({sound(word): near for word, near in nearest.items()})
        matches = self._matches(corrected)
        if matches.found:
            self.question, self.all = corrected, matches
            self.corrected = [(word, near[0].capitalize()) for word, near in nearest.items()]

    def _result(self, document, stems):
        kind = SEARCH_KINDS.by_name[document.kind]
        return Result(
            kind,
            reverse(kind.url_name, args=[document.slug]),
            highlight(document.title, stems, self.language),
            snippet(document.texts.split(BETWEEN_TEXTS), stems, self.language),
            document.moment,
        )


def _terms(chosen):
    return [filter_term(name, value) for name, value in chosen.items()]
