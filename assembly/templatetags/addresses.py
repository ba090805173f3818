from django import template
from django.urls import reverse, translate_url
from django.utils.translation import override

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """Return the address of this page in another language; "" where it does not exist in it.

    What says nothing of itself is no page, but an error: it leads home.
    """
    request, metadata = context["request"], context.get("metadata")
    if metadata is None:
        with override(code):
            return reverse("home")
    if code not in metadata.languages:
        return ""
    # Without the prefix of the whole site, which the new address brings itself.
    return _asking(request, translate_url(request.path_info, code))


@register.simple_tag
def live_languages(publications):
    """Return the codes of the languages in which the public may read some of these."""
    return publications.live_languages()


@register.simple_tag(takes_context=True)
def narrowed(context, name, value=None):
    """Return the address of this page with another value of a filter, or without it; of page 1."""
    request = context["request"]
    return _asking(request, request.path, **{name: value})


@register.simple_tag(takes_context=True)
def page_of_list(context, number):
    """Return the address of a page of this list; that of the first is the list's own."""
    request = context["request"]
    return _asking(request, request.path, page=number if number > 1 else None)


def _asking(request, address, **values):
    """Return an address that asks what a request asks, but for these values; None leaves one out.

    Without a word of the page it is that of page 1: elsewhere the same number shows other things.
    """
    query = request.GET.copy()
    for name, value in {"page": None, **values}.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"{address}?{query.urlencode()}" if query else address


@register.filter
def numbers_near(page):
    """Return the numbers of a page's neighbours, of the first and of the last; None for a gap."""
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]
