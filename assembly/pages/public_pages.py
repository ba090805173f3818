"""Which addresses are public pages, and the query parameters that each of them knows."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode

from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override


def public_page(*parameters):
    """Mark a view as a public page, which reads these query parameters and no others.

    A class-based view has them as `query_parameters`. What such a page shows to a reader without an
    account depends on its address and on the content, so that the page may be cached.
    """

    def mark(view):
        view.query_parameters = parameters
        return view

    return mark


@lru_cache(maxsize=2_000)
def query_parameters(path):
    """Return the names of the parameters that the public page at a path knows; None: no such."""
    with override(get_language_from_path(path)):
        try:
            view = resolve(path).func
        except Resolver404:
            return None
    return getattr(getattr(view, "view_class", view), "query_parameters", None)


def known_query(query, parameters):
    """Return a query string with only these parameters, in their order, with all their values.

    WSGI gives its bytes as Latin-1; some are UTF-8, as not every client percent-encodes letters.
    """
    if not parameters:
        return ""
    query = query.encode("latin-1").decode(errors="replace")
    given = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] in parameters]
    return urlencode(sorted(given, key=lambda pair: parameters.index(pair[0])))
