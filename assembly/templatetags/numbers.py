from django import template

from assembly.core import numbers

register = template.Library()


@register.filter
def number(value):
    """Write a whole number for readers, with its thousands apart."""
    return numbers.format_number(value)
