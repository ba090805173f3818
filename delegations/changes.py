"""Changes in a delegation: what changed, when, which source says so, and since when we know."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.partial_dates import (
    first_day,
    format_partial_date,
    has_begun,
    is_partial_date,
    last_day,
)
from assembly.core.sentences import one_full_stop
from assembly.pages.feeds import urn

from .models import Delegation

LENGTH_OF_A_DAY = 10  # of a partial date that is no month or year


@dataclass(frozen=True)
class When:
    """When something changed, as far as is known.

    `day` is a partial date. Without it, the change came after the partial date `after`, on which it
    was still as before, and by the date `until`, if that is known; or it was first stated on the
    partial date `stated`. None of them: not recorded.
    """

    day: str | None = None
    after: str | None = None
    until: date | None = None
    stated: str | None = None

    def __str__(self):
        if self.day:
            return format_partial_date(self.day, alone=True)
        if self.until:
            days = {
                "first": format_partial_date(self.after),
                "last": format_partial_date(self.until.isoformat()),
            }
            return _("Between %(first)s and %(last)s") % days
        if self.after:
            return _("After %s") % format_partial_date(self.after)
        if self.stated:
            is_day = len(self.stated) == LENGTH_OF_A_DAY
            text = _("First stated on %s") if is_day else _("First stated in %s")
            return text % format_partial_date(self.stated)
        return _("Date not recorded")

    @property
    def latest(self):
        """The partial date by which it had changed at the latest; "" for none."""
        until = self.until and self.until.isoformat()
        return self.day or until or self.after or self.stated or ""

    @property
    def last_day(self):
        """The last possible day of `latest`, for sorting; the first of all days for none."""
        # Only SQL can have written an invalid date.
        return last_day(self.latest) if is_partial_date(self.latest) else date.min

    def has_come(self, today):
        return not self.latest or has_begun(self.latest, today)


@dataclass(frozen=True)
class Change:
    """One change in a delegation."""

    delegation: Delegation
    key: str  # stable as long as the fact's record exists
    when: When
    text: str
    statement: object  # the `Statement` of its source, or None
    learned_at: datetime  # when the site learned of it or, if it was announced, when it came
    place: int = 0  # in the order of changes of the same body, whatever their days

    @property
    def urn(self):
        """An id that no edit and no move of the site changes."""
        return urn(f"delegation-{self.delegation.pk}/{self.key}")


def begun(delegation, key, span, before, text, place=0):
    """Return the change with which the state of a span began, after that of another or None."""
    state = span.state
    states = [state, before.state] if before else [state]
    return Change(
        delegation,
        key,
        when_begun(span, before),
        one_full_stop(text),
        state.beginning or state.first_statement,
        # Both had to be known: a state of the past that is recorded late makes a change of it.
        learned([one.recorded_at for one in states], state.since or states[-1].since),
        place,
    )


def ended(delegation, key, fact, text, place=0):
    """Return the change with which a fact ended, beside which nothing is recorded."""
    return Change(
        delegation,
        key,
        When(fact.until, stated=fact.end and fact.end.day),
        one_full_stop(text),
        fact.end or fact.last_statement,
        learned([fact.end_recorded_at or fact.recorded_at], fact.until),
        place,
    )


def learned(moments, day):
    """Return the last of moments or, if that is later, the start of a partial date or None.

    What was announced is shown from its day on, and is news then. Days of statements do not count:
    who confirms a fact adds such days, and dates nothing anew.
    """
    comes = [clock.midnight(first_day(day))] if is_partial_date(day) else []
    return max([*moments, *comes])


def when_begun(span, before):
    """Return when the state of a span began, after that of another span, or None."""
    state = span.state
    if state.since:
        return When(state.since)
    if before and (after := _last_day(before)):
        if span.stated is None:
            return When(after=after)
        if first_day(after) < span.begun:
            return When(after=after, until=span.begun)
    return When(stated=state.first_known or (state.beginning and state.beginning.day))


def _last_day(span):
    """Return the last partial date on which the state of a span surely was in force, or None."""
    stated = [day for day in span.state.stated_days if first_day(day) == span.seen]
    day = span.seen or span.opens
    return next(iter(stated), day and day.isoformat())


def newest_first(changes):
    """Return changes, the newest first; those without a day come last."""
    return sorted(changes, key=lambda one: (one.when.last_day, one.place), reverse=True)
