from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from assembly.core import partial_dates

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
    return f"{date_format(timezone.localtime(value), 'DATETIME_FORMAT')} {settings.TIME_ZONE_NAME}"


@register.filter
def iso(value):
    """Format a moment in ISO 8601, in the assembly's time zone, to the second."""
    return timezone.localtime(value).isoformat(timespec="seconds")
