"""Whether the days of a fact contradict one another, and those of the states of one body."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.partial_dates import (
    first_day,
    format_partial_date,
    is_partial_date,
    last_day,
    may_end_after,
)


def surely_before(day, since):
    """Return whether all of a partial date is before all of another."""
    return last_day(day).isoformat() < since and not since.startswith(day)


def days_too_early(fact):
    """Return the days of which sources state a fact before it began, the latest first."""
    since = fact.since if is_partial_date(fact.since) else None  # its own field refuses others
    return [day for day in fact.stated_days if since and surely_before(day, since)]


def days_too_late(fact):
    """Return the days of which sources state a fact after it ended, the latest first."""
    until = fact.until if is_partial_date(fact.until) else None
    return [day for day in fact.stated_days if until and first_day(day) > last_day(until)]


def check_days(fact):
    """Raise ValidationError if the days of a fact contradict one another."""
    if not may_end_after(fact.since, fact.until):
        raise ValidationError({"until": _("The end date must be after the start date.")})
    if early := days_too_early(fact):
        text = _(
            "A source says that it was so on %(day)s, before the first day (%(since)s). Correct "
            "one of the two, or, if the source announced it, choose “that it began” there."
        )
        words = {
            "day": format_partial_date(early[0]),
            "since": format_partial_date(fact.since),
        }
        raise ValidationError({"statements": text % words})
    if late := days_too_late(fact):
        text = _(
            "A source says that it was so on %(day)s, when it was no longer so (until %(until)s). "
            "Correct one of the two, or, if the source tells of the end, choose “that it ended” "
            "there."
        )
        words = {"day": format_partial_date(late[0]), "until": format_partial_date(fact.until)}
        raise ValidationError({"statements": text % words})


def lack_order(one, other):
    """Return whether nothing tells which of two states came first.

    Of a year and a day in it, either may be the earlier. A state without any day comes first.
    """
    earlier, later = sorted([one.first_known, other.first_known])
    same_place = (one.sequence or 0) == (other.sequence or 0)
    return same_place and (earlier == later or (bool(earlier) and later.startswith(earlier)))


def check_order(states, one):
    """Raise ValidationError if nothing tells which of two states came first.

    Of the states of one body, `one` is that whose form it is.
    """
    other = next((state for state in states if state is not one and lack_order(state, one)), None)
    if other is None:
        return
    if not one.first_known:
        text = _(
            "“%(other)s” has no day either, so nothing says which came first. Enter a day of "
            "one of them, or say which came first by numbers in “place in the sequence”."
        )
    elif one.first_known == other.first_known:
        text = _(
            "“%(other)s” is recorded for the same day, %(day)s. Correct the day of one of them; if "
            "both are right, say which came first by numbers in “place in the sequence”."
        )
    else:
        text = _(
            "Nothing says whether this came before “%(other)s” or after it. Enter a day, or a more "
            "precise one, for one of them, or say which came first by numbers in “place in the "
            "sequence”."
        )
    words = {"other": other, "day": format_partial_date(one.first_known)}
    raise ValidationError({"sequence": text % words})


def check_moments(fact):
    """Raise ValidationError if the site is said to have learned of a fact in the future."""
    for name in fact.workflow_fields:
        moment = getattr(fact, name)
        if moment and moment > clock.now():
            text = _("This moment is in the future.")
            raise ValidationError(f"{name}: {text}")
