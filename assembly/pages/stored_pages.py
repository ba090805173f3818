"""Finished pages: their bytes, compressed too, and the headers with which they are answered."""

import gzip
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from time import time

import brotli
from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import ResponseHeaders
from django.utils.cache import cc_delim_re
from django.utils.http import http_date, parse_etags, parse_http_date_safe

STORABLE = {200, 301, 410}
COMPRESSED = re.compile(r"text/|application/(json|manifest\+json|xml|atom\+xml|rss\+xml)|image/svg")
LEAST_COMPRESSED = 200  # bytes
OVERHEAD = 2_000  # bytes of memory besides the bodies, roughly
SETTLED = 5  # seconds; see `StoredPage.modified`
# Shared caches ask again after a second, and still answer for a day while the site is down.
CACHE_CONTROL = (
    f"public, max-age=0, s-maxage={settings.EDGE_SECONDS}, "
    f"stale-while-revalidate={settings.EDGE_SECONDS}, stale-if-error=86400"
)
ENCODERS = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, compresslevel=6, mtime=0),
}
# Headers that belong to one answer rather than to the page.
OF_ANSWERS = {"content-length", "etag", "last-modified", "vary", "date"}
# Headers of a page that a 304 leaves out: they describe the body.
NOT_OF_304 = ["Content-Type", "Content-Length", "Content-Encoding", "Content-Language"]


def is_storable(response):
    """Return whether a response is the same for every reader, as far as it says."""
    said = {part.lower() for name in ["Cache-Control", "Vary"] for part in _parts(response, name)}
    return (
        response.status_code in STORABLE
        and not response.streaming
        and not response.cookies
        and not said & {"private", "no-store", "cookie", "*"}
        and "'nonce-" not in response.headers.get("Content-Security-Policy", "")
    )


def _parts(response, name):
    return cc_delim_re.split(response.headers.get(name, ""))


def stored_page(response):
    """Return a storable response as a page."""
    headers = {name: value for name, value in response.items() if name.lower() not in OF_ANSWERS}
    headers.setdefault("Cache-Control", CACHE_CONTROL)
    if is_compressible := _is_compressible(response):
        headers["Vary"] = "Accept-Encoding"
    return StoredPage(response.status_code, headers, response.content, is_compressible)


def _is_compressible(response):
    kind = response.headers.get("Content-Type", "")
    return len(response.content) >= LEAST_COMPRESSED and bool(COMPRESSED.match(kind))


class CopiedHeaders(ResponseHeaders):
    """A copy of headers that were checked before, which Django would check one by one."""

    def __init__(self, headers):
        self._store = headers._store.copy()


@dataclass(frozen=True)
class Variant:
    """A page in one encoding; its headers are those of each answer."""

    body: bytes
    headers: ResponseHeaders
    etag: str


class StoredPage:
    """A finished page, compressed when first asked for."""

    def __init__(self, status, headers, body, is_compressible):
        self.status = status
        self.is_compressible = is_compressible
        self._headers = headers
        self._digest = sha256(body).hexdigest()[:24]
        self._settled_at = int(time()) + SETTLED
        self._variants = {"": self._variant("", body)}

    @property
    def size(self):
        """The bytes of memory that it takes at most, roughly."""
        return int(1.6 * len(self._variants[""].body)) + OVERHEAD

    @property
    def modified(self):
        """The moment for `Last-Modified`, in seconds since 1970.

        Two pages of one second must not share it. So for some seconds it is the present, and what a
        reader got until then never counts as unmodified by its date alone.
        """
        return min(int(time()), self._settled_at)

    def answer(self, request):
        """Return the response to a request; 304 if the reader has the page already."""
        meta = request.META  # `headers` would read them all
        variant = self._variant_for(meta.get("HTTP_ACCEPT_ENCODING", ""))
        headers = CopiedHeaders(variant.headers)
        headers["Last-Modified"] = date_of(self.modified)
        if self.status == 200 and self._is_unmodified(meta, variant):
            for name in NOT_OF_304:
                headers.pop(name)
            response = HttpResponseNotModified()
        else:
            body = b"" if request.method == "HEAD" else variant.body
            response = HttpResponse(body, status=self.status)
        response.headers = headers
        return response

    def _is_unmodified(self, meta, variant):
        """Return whether a reader has this variant, as RFC 9110, section 13.2.2, compares."""
        if known := meta.get("HTTP_IF_NONE_MATCH"):
            etags = {etag.removeprefix("W/") for etag in parse_etags(known)}
            return variant.etag in etags or "*" in etags
        if date := meta.get("HTTP_IF_MODIFIED_SINCE"):
            since = parse_http_date_safe(date)
            return since is not None and since >= self._settled_at
        return False

    def _variant_for(self, accepted):
        encoding = best_encoding(accepted) if self.is_compressible else ""
        variant = self._variants.get(encoding)
        if variant is None:
            variant = self._variant(encoding, ENCODERS[encoding](self._variants[""].body))
            self._variants[encoding] = variant
        return variant

    def _variant(self, encoding, body):
        etag = f'"{self._digest}-{encoding}"' if encoding else f'"{self._digest}"'
        headers = ResponseHeaders(self._headers)
        headers["Content-Length"], headers["ETag"] = len(body), etag
        if encoding:
            headers["Content-Encoding"] = encoding
        return Variant(body, headers, etag)


@lru_cache(maxsize=1_000)
def date_of(second):
    return http_date(second)


@lru_cache(maxsize=200)
def best_encoding(accepted):
    """Return the encoding to use for an `Accept-Encoding` header; "" for none."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _semicolon, weight = part.strip().partition(";")
        weights[name.strip()] = weight.replace(" ", "").removeprefix("q=") or "1"
    refused = {"0", "0.0", "0.00", "0.000"}
    return next((name for name in ENCODERS if weights.get(name, "0") not in refused), "")
