"""What can be found: each app says it of its own records, and registers it here."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assembly.core.registry import Registry

SEARCH_KINDS = Registry()  # in the order in which results of the same rank stand
SEARCH_FILTERS = Registry()  # in the order in which they stand


@dataclass
class SearchTexts:
    """What search reads of a record in the active language."""

    title: str
    text: str
    names: list = field(default_factory=list)  # other spellings of the title, and what has them too
    spellings: list = field(default_factory=list)  # those that a reader may misspell or write apart
    filters: dict = field(default_factory=dict)  # lists of values, by the filter's name
    day: date | None = None


class SearchKind(ABC):
    """A kind of record that can be found; subclasses are its one description.

    `follows` names the models whose rows a record's texts are made of, and the SQL by which a row
    tells the keys of the records: `{row}` stands for it. `columns` names the column of a row that
    alone counts, where it is one.
    """

    name = ""
    label = ""  # of a result
    plural = ""  # of the filter
    model = None
    dated_by = ""  # the field of the moment that results show, if there is one
    follows = {}
    columns = {}

    @abstractmethod
    def public(self, language):
        """Return the records that the public may find in a language now."""

    @abstractmethod
    def texts(self, record):
        """Return the `SearchTexts` of a record in the active language; None where it has none."""

    @abstractmethod
    def until(self, record):
        """Return the moment at which a loaded record is to be read anew, or None."""

    @abstractmethod
    def load(self):
        """Return the queryset by which records are loaded to be read or shown."""

    @abstractmethod
    def title(self, record):
        """Return what a result is called."""

    @abstractmethod
    def excerpts(self, record):
        """Return the texts of a loaded record, of which a result shows a part."""


class SearchFilterOption(ABC):
    """A way to narrow results."""

    name = ""
    label = ""

    @abstractmethod
    def labels(self, values):
        """Return, by value, what the public reads of those that it may know, in their order."""


def visible_documents(language):
    """Return the condition that a document's record may be found by the public now."""
    return Q(
        *(
            Q(kind=kind.name, object_id__in=kind.public(language).values("pk"))
            for kind in SEARCH_KINDS
        ),
        _connector=Q.OR,
    ) & Q(language=language)


class KindFilter(SearchFilterOption):
    name = "kind"
    label = _("Kind")

    def labels(self, values):
        return {kind.name: kind.plural for kind in SEARCH_KINDS if kind.name in values}


SEARCH_FILTERS.register(KindFilter())
