"""The page cache: whole public pages, answered before anything else of a request is looked at.

A page is built without the reader's headers and cookies, so that it cannot depend on them. It is
kept for the content period in which it was built, and not a moment longer.
"""

from contextlib import contextmanager
from threading import Lock

from django.conf import settings

from assembly.core.replicas import public_reads
from assembly.publishing.content_version import current_period
from assembly.publishing.content_watch import stored_version

from .page_memory import PageMemory
from .public_pages import known_query, query_parameters
from .shared_pages import SharedPages
from .stored_pages import is_storable, stored_page

PRIVATE = "private, no-cache"
WAIT = 10  # seconds, for another thread that builds the same page

memory = PageMemory(settings.PAGE_CACHE_MEGABYTES * 2**20)
shared = SharedPages()


class PageCacheMiddleware:
    """Answers GET and HEAD for public pages from the cache; staff are never answered from it."""

    def __init__(self, get_response):
        self.get_response = get_response
        self._building = {}
        self._lock = Lock()

    def __call__(self, request):
        parameters = query_parameters(request.path_info)
        if parameters is None or request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        if query := request.META.get("QUERY_STRING", ""):
            query = request.META["QUERY_STRING"] = known_query(query, parameters)
        if has_session(request.META):
            response = self.get_response(request)
            response.headers.setdefault("Cache-Control", PRIVATE)
            return response
        return self._answer_from_cache(request, page_key(request, query))

    def _answer_from_cache(self, request, key):
        period = current_period()
        page = memory.get(key, period)
        if page is None:
            with self._one_at_a_time(key):
                page = memory.get(key, period) or shared.get_or_claim(key, period)
                if page is None:
                    response = self._build(request, period)
                    page = stored_page(response) if is_storable(response) else None
                    shared.keep_or_release(key, period, page)
                    if page is None:
                        return response
                memory.keep(key, period, page)
        return page.answer(request)

    def _build(self, request, period):
        version = period and period.version
        with without_reader(request), public_reads(version, stored_version):
            return self.get_response(request)

    @contextmanager
    def _one_at_a_time(self, key):
        """Let one thread build a page, and the others wait for it a while."""
        with self._lock:
            lock = self._building.setdefault(key, Lock())
        got = lock.acquire(timeout=WAIT)
        try:
            yield
        finally:
            with self._lock:
                self._building.pop(key, None)
            if got:
                lock.release()


def has_session(meta):
    """Return whether a request, of which this is the META, brings a session."""
    return f"{settings.SESSION_COOKIE_NAME}=" in meta.get("HTTP_COOKIE", "")


def page_key(request, query):
    """Return all that a public page depends on besides the content."""
    meta = request.META  # not `headers`, which would keep the reader's for the page
    host = meta.get("HTTP_HOST") or meta["SERVER_NAME"]
    return request.is_secure(), host, request.path, query


@contextmanager
def without_reader(request):
    """Hide everything about the reader from a request, except the host and the scheme."""
    shown = {"HTTP_HOST", *(settings.SECURE_PROXY_SSL_HEADER or ())[:1]}
    hidden = [name for name in request.META if name.startswith("HTTP_") and name not in shown]
    headers = {name: request.META.pop(name) for name in hidden}
    method, request.method = request.method, "GET"
    try:
        yield
    finally:
        request.method = method
        request.META.update(headers)
