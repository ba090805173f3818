from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import override

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """Return the address of this page in another language, or "" if it does not exist there.

    Pages without metadata are errors; they lead home.
    """
    request, metadata = context["request"], context.get("metadata")
    if metadata is None:
        with override(code):
            return reverse("home")
    if code not in metadata.languages:
        return ""
    return _asking(request, metadata.paths[code])


@register.simple_tag
def live_languages(publications):
    """Return the codes of the languages in which some of these are public."""
    return publications.live_languages()


@register.simple_tag(takes_context=True)
def narrowed(context, name, value=None):
    """Return the address of this page with a filter set or removed, at page 1."""
    request = context["request"]
    return _asking(request, request.path, **{name: value})


@register.simple_tag(takes_context=True)
def page_of_list(context, number):
    """Return the address of a numbered page of this list; page 1 has the list's own address."""
    request = context["request"]
    return _asking(request, request.path, page=number if number > 1 else None)


def _asking(request, address, **values):
    """Return an address with the request's query and these changes; None removes a parameter.

    The page number is dropped unless given: elsewhere it would show other items.
    """
    if not request.GET and not any(values.values()):
        return address
    changes = {"page": None, **values}
    query = [(name, given) for name, given in request.GET.lists() if name not in changes]
    query += [(name, [value]) for name, value in changes.items() if value is not None]
    return f"{address}?{urlencode(query, doseq=True)}" if query else address


@register.filter
def numbers_near(page):
    """Return the first and last page numbers and those around a page; None marks a gap."""
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]
