"""Of true statements, whatever their days, no answer about a day is false."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.core.partial_dates import first_day
from delegations.timeline import Certainty, on_day

from .states import state, told

pytestmark = pytest.mark.once

FIRST, LAST = date(2015, 1, 1), date(2025, 11, 30)
dates = st.dates(date(2015, 1, 1), date(2025, 12, 31)).map(date.isoformat)
partial_dates = st.one_of(dates, dates.map(lambda day: day[:7]), dates.map(lambda day: day[:4]))


@st.composite
def truths(draw):
    """What was really so: states with what sources rightly say of them, and their first days.

    Each state is a tuple of itself, its first day and the first day of the next.
    """
    number = draw(st.integers(1, 4))
    changes = draw(st.lists(st.dates(FIRST, LAST), min_size=number, max_size=number, unique=True))
    changes = [*sorted(changes), date(2026, 1, 1)]
    found = []
    for place, (begins, ends) in enumerate(pairwise(changes)):
        days = draw(st.lists(st.none() | within(begins, ends), max_size=3))
        since = draw(st.none() | imprecise(st.just(begins)))
        until = draw(st.none() | imprecise(st.just(ends)))
        given = {"since": since, "until": until, "sequence": place + 1}
        found.append((state(str(place), *days, **given), begins, ends))
    return found


def imprecise(days):
    """Return what sources make of days: themselves, or only their month or year."""
    texts = days.map(date.isoformat)
    return st.one_of(texts, texts.map(lambda day: day[:7]), texts.map(lambda day: day[:4]))


def within(begins, ends):
    return imprecise(st.dates(begins, ends - timedelta(days=1)))


@given(truths(), st.dates(FIRST, date(2025, 12, 31)))
def test_of_true_statements_no_answer_is_false(truth, day):
    states = [one for one, _begins, _ends in truth]
    found = on_day(states, day)
    in_force = [one for one, begins, ends in truth if begins <= day < ends]

    if found.certainty is Certainty.SO:
        assert list(found.states) == in_force
    elif found.is_one_of and len(found.states) > 1:
        assert not in_force or in_force[0] in found.states
    if in_force and day.isoformat() in in_force[0].stated_days:
        assert (found.certainty, list(found.states)) == (Certainty.SO, in_force)


@given(truths(), st.dates(FIRST, date(2025, 12, 31)))
def test_of_true_statements_the_change_came_when_the_answer_says(truth, day):
    found = on_day([one for one, _begins, _ends in truth], day)
    firsts = {id(one): begins for one, begins, _ends in truth}

    if found.is_one_of and len(found.states) > 1:
        changes = [firsts[id(one)] for one in found.states[1:]]
        assert found.earliest is None or found.earliest <= changes[0]
        assert found.latest is None or changes[-1] <= found.latest


@given(st.lists(partial_dates, min_size=1, max_size=4))
def test_of_a_single_state_the_stated_days_are_never_unrecorded(days):
    one = state("a", *days)

    for day in days:
        assert told([one], first_day(day).isoformat())[0] != "not_recorded"
