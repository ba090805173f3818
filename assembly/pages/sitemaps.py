"""The sitemap: an index, and the files of each section."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.sitemaps.views import x_robots_tag
from django.core.paginator import InvalidPage, Paginator
from django.db.models import Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from assembly.core.languages import LANGUAGES
from assembly.core.registry import Registry
from assembly.newsroom.models import Action, Version

from .public_pages import public_page
from .sitemap_xml import Entry, index_xml, sitemap_xml
from .static_pages import STATIC_PAGES

# Pages in a file, each with an address per language; the protocol allows 50,000 addresses.
FILE_LENGTH = 5_000


@dataclass(frozen=True)
class SitemapSection:
    """Pages of one kind, in files of limited length."""

    name: str
    pages: Callable  # returns them all, as something with a number and slices, such as a queryset
    entries: Callable  # returns the `Entry`s of a slice
    list_view: str = ""  # the URL name of the page that lists them, if any
    newest: Callable | None = None  # for that page, returns when the last of them was modified

    @property
    def files(self):
        return Paginator(self.pages(), FILE_LENGTH)


SITEMAP = Registry()  # `SitemapSection`s


@public_page()
@require_safe
@x_robots_tag
def sitemap_index(request):
    """List the files of the sections, without empty ones, which would not be valid."""
    addresses = []
    for section in _sections():
        files = section.files
        if files.count:
            address = request.build_absolute_uri(reverse("sitemap_section", args=[section.name]))
            addresses += [
                f"{address}?p={page}" if page > 1 else address for page in files.page_range
            ]
    return HttpResponse(index_xml(addresses), content_type="application/xml")


@public_page("p")
@require_safe
@x_robots_tag
def sitemap_section(request, section):
    found = {one.name: one for one in _sections()}.get(section)
    if found is None:
        raise Http404("The sitemap has no such section.")
    try:
        pages = found.files.page(request.GET.get("p", 1)).object_list
    except InvalidPage:
        raise Http404("The section has no such file.") from None
    site = request.build_absolute_uri("/").removesuffix("/")
    return HttpResponse(sitemap_xml(found.entries(pages), site), content_type="application/xml")


def _sections():
    return [SitemapSection("pages", page_entries, list), *SITEMAP]


def page_entries():
    """Return home and the lists, with the date of their newest entry, and the site's own pages."""
    lists = {one.list_view: one.newest() for one in SITEMAP if one.list_view}
    newest = max((moment for moment in lists.values() if moment), default=None)
    return [
        Entry("home", modified=newest),
        *[Entry(view, modified=moment) for view, moment in lists.items()],
        *[Entry(view) for view in ["search", *[page.name for page in STATIC_PAGES]]],
    ]


def last_public_change(model):
    """Return the expression for when the public text of a record of a model last changed."""
    of_staff = [Action.FOUND, Action.DISCARDED]  # these do not change what readers see
    states = Version.objects.of_kind(model).public().exclude(action__in=of_staff).order_by()
    its = states.filter(object_id=OuterRef("pk")).values("object_id")
    return Subquery(its.annotate(last=Max("made_at")).values("last"))


def live_publications(publications, *columns):
    """Yield (row, codes of the languages in which it is live) for each publication.

    `publications` is a queryset of those that are live in some language. A row has its slug, when
    it was modified, and these columns. A text may have been edited last before it became public.
    """
    model = publications.model
    kept_at = Coalesce(last_public_change(model), "updated_at")
    found = publications.annotate(modified=Greatest("published_at", "updated_at", kept_at))
    rows = found.rewrite(False).values_list("slug", "modified", *columns, named=True)
    live = _live_slugs(model, publications)
    for row in rows:
        yield row, [code for code in LANGUAGES if row.slug in live[code]]


def _live_slugs(model, publications):
    """Return the slugs of those that are live in each language, and maybe some others."""
    bounds = publications.aggregate(gte=Min("published_at"), lte=Max("published_at"))
    near = {f"published_at__{name}": moment for name, moment in bounds.items() if moment}
    slugs = model.objects.filter(**near).rewrite(False).values_list("slug", flat=True)
    return {code: set(slugs.live(language=code)) for code in LANGUAGES}


def newest_change(entries):
    """Return when the last of these entries was modified, or None."""
    return max((entry.modified for entry in entries if entry.modified), default=None)
