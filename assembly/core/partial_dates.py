"""Dates of which only the month or the year may be known.

They are stored in ISO 8601 with reduced precision, as in Popolo: "2021", "2021-03" or "2021-03-01",
and compared as texts. An imprecise beginning counts from its first possible day, an imprecise end
to its last, so that a day shows everything that may have been in force.
"""

import re
from calendar import monthrange
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Substr
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

ISO = re.compile(r"([12]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})([./]))?(\d{1,2})(?(2)\2|[./]))?(\d{4})", re.ASCII)
YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", re.ASCII)


def first_day(partial):
    """Return the first possible day of a partial date."""
    year, month, day = ISO.fullmatch(partial).groups(default="1")
    return date(int(year), int(month), int(day))


def last_day(partial):
    """Return the last possible day of a partial date."""
    year, month, day = (part and int(part) for part in ISO.fullmatch(partial).groups())
    if day:
        return date(year, month, day)
    month = month or 12
    return date(year, month, monthrange(year, month)[1])


def has_begun(partial, today):
    """Return whether a partial date may have passed; False for an invalid one."""
    return is_partial_date(partial) and first_day(partial) <= today


def may_end_after(since, until):
    """Return whether an end may be after a beginning: "2021" after "2021-03", not after "2022"."""
    return not since or not until or until > since or until in (since[:4], since[:7])


def surely_ends_after(since, until):
    """Return whether an end must be after a beginning: "2022" after "2021-03", not "2021"."""
    return not since or not until or (until > since and not until.startswith(since))


def iso_parts(day):
    """Return a day, its month and its year in ISO format."""
    iso = day.isoformat()
    return iso, iso[:7], iso[:4]


def begun_by_iso(field, day):
    """Return the condition that something had begun by a day; no beginning counts as begun.

    The day is a text in ISO format, or an expression for one.
    """
    return Q(**{field: None}) | Q(**{f"{field}__lte": day})


def not_ended_by_iso(field, day, month, year):
    """Return the condition that something had not ended by a day; no end counts as not ended.

    The day, its month and its year are texts, as `iso_parts` returns them, or expressions.
    """
    return Q(**{field: None}) | Q(**{f"{field}__gt": day}) | Q(**{f"{field}__in": [year, month]})


def ends_after_beginning(since, until):
    """Return `may_end_after` as a database condition."""
    return (
        Q(**{since: None})
        | Q(**{until: None})
        | Q(**{f"{until}__gt": F(since)})
        | Q(**{until: Substr(since, 1, 4)})
        | Q(**{until: Substr(since, 1, 7)})
    )


def format_partial_date(partial, alone=False):
    """Return a partial date in the format of the active language: "March 2021".

    `alone` matters in languages that inflect months within a sentence. An invalid date is returned
    unchanged.
    """
    if not is_partial_date(partial):
        return partial
    if len(partial) == 10:
        pattern = get_format("DATE_FORMAT")
    elif len(partial) == 4:
        pattern = pgettext("how a year is written", "Y")
    elif alone:
        pattern = pgettext("how a month of a year is written alone", "F Y")
    else:
        pattern = pgettext("how a month of a year is written in a sentence", "E Y")
    return format_date(first_day(partial), pattern)


def is_partial_date(partial):
    """Return whether a text is a valid partial date."""
    try:
        first_day(partial)
    except (AttributeError, TypeError, ValueError):
        return False
    return True


def validate_partial_date(partial):
    """Raise ValidationError unless a text is a valid partial date."""
    if not is_partial_date(partial):
        raise ValidationError(
            _("Enter a day, a month or a year: 2021-03-01, 2021-03 or 2021."), code="invalid"
        )


class PartialDateFormField(forms.CharField):
    """Also accepts the day first, as date fields do: 1.3.2021, 01/03/2021 or 03.2021."""

    def to_python(self, value):
        value = super().to_python(value)
        if found := DAY_FIRST.fullmatch(value or ""):
            day, _separator, month, year = found.groups()
        elif found := YEAR_FIRST.fullmatch(value or ""):
            year, month, day = found.groups()
        else:
            return value
        return "-".join(f"{part:0>2}" for part in [year, month, day] if part)


class PartialDateField(models.CharField):
    """A day, or only its month or year; None if it is not recorded."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 10, "null": True, "blank": True, **kwargs})

    def deconstruct(self):
        """Include Django's defaults, which are not the defaults of this field."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "null": self.null, "blank": self.blank}

    def get_db_prep_save(self, value, connection):
        """Refuse invalid dates from every source, as pages have to show them."""
        if isinstance(value, str):
            validate_partial_date(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
