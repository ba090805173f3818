from django import template

from assembly import partial_dates

register = template.Library()


@register.filter
def partial_date(value):
    """Write a day, a month or a year in the active language; nothing where none is recorded."""
    return partial_dates.show(value) if value else ""
