from django import template
from django.urls import reverse, translate_url
from django.utils.translation import override

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """Return the address of this page in another language; "" where it does not exist in it.

    What says nothing of itself is no page, but an error: it leads home.
    """
    request, sharing = context["request"], context.get("sharing")
    if sharing is None:
        with override(code):
            return reverse("home")
    if code not in sharing.languages:
        return ""
    query = request.GET.copy()
    query.pop("page", None)  # the same number shows other things there, or nothing
    # Without the prefix of the whole site, which the new address brings itself.
    address = translate_url(request.path_info, code)
    return f"{address}?{query.urlencode()}" if query else address


@register.simple_tag
def live_languages(publications):
    """Return the codes of the languages in which the public may read some of these."""
    return publications.live_languages()


@register.simple_tag(takes_context=True)
def narrowed(context, name, value=None):
    """Return the query of this page with another value of a filter, or without it; from page 1."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def page_of_list(context, number):
    """Return the address of a page of this list; that of the first is the list's own."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = number
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.filter
def numbers_near(page):
    """Return the numbers of a page's neighbours, of the first and of the last; None for a gap."""
    paginator = page.paginator
    numbers = paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [None if number == paginator.ELLIPSIS else number for number in numbers]
