from django import template
from django.utils.safestring import mark_safe

from assembly.pages.schema_org import script_json

register = template.Library()


@register.simple_tag(takes_context=True)
def absolute(context, address):
    """Return an address with the request's host."""
    return context["request"].build_absolute_uri(address)


@register.filter
def json_ld(data):
    """Render data as JSON that no text in it can break out of."""
    return mark_safe(script_json(data))  # noqa: S308
