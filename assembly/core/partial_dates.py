"""Dates of which only the month or the year may be known.

They are written in ISO 8601 of reduced precision, as Popolo has it: "2021", "2021-03" or
"2021-03-01", and compare as texts. A beginning that is not precise counts from the first day that
it may mean, an end until the last, so that a day shows all that may have been in force on it.
"""

import re
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

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
DOTTED = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})", re.ASCII)


def first_day(partial):
    """Return the first day that a partial date may mean."""
    year, month, day = ISO.fullmatch(partial).groups(default="1")
    return date(int(year), int(month), int(day))


def has_begun(partial, today):
    """Say whether a partial date may have come; never of a text that is no date."""
    return is_partial_date(partial) and first_day(partial) <= today


def may_end_after(since, until):
    """Say whether an end may come after a beginning: "2021" after "2021-03", not after "2022"."""
    return not since or not until or until > since or until in (since[:4], since[:7])


def surely_ends_after(since, until):
    """Say whether an end must come after a beginning: "2022" after "2021-03", not "2021"."""
    return not since or not until or (until > since and not until.startswith(since))


def begun_by(field, day):
    """Return the condition that something had begun on a day; without a beginning it had."""
    return Q(**{field: None}) | Q(**{f"{field}__lte": day.isoformat()})


def not_ended_by(field, day):
    """Return the condition that something was not over on a day; without an end it was not."""
    iso = day.isoformat()
    return (
        Q(**{field: None}) | Q(**{f"{field}__gt": iso}) | Q(**{f"{field}__in": [iso[:4], iso[:7]]})
    )


def ends_after_beginning(since, until):
    """Return `may_end_after` as a condition for the database."""
    return (
        Q(**{since: None})
        | Q(**{until: None})
        | Q(**{f"{until}__gt": F(since)})
        | Q(**{until: Substr(since, 1, 4)})
        | Q(**{until: Substr(since, 1, 7)})
    )


def format_partial_date(partial, alone=False):
    """Return a partial date as the active language writes it: "March 2021".

    Some languages write a month differently in a sentence and alone. What is no date, though it
    stands in the database, is returned as it is.
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
    """Say whether a text is a partial date, and of a day that was or will be."""
    try:
        first_day(partial)
    except (AttributeError, TypeError, ValueError):
        return False
    return True


def validate_partial_date(partial):
    """Refuse what is no partial date, and no day that ever was."""
    if not is_partial_date(partial):
        raise ValidationError(
            _("Write a day, a month or a year: 2021-03-01, 2021-03 or 2021."), code="invalid"
        )


class PartialDateFormField(forms.CharField):
    """Takes 01.03.2021, 03.2021 and the like too."""

    def to_python(self, value):
        value = super().to_python(value)
        if value and (dotted := DOTTED.fullmatch(value)):
            day, month, year = dotted.groups()
            parts = [year, month and f"{month:0>2}", day and f"{day:0>2}"]
            return "-".join(part for part in parts if part)
        return value


class PartialDateField(models.CharField):
    """A day, or only its month or year; None where it is not recorded."""

    default_validators = [validate_partial_date]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 10, "null": True, "blank": True, **kwargs})

    def deconstruct(self):
        """Return also what Django leaves out as its default, which is not this field's."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "null": self.null, "blank": self.blank}

    def get_db_prep_save(self, value, connection):
        """Refuse what is no date whichever way it comes in, as pages must show it."""
        if isinstance(value, str):
            validate_partial_date(value)
        return super().get_db_prep_save(value, connection)

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PartialDateFormField, **kwargs})
