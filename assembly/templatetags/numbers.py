from django import template

from assembly.core import numbers

register = template.Library()


@register.filter
def number(value):
    """Format an integer with thousands separators."""
    return numbers.format_number(value)
