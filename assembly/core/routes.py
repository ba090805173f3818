"""The addresses of views."""

from functools import lru_cache

from django.conf import settings
from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language


def address_of(view, *args, **kwargs):
    """Return what `reverse` does, from memory: pages link to the same ones again and again."""
    site = get_urlconf() or settings.ROOT_URLCONF, get_script_prefix(), get_language()
    return _address(site, view, args, tuple(kwargs.items()))


@lru_cache(maxsize=10_000)
def _address(_site, view, args, kwargs):
    """Find an address from all that it depends on, so that it is never out of date."""
    return reverse(view, args=args, kwargs=dict(kwargs))
