"""The metadata of a page for search engines and for shared links."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from assembly.core.languages import LANGUAGES
from assembly.core.numbers import format_number
from assembly.core.routes import address_of

from . import cards, schema_org

# Open Graph wants a territory with the language; other languages are given without one.
OPEN_GRAPH_LOCALES = {"en": "en_GB", "ru": "ru_RU", "ky": "ky_KG"}
MAX_DESCRIPTION = 300  # characters of a description; search engines show fewer


@dataclass(kw_only=True)
class PageMetadata:
    """The content of a page's head; addresses are given without the host."""

    request: HttpRequest
    title: str
    description: str
    languages: list = field(default_factory=lambda: LANGUAGES)  # languages of the page
    kind: str = "website"  # Open Graph's type
    above: list = field(default_factory=list)  # (name, address) of each parent page except home
    name: str = ""  # the page's name in the breadcrumbs; default: its title
    query: str = ""  # the query string, such as "?page=2"
    unlisted: bool = False  # hidden from search engines
    view_of: str = ""  # the canonical page that this one is a variant of
    card: cards.Card | None = None  # default: the assembly's own
    card_address: str = ""
    about: list = field(default_factory=list)  # schema.org objects

    def __post_init__(self):
        self.description = schema_org.shortened(self.description, MAX_DESCRIPTION)
        self.card = self.card or cards.assembly_card()
        self.card_address = self.card_address or cards.assembly_card_address()

    @property
    def listed(self):
        """Whether search engines may list the page."""
        return not self.unlisted and get_language() in self.languages

    @cached_property
    def address(self):
        return self.absolute(self._path) + self.query

    @cached_property
    def canonical(self):
        return self.absolute(self.view_of) if self.view_of else self.address

    @cached_property
    def alternates(self):
        """The (code, address) of the page in each language; none for variants.

        For home, they include the address that redirects by the reader's language.
        """
        if self.view_of or self.query:
            return []
        found = [(code, self.absolute(path)) for code, path in self.paths.items()]
        if self._at_home:
            found.append(("x-default", self.absolute("/")))
        return found

    @property
    def locale(self):
        return OPEN_GRAPH_LOCALES.get(get_language(), get_language())

    @property
    def other_locales(self):
        return [
            OPEN_GRAPH_LOCALES.get(code, code) for code in self.languages if code != get_language()
        ]

    @property
    def image(self):
        return self.absolute(self.card_address)

    @cached_property
    def trail(self):
        """The (name, address) of each page from home to this one; empty on home itself."""
        if self._at_home:
            return []
        return [(_("Home"), address_of("home")), *self.above, (self.name or self.title, self._path)]

    @property
    def data(self):
        """The page's structured data, in schema.org's terms."""
        trail = [(name, self.absolute(address)) for name, address in self.trail]
        return schema_org.graph(
            *self.about, *([schema_org.breadcrumbs_data(trail)] if trail else [])
        )

    def absolute(self, address):
        return self.request.build_absolute_uri(address)

    @cached_property
    def _at_home(self):
        return self.request.resolver_match.view_name == "home"

    @cached_property
    def paths(self):
        """The page's path in each of its languages."""
        found = {}
        for code in self.languages:
            with override(code):
                found[code] = self._reversed()
        return found

    @cached_property
    def _path(self):
        """The page's own path in the active language.

        The requested path may differ, as in `/news/2025/09/`.
        """
        return self.paths.get(get_language()) or self._reversed()

    def _reversed(self):
        match = self.request.resolver_match
        return address_of(match.view_name, *match.args, **match.kwargs)


def paged_metadata(page, *, title, description, **more):
    """Return the metadata of a page of a list; pages after the first say their number.

    Those have no equivalent in other languages, where the same number shows other items.
    """
    if page and page.number > 1:
        numbers = {
            "number": format_number(page.number),
            "total": format_number(page.paginator.num_pages),
        }
        number = _("Page %(number)s of %(total)s") % numbers
        title, description = f"{title} – {number}", f"{description} {number}."
        more["query"] = f"?page={page.number}"
    return PageMetadata(title=title, description=description, **more)


def error_metadata(request, title):
    """Return the metadata of an error page."""
    return PageMetadata(request=request, title=title, description=title, unlisted=True)


def home_metadata(request):
    names = {"assembly": settings.ASSEMBLY_SHORT_NAME}
    description = _(
        "News from the %(assembly)s and the delegations of its member parliaments: seats and "
        "officers, each fact with its date and source."
    )
    return PageMetadata(
        request=request,
        title=_("Delegations and news"),
        description=description % names,
        about=[schema_org.website_data(request), schema_org.assembly_data(request)],
    )


def untranslated_metadata(request, languages):
    """Return the metadata of the notice that a page exists only in other languages."""
    return PageMetadata(
        request=request,
        title=_("Not translated"),
        description=_("This text is not available in this language."),
        languages=languages,
    )
