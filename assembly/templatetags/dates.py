from django import template
from django.utils import timezone

from assembly.core import moments, partial_dates

register = template.Library()


@register.filter
def partial_date(value):
    """Format a partial date within a sentence; "" if there is none."""
    return partial_dates.format_partial_date(value) if value else ""


@register.filter
def partial_date_alone(value):
    """Format a partial date that stands alone."""
    return partial_dates.format_partial_date(value, alone=True)


@register.filter
def moment(value):
    """Format a date and time with the name of the assembly's time zone."""
    return moments.moment_in_words(value)


@register.filter
def iso(value):
    """Format a moment in ISO 8601, in the assembly's time zone, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")
