"""A date of which only the year or month is known is stored, shown and compared as such."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from assembly.core.partial_dates import (
    PartialDateFormField,
    format_partial_date,
    may_end_after,
    surely_ends_after,
    validate_partial_date,
)
from delegations.models import Appointment
from delegations.timeline import in_order, on_day

from .builders import make_appointment, make_composition, make_delegation


@pytest.mark.parametrize(
    ("partial", "english", "russian"),
    [
        ("2021", "2021", "2021 г."),
        ("2021-03", "March 2021", "марта 2021 г."),
        ("2021-03-01", "1 March 2021", "1 марта 2021 г."),
    ],
)
def test_only_the_known_part_is_shown(partial, english, russian):
    assert format_partial_date(partial) == english
    with override("ru"):
        assert format_partial_date(partial) == russian


@pytest.mark.parametrize(
    "nonsense",
    [
        *["2021-13", "2021-00", "2021-02-30", "0000", "21", "2021-3", "2021-03-1", "99999"],
        *["2021-03-01T00:00", "март 2021", "２０２１", "2021 ", "2021-", "\0"],
    ],
)
def test_an_invalid_date_is_refused(nonsense):
    with pytest.raises(ValidationError):
        validate_partial_date(nonsense)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *[("2021", "2021"), ("2021-03", "2021-03"), (" 2021-03-01 ", "2021-03-01")],
        *[("03.2021", "2021-03"), ("1.3.2021", "2021-03-01"), ("01.03.2021", "2021-03-01")],
    ],
)
def test_a_date_may_be_typed_in_the_russian_format(typed, kept):
    assert PartialDateFormField().to_python(typed) == kept


@pytest.mark.parametrize(
    ("since", "until", "may", "must"),
    [
        ("2021-03-01", "2021-03-02", True, True),
        ("2021-03-01", "2021-03-01", False, False),
        ("2021-03", "2021", True, False),
        ("2021", "2021", True, False),
        ("2021", "2021-03", True, False),
        ("2021-03", "2022", True, True),
        ("2022", "2021", False, False),
        ("2022-01", "2021-12-31", False, False),
        (None, "2021", True, True),
        ("2021", None, True, True),
    ],
)
def test_an_end_may_or_must_come_after_a_beginning(since, until, may, must):
    assert may_end_after(since, until) == may
    assert surely_ends_after(since, until) == must


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "until", "held"),
    [
        ("2021", None, ["2021-01-01", "2021-06-15", "2021-12-31", "2022-01-01"]),
        ("2021-06", "2021", ["2021-06-15", "2021-12-31"]),
        (None, "2021-06", ["2020-12-31", "2021-01-01", "2021-06-15"]),
        ("2021-06-15", "2021-12-31", ["2021-06-15"]),
    ],
)
def test_a_day_shows_everything_that_may_have_been_in_force(since, until, held):
    appointment = make_appointment(since=since, until=until)
    days = ["2020-12-31", "2021-01-01", "2021-06-15", "2021-12-31", "2022-01-01"]

    shown = [day for day in days if appointment in Appointment.objects.on(date.fromisoformat(day))]

    assert shown == held


@pytest.mark.django_db
def test_compositions_dated_by_year_month_and_day_are_ordered():
    delegation = make_delegation()
    dates = ["2021-03-09", "2020", "2021-03"]
    last, first, middle = [make_composition(delegation, since=since) for since in dates]

    assert in_order(delegation.compositions.all()) == [first, middle, last]
    for day, expected in [("2020-05-05", first), ("2021-03-08", middle), ("2021-03-09", last)]:
        possible = on_day(delegation.compositions.all(), date.fromisoformat(day)).states
        assert possible[-1] == expected
