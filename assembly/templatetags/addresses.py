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
def narrowed(context, name, value=None):
    """Return the query of this page with another value of a filter, or without it; from page 1."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return f"?{query.urlencode()}"
