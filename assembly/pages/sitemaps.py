"""The sitemap: an index, and a file for each section."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.core.languages import LANGUAGES
from assembly.core.registry import Registry
from assembly.newsroom.models import Action, Version

from .public_pages import public_page
from .static_pages import STATIC_PAGES


@dataclass
class Entry:
    """A page in the sitemap."""

    view: str
    args: tuple = ()
    languages: list = field(default_factory=lambda: LANGUAGES)
    modified: datetime | None = None  # None: unknown
    image: str = ""  # the image's address


@dataclass(frozen=True)
class SitemapSection:
    """One file of the sitemap; `entries` is a function that returns its entries."""

    name: str
    entries: Callable
    list_view: str = ""  # the URL name of the page that lists them, if any


SITEMAP = Registry()  # `SitemapSection`s


class SitemapFile(Sitemap):
    """Entries in files of limited size, each page with its alternates in other languages."""

    i18n = True
    alternates = True
    limit = 5000

    def __init__(self, entries):
        self.entries = entries

    def items(self):
        return self.entries

    def get_languages_for_item(self, entry):
        return entry.languages

    def location(self, entry):
        return reverse(entry.view, args=entry.args)

    def lastmod(self, entry):
        return entry.modified


@public_page()
@require_safe
def sitemap_index(request):
    """List the files of the sections, without empty ones, which would not be valid."""
    found = {"pages": page_entries(), **{one.name: one.entries() for one in SITEMAP}}
    filled = {name: SitemapFile(entries) for name, entries in found.items() if entries}
    return views.index(request, filled, sitemap_url_name="sitemap_section")


@public_page("p")
@require_safe
def sitemap_section(request, section):
    sections = {"pages": page_entries, **{one.name: one.entries for one in SITEMAP}}
    found = {section: SitemapFile(sections[section]())} if section in sections else {}
    return views.sitemap(request, found, section)


def page_entries():
    """Return home and the lists, with the date of their newest entry, and the site's own pages."""
    lists = {one.list_view: newest_change(one.entries()) for one in SITEMAP if one.list_view}
    newest = max((moment for moment in lists.values() if moment), default=None)
    return [
        Entry("home", modified=newest),
        *[Entry(view, modified=moment) for view, moment in lists.items()],
        *[Entry(view) for view in ["search", *[page.name for page in STATIC_PAGES]]],
    ]


def last_public_changes(model):
    """Return when the public text of each record of a model last changed, by primary key."""
    of_staff = [Action.FOUND, Action.DISCARDED]  # these do not change what readers see
    states = Version.objects.of_kind(model).public().exclude(action__in=of_staff).order_by()
    return dict(states.values_list("object_id").annotate(Max("made_at")))


def live_publications(queryset):
    """Return publications that are live in some language, with `live_languages` and `modified`.

    A text may have been edited last before it became public.
    """
    model = queryset.model
    live = {
        code: set(model.objects.live(language=code).values_list("pk", flat=True))
        for code in LANGUAGES
    }
    kept = last_public_changes(model)
    pages = list(queryset.live_in(LANGUAGES))
    for page in pages:
        page.live_languages = [code for code in LANGUAGES if page.pk in live[code]]
        moments = [page.published_at, page.updated_at, kept.get(page.pk)]
        page.modified = max(moment for moment in moments if moment)
    return pages


def newest_change(entries):
    """Return when the last of these entries was modified, or None."""
    return max((entry.modified for entry in entries if entry.modified), default=None)
