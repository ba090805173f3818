"""Base views of publications, and the pages for errors, operators and preview links."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import (
    DisallowedHost,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
    ValidationError,
)
from django.core.paginator import InvalidPage
from django.db import DatabaseError, IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, HttpResponseBadRequest, UnreadablePostError
from django.shortcuts import redirect, render
from django.urls import reverse, translate_url
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe
from django.views.generic import DetailView, ListView

from assembly.core.languages import LANGUAGES, translated_pages
from assembly.core.permissions import may
from assembly.core.registry import Registry
from assembly.core.rich_text import MAX_CHARACTERS
from assembly.newsroom.bin import deleted_page
from assembly.newsroom.previewed_files import with_proofs
from assembly.newsroom.previews import (
    mark_private,
    preview_link_of,
    render_preview,
    valid_preview_links,
    was_published_since,
)
from assembly.newsroom.working_copies import Work
from assembly.publishing.content_watch import watch
from assembly.publishing.slugs import current_slug

from .metadata import error_metadata, untranslated_metadata

PAGES = Registry()  # address patterns below `/<language>/`


class NoSuchPageError(Http404):
    """The requested page number of a list does not exist."""

    def __init__(self, paginator):
        super().__init__("The list has no such page.")
        self.paginator = paginator


def no_such_page(request, paginator):
    """Return a 404 that names the pages that a list has."""
    said = gettext("This list has no such page")
    context = {"paginator": paginator, "metadata": error_metadata(request, said)}
    return render(request, "no_such_page.html", context, status=404)


class NumberedPages:
    """Lets a list answer an invalid page number with the pages that exist."""

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except NoSuchPageError as error:
            return no_such_page(request, error.paginator)

    def paginate_queryset(self, queryset, page_size):
        paginator = self.get_paginator(queryset, page_size)
        try:
            page = paginator.page(self.request.GET.get(self.page_kwarg) or 1)
        except InvalidPage:
            raise NoSuchPageError(paginator) from None
        return paginator, page, page.object_list, page.has_other_pages()


class PublicationList(ListView):
    """The publications that the public may read."""

    http_method_names = ["get", "head", "options"]
    query_parameters = ()  # see `public_page`

    def get_queryset(self):
        return super().get_queryset().live()


class PublicationDetail(DetailView):
    """A publication for the public or as a preview, or the way to where it can be read."""

    http_method_names = ["get", "head", "options"]
    query_parameters = ()  # see `public_page`

    def get(self, request, *args, **kwargs):
        self.object = self.live_page(kwargs["slug"])
        if self.object:
            return self.render_to_response(self.get_context_data())
        pages = self.get_queryset().filter(slug=kwargs["slug"])
        if page := self.gone(pages):
            return self.render_gone(page)
        if address := self.moved(kwargs["slug"]):
            return redirect(address, permanent=True)
        if page := deleted_page(self.queryset.model, kwargs["slug"]):
            return self.render_gone(page)
        if translations := self.translations():
            return elsewhere_page(request, translations)
        # The session is read only here, so that public pages set no cookie.
        if self.may_preview() and (page := pages.first()):
            return self.preview(page)
        raise Http404("This page is not public.")

    def live_page(self, slug):
        """Return the page with this slug, if the public may read it, or None."""
        return self.get_queryset().live().filter(slug=slug).first()

    def gone(self, pages):
        """Return the withdrawn page, if the public may read the reason."""
        return next((page for page in pages if page.is_gone), None)

    def render_gone(self, page):
        return render(self.request, "gone.html", {"reasons": page.withdrawals}, status=410)

    def moved(self, slug):
        """Return the current address of the page that used to have this slug, or None."""
        model = self.queryset.model
        page = model.objects.filter(slug=current_slug(model, slug)).exclude(slug=slug).first()
        if page is None or not (page.is_gone or (page.is_public and page.shown_languages)):
            return None
        return reverse(self.request.resolver_match.view_name, args=[page.slug])

    def may_preview(self):
        return may(self.request.user, "view", self.queryset.model)

    def preview(self, page):
        written = page.written_languages
        if written and get_language() not in written:
            return redirect(translate_url(self.request.get_full_path(), written[0]))
        self.object = page
        response = self.render_to_response(self.get_context_data(preview=True))
        add_never_cache_headers(response)
        return response

    def translations(self):
        """Return the page in the languages in which it is public, as `translated_pages` does."""
        page = self.queryset.live_in(LANGUAGES).filter(slug=self.kwargs["slug"]).first()
        return translated_pages(page, "title", page.shown_languages) if page else []


def elsewhere_page(request, translations):
    """Say that a page does not exist in this language, and link to `translations`."""
    metadata = untranslated_metadata(request, [page["code"] for page in translations])
    return render(request, "elsewhere.html", {"translations": translations, "metadata": metadata})


def bad_request(request, exception):
    """Return the 400 page; a plain line if the host is not allowed, 413 if a form is too large."""
    if isinstance(exception, DisallowedHost):
        said = gettext("There is no website at this address.")
        return HttpResponseBadRequest(f"{said}\n", content_type="text/plain")
    if isinstance(exception, (TooManyFieldsSent, TooManyFilesSent, RequestDataTooBig)):
        read_to_the_end(request)
        limits = {"rows": settings.FORM_ROWS, "characters": MAX_CHARACTERS}
        return render(request, "413.html", limits, status=413)
    return render(request, "400.html", status=400)


def read_to_the_end(request, limit=100_000_000):
    """Read what a browser still sends, up to a limit in bytes; it shows no answer before that."""
    with suppress(UnreadablePostError):
        while limit > 0 and (read := request.read(65_536)):
            limit -= len(read)


def server_error(request):
    """Return the 500 page, without using the database."""
    return render(request, "500.html", status=500)


@require_safe
def healthz(request):
    """Tell an operator that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request):
    """Tell an operator that the database answers and all migrations are applied; 503 if not.

    It also says if this process is not told of changes, so that it asks for them at each request.
    """
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return HttpResponse("database not reachable\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse("migrations not applied\n", status=503, content_type="text/plain")
    if watch.listens:
        return HttpResponse("ok\n", content_type="text/plain")
    # Slower, and just as true.
    return HttpResponse("ok, but asking for changes at each request\n", content_type="text/plain")


@require_safe
def shared_preview(request, token, code):
    """Show an unpublished page to a reader with a valid preview link.

    Once the text is published, the link redirects to it. If it was discarded or withdrawn instead,
    the link says that it has ended.
    """
    link = preview_link_of(token)
    record = link.record if link and code in LANGUAGES else None
    if record and link not in valid_preview_links(record):
        if was_published_since(link):
            with override(code):
                return mark_private(redirect(record.get_absolute_url()))
    elif record:
        # A working copy that conflicts with later changes has no page.
        with suppress(IntegrityError, ValidationError):
            return with_proofs(render_preview(request, Work(record), code), link)
    with override(code if code in LANGUAGES else get_language()):
        return mark_private(render(request, "no_preview.html", status=404))
