"""What the states of a body say of a day, in the shapes that real sources have."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from assembly.core.partial_dates import validate_partial_date
from delegations.fact_checks import check_days, check_order
from delegations.timeline import Certainty, in_order, on_day

from .states import state, told

pytestmark = pytest.mark.once


def bounds(states, day):
    """Return from when to when the change must have come, as texts."""
    found = on_day(states, date.fromisoformat(day))
    return tuple(one and one.isoformat() for one in [found.earliest, found.latest])


def test_a_state_seen_on_one_day_is_last_stated_from_then_on():
    seven = [state("seven", "2025-09-14")]

    assert told(seven, "2025-09-13") == ("not_recorded", [])
    assert told(seven, "2025-09-14") == ("so", ["seven"])
    assert told(seven, "2026-11-28") == ("last_stated", ["seven"])


def test_a_state_is_so_between_two_statements():
    seven = [state("seven", "2025-09-14", "2017-12-22")]

    assert told(seven, "2017-12-22") == told(seven, "2020-05-05") == ("so", ["seven"])
    assert told(seven, "2025-09-15") == ("last_stated", ["seven"])


def test_between_the_statements_of_two_states_it_is_one_of_them():
    states = [state("seven", "2017-12-22"), state("six", "2025-09-14")]

    assert told(states, "2017-12-22") == ("so", ["seven"])
    assert told(states, "2020-05-05") == ("one_of", ["seven", "six"])
    assert bounds(states, "2020-05-05") == ("2017-12-23", "2025-09-14")
    assert told(states, "2025-09-14") == ("so", ["six"])


def test_a_page_of_which_only_the_month_is_known():
    states = [state("old words", "2017-12"), state("new words", "2025-09-14")]

    assert told(states, "2017-11-30") == ("not_recorded", [])
    assert told(states, "2017-12-15") == ("one_of", ["old words", "new words"])
    assert bounds(states, "2017-12-15") == ("2017-12-02", "2025-09-14")
    assert told([states[0]], "2017-12-15") == ("last_stated", ["old words"])


def test_two_states_whose_sources_bear_no_day():
    states = [state("six", None, sequence=2), state("seven", None, sequence=1)]

    assert [one.parliament_en for one in in_order(states)] == ["seven", "six"]
    assert told(states, "2020-05-05") == ("one_of", ["seven", "six"])
    assert bounds(states, "2020-05-05") == (None, "2026-11-01")
    # By the day on which the site recorded both, the later one had begun.
    assert told(states, "2026-11-01") == ("last_stated", ["six"])


def test_a_state_without_a_day_between_two_dated_ones():
    states = [
        state("first", "2017-12-22"),
        state("second", None, sequence=1),
        state("third", "2025-09-14", sequence=2),
    ]

    assert told(states, "2020-05-05") == ("one_of", ["first", "second", "third"])
    assert bounds(states, "2020-05-05") == ("2017-12-23", "2025-09-14")


def test_a_decision_says_from_which_day():
    states = [
        state("four", "2020-05-05", since="2020-01-01"),
        state("five", "2025-05-05", since="2021-03-01"),
    ]

    assert told(states, "2019-12-31") == ("not_recorded", [])
    assert told(states, "2020-01-01") == ("so", ["four"])
    assert told(states, "2021-02-28") == ("last_stated", ["four"])
    assert told(states, "2021-03-01") == ("so", ["five"])


def test_a_source_tells_of_a_former_state_afterwards():
    states = [
        state("four", "2025-05-05", since="2020-01-01"),
        state("five", "2025-05-06", since="2021-03-01"),
    ]

    assert told(states, "2021-02-28") == ("so", ["four"])
    assert told(states, "2025-05-05") == ("so", ["five"])


def test_a_change_of_which_only_the_month_is_known():
    states = [
        state("four", "2020-05-05", since="2020-01-01"),
        state("five", "2025-05-05", since="2021-03"),
    ]

    assert told(states, "2021-02-28") == ("last_stated", ["four"])
    assert told(states, "2021-03-01") == ("one_of", ["four", "five"])
    assert bounds(states, "2021-03-01") == ("2021-03-01", "2021-03-31")
    assert told(states, "2021-03-31") == ("so", ["five"])


def test_a_change_of_which_only_the_year_is_known():
    states = [state("four", "2020-05-05"), state("five", "2021-06-01", since="2021")]

    assert told(states, "2021-05-31") == ("one_of", ["four", "five"])
    assert bounds(states, "2021-05-31") == ("2021-01-01", "2021-06-01")
    assert told(states, "2021-06-01") == ("so", ["five"])


def test_the_first_state_begins_some_day_of_a_year():
    states = [state("four", since="2021")]
    found = on_day(states, date(2021, 5, 5))

    assert found.certainty is Certainty.ONE_OF
    assert found.begins
    assert bounds(states, "2021-05-05") == ("2021-01-01", "2021-12-31")
    assert told(states, "2020-12-31") == ("not_recorded", [])


def test_an_end_closes_a_state_that_nothing_follows():
    states = [state("four", "2020-05-05", until="2021-03-01")]

    assert told(states, "2021-02-28") == ("so", ["four"])
    assert told(states, "2021-03-01") == ("not_recorded", [])


def test_an_end_of_which_only_the_year_is_known():
    states = [state("four", "2020-05-05", until="2021")]
    found = on_day(states, date(2021, 5, 5))

    assert found.ends
    assert found.state is None
    assert told(states, "2020-12-31") == ("so", ["four"])
    assert told(states, "2022-01-01") == ("not_recorded", [])


def test_only_the_end_of_an_office_is_known():
    states = [state("Kogut", until="2021-03-01")]

    assert told(states, "2021-02-28") == ("so", ["Kogut"])
    assert told(states, "2020-01-01") == ("not_recorded", [])


def test_after_an_end_the_next_may_not_have_begun_yet():
    states = [state("Kogut", "2018-05-05", until="2019-01-01"), state("Rogalev", "2025-09-14")]
    found = on_day(states, date(2020, 5, 5))

    assert found.certainty is Certainty.ONE_OF
    assert [one.parliament_en for one in found.states] == ["Rogalev"]
    assert found.begins


def test_a_state_without_any_day_is_known_since_the_site_has_it():
    states = [state("seven")]

    assert told(states, "2026-11-28") == ("last_stated", ["seven"])


def test_a_future_state_does_not_end_the_present_one_yet():
    states = [state("seven", "2026-11-01"), state("eight", since="2027-01-01")]

    assert told(states, "2026-11-28") == ("last_stated", ["seven"])
    assert told(states, "2027-01-01") == ("so", ["eight"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (state("a"), state("b")),
        (state("a", None), state("b", None)),
        (state("a", "2025-09-14"), state("b", "2025-09-14")),
        (state("a", since="2025-09-14"), state("b", "2025-09-14")),
        (state("a", None, sequence=1), state("b", None, sequence=1)),
        (state("a", "2017"), state("b", "2017-12-05")),
        (state("a", since="2017-12"), state("b", "2017-12-05")),
    ],
)
def test_states_that_nothing_puts_in_order_are_refused(one, other):
    with pytest.raises(ValidationError, match="place in the sequence"):
        check_order([one, other], one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (state("a", None), state("b", "2025-09-14")),
        (state("a", "2017-12"), state("b", "2025-09-14")),
        (state("a", None, sequence=1), state("b", None, sequence=2)),
        (state("a", "2025-09-14", sequence=1), state("b", "2025-09-14", sequence=2)),
    ],
)
def test_states_that_something_puts_in_order_need_no_invented_day(one, other):
    check_order([one, other], one)


@pytest.mark.parametrize("until", ["2025", "2025-12", "2999-12-31"])
def test_a_year_of_an_end_does_not_hide_the_state_before(until):
    states = [state("a", "2025-02-21"), state("b", "2025-10-01", until=until, sequence=1)]

    assert told(states, "2025-02-21") == ("so", ["a"])


def test_a_state_without_any_day_may_not_have_been_before_the_site_had_it():
    found = on_day([state("seven")], date(1900, 1, 1))

    assert found.is_one_of
    assert found.begins
    assert (found.earliest, found.latest) == (None, date(2026, 11, 1))


@pytest.mark.parametrize("year", ["0001", "0999", "3000", "9999-12-31"])
def test_years_out_of_reach_are_no_dates(year):
    with pytest.raises(ValidationError):
        validate_partial_date(year)


def test_a_source_cannot_say_that_it_was_so_after_the_end():
    with pytest.raises(ValidationError, match="no longer so"):
        check_days(state("a", "2025-01-01", until="2010"))
