"""Confirming facts: a source states what the records say, which adds a statement to each."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from assembly.core.partial_dates import first_day, last_day
from assembly.newsroom.bin import new_batch
from assembly.newsroom.working_copies import amend

from .fact_checks import check_days
from .models import Appointment
from .statements import as_values, united
from .timeline import on_day


class NotThenError(Exception):
    """A fact was not in force on the day of which a source is said to state it; says why."""


@transaction.atomic
def confirm_facts(facts, statement, user):
    """Add a statement to facts, to all or none; return the batch's UUID.

    Raises NotThenError if one of them was not in force on its day, and what `amend` raises.
    """
    batch = new_batch()
    by_root = {}
    for fact in facts:
        by_root.setdefault(fact.root, []).append(fact)
    for root, theirs in by_root.items():
        amend(root, user, partial(_confirm_each, theirs, statement), batch=batch)
    return batch


def _confirm_each(facts, statement):
    for fact in facts:
        confirm_fact(fact, statement)


def confirm_fact(fact, statement):
    """Add a statement to a fact as it is saved now; raise NotThenError."""
    fact.refresh_from_db()
    _refuse_other_days(fact, statement.day)
    fact.statements = united([as_values(statement)], fact.statements)
    try:
        check_days(fact)
    except ValidationError as error:
        raise NotThenError(_begins_later(fact)) from error
    fact.save()


def _refuse_other_days(fact, day):
    """Raise NotThenError if a fact had ended by a day, or its neighbours say otherwise of it."""
    first, last = first_day(day), last_day(day)
    if fact.since and last < first_day(fact.since):
        raise NotThenError(_begins_later(fact))
    if fact.until and first >= first_day(fact.until) and first > _last_possible(fact.until):
        text = _(
            "Nothing was confirmed, because “%s” had ended by that day. Leave it out, or correct "
            "its end first."
        )
        raise NotThenError(text % fact)
    states = [fact, *others_in_line(fact)]
    then = [on_day(states, one).states for one in [first, last]]
    if any(then) and not any(fact in states for states in then):
        text = _(
            "Nothing was confirmed, because for that day another entry is recorded than “%s”. "
            "Leave it out, or correct the days of one of them first."
        )
        raise NotThenError(text % fact)


def _last_possible(until):
    """Return the last day on which something may have been so that ended by a partial date."""
    end = last_day(until)
    return end if len(until) < len("2021-03-01") else end.fromordinal(end.toordinal() - 1)


def _begins_later(fact):
    text = _(
        "Nothing was confirmed, because “%s” begins only after that day. Leave it out; a source "
        "that announces it is entered in its own form."
    )
    return text % fact


def others_in_line(fact):
    """Return the other states that come before or after a fact; none for a post of several."""
    if isinstance(fact, Appointment) and not fact.role.one_holder:
        return []
    return list(fact.states_beside())
