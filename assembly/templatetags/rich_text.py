from django import template
from django.utils.safestring import mark_safe

from assembly.core.rich_text import sanitise_html

register = template.Library()


@register.filter
def rich_text(html):
    """Show rich text as HTML, whatever stands in the database: it is sanitised here once more."""
    return mark_safe(sanitise_html(html or ""))  # noqa: S308
