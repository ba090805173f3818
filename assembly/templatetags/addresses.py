from django import template
from django.urls import reverse, translate_url
from django.utils.translation import override

register = template.Library()


@register.simple_tag(takes_context=True)
def in_language(context, code):
    """Return the address of this page in another language; of the home page where it has none."""
    request = context["request"]
    if request.resolver_match:
        # Without the prefix of the whole site, which the new address brings itself.
        query = request.META.get("QUERY_STRING", "")
        address = translate_url(request.path_info, code)
        return f"{address}?{query}" if query else address
    with override(code):
        return reverse("home")


@register.simple_tag
def live_languages(publications):
    """Return the codes of the languages in which the public may read some of these."""
    return publications.live_languages()


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
