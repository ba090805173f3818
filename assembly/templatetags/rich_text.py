import re
from html import unescape

from django import template
from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from assembly.core.rich_text import sanitised_html

register = template.Library()

TABLE = re.compile(r"<table>(?:<caption>(.*?)</caption>)?.*?</table>", re.DOTALL)


@register.filter
def rich_text(html):
    """Render rich text as HTML, safe whatever the database contains.

    Each table gets a box of its own, which scrolls where the window is narrower.
    """
    return mark_safe(TABLE.sub(_in_box, sanitised_html(html or "")))  # noqa: S308


def _in_box(found):
    name = unescape(strip_tags(found[1] or "")).replace("\n", " ")
    box = render_to_string("includes/table_box.html", {"name": name}).strip()
    return f"{box.removesuffix('</div>')}{found[0]}</div>"
