"""The kinds of records that search finds; each app registers its own."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from assembly.core.registry import Registry

SEARCH_KINDS = Registry()  # in the order of results of equal rank
SEARCH_FILTERS = Registry()  # in the order in which readers see them


@dataclass
class SearchTexts:
    """What search indexes of a record in the active language."""

    title: str
    slug: str
    excerpts: list  # texts to find it by, and to quote from
    names: list = field(default_factory=list)  # other names to find it by, in any language
    spellings: list = field(default_factory=list)  # names that readers may misspell
    filters: dict = field(default_factory=dict)  # lists of values by name of filter
    moment: datetime | None = None  # its date, if results show one
    public: bool = True  # False if it cannot be public before it changes


class SearchKind(ABC):
    """A kind of record that search finds.

    `follows` maps each model whose rows contribute to a record's texts to the SQL that selects the
    keys of the affected records, with `{row}` for the changed row. `columns` maps a model to the
    only column whose changes matter, if there is one.
    """

    name = ""
    label = ""  # for a result
    plural = ""  # for the filter
    model = None
    url_name = ""  # of the page, whose address has the slug
    follows = {}
    columns = {}

    @abstractmethod
    def public(self, language):
        """Return the records that the public may now find in a language.

        They may depend on the time only by `clock.now()`, as `live()` does.
        """

    def refresh(self):  # noqa: B027 (most have nothing to do)
        """Bring up to date what the query of `public`, which is kept, reads besides records."""

    @abstractmethod
    def texts(self, record):
        """Return the `SearchTexts` of a record in the active language; None where it has none."""

    @abstractmethod
    def until(self, record):
        """Return when a loaded record must be reindexed, or None."""

    @abstractmethod
    def load(self):
        """Return the queryset that loads records for indexing."""


class SearchFilterOption(ABC):
    """A filter of search results."""

    name = ""
    label = ""

    @abstractmethod
    def labels(self, values):
        """Return the labels of those values that the public may see, by value, in order."""


class KindFilter(SearchFilterOption):
    name = "kind"
    label = _("Kind")

    def labels(self, values):
        return {kind.name: kind.plural for kind in SEARCH_KINDS if kind.name in values}


SEARCH_FILTERS.register(KindFilter())
