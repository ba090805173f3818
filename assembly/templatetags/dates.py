from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from assembly.core import partial_dates

register = template.Library()


@register.filter
def partial_date(value):
    """Write a day, a month or a year within a sentence; nothing where none is recorded."""
    return partial_dates.format_partial_date(value) if value else ""


@register.filter
def partial_date_alone(value):
    """Write a day, a month or a year that stands alone."""
    return partial_dates.format_partial_date(value, alone=True)


@register.filter
def moment(value):
    """Write a day and a time, and whose time it is: the assembly's."""
    return f"{date_format(timezone.localtime(value), 'DATETIME_FORMAT')} {settings.TIME_ZONE_NAME}"


@register.filter
def iso(value):
    """Write a moment for machines, by the assembly's clock, without parts of a second."""
    return timezone.localtime(value).isoformat(timespec="seconds")
