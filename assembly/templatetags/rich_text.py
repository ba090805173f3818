from django import template
from django.utils.safestring import mark_safe

from assembly.core.rich_text import sanitise_html

register = template.Library()


@register.filter
def rich_text(html):
    """Render rich text as HTML, sanitised once more, whatever the database contains."""
    return mark_safe(sanitise_html(html or ""))  # noqa: S308
