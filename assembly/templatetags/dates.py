from django import template

from assembly import partial_dates

register = template.Library()


@register.filter
def partial_date(value):
    """Write a day, a month or a year within a sentence; nothing where none is recorded."""
    return partial_dates.show(value) if value else ""


@register.filter
def partial_date_alone(value):
    """Write a day, a month or a year that stands alone."""
    return partial_dates.show(value, alone=True)
