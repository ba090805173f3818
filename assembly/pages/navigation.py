"""The sections of the site, in the order of the header and the footer."""

from dataclasses import dataclass

from django.utils.functional import Promise

from assembly.core.registry import Registry


@dataclass(frozen=True)
class Section:
    """A link in the header to a list, and one in the footer to its feed."""

    label: Promise
    list_view: str  # URL name
    feed_label: Promise
    feed_view: str  # URL name; its only argument is the language


SECTIONS = Registry()
