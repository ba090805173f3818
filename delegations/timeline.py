"""What the states of a body say of a day: so, last stated, one of several, or not recorded.

Sources say what was so on a day, seldom since when. From a state's days follows a span: it had
begun by some day, at the latest, and was surely so until another. Between the spans of two states
either may have been in force. See `docs/facts.md`.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from assembly.core import clock
from assembly.core.partial_dates import first_day, is_partial_date, last_day

DAY = timedelta(days=1)


class Certainty(Enum):
    """How surely something is known of a day."""

    SO = "so"  # within documented dates, or between two statements of the same state
    LAST_STATED = "last_stated"  # after the last statement of a state, before the next began
    ONE_OF = "one_of"  # while the state changed, on a day that no source tells
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class Answer:
    """What is known of a body on a day.

    `states` are those that may have been in force, in order: one if `certainty` is SO or
    LAST_STATED, and none if it is NOT_RECORDED. If it is ONE_OF, the change came on a day from
    `earliest` to `latest` (dates; None where not known). With `begins` or `ends` the change is the
    first state's beginning, or the last one's end, beside which nothing is recorded.
    """

    certainty: Certainty
    states: tuple = ()
    earliest: date | None = None
    latest: date | None = None
    begins: bool = False
    ends: bool = False

    @property
    def state(self):
        """The state in force as far as is known; None if there may be another, or none is known."""
        known = self.certainty in {Certainty.SO, Certainty.LAST_STATED}
        return self.states[0] if known else None

    @property
    def is_last_stated(self):
        return self.certainty is Certainty.LAST_STATED

    @property
    def is_one_of(self):
        return self.certainty is Certainty.ONE_OF

    @property
    def is_recorded(self):
        return self.certainty is not Certainty.NOT_RECORDED


NOTHING = Answer(Certainty.NOT_RECORDED)


@dataclass
class Span:
    """The days of a state: `begun` is the day by which it had begun, and `seen` its last sure day.

    `opens` is the first day on which it may have been so, and `closes` the first on which it
    surely was no longer; `stated` is the first possible day of its first statement. Each is a date,
    or None where no source bounds it. `follows` says that another state came before.
    """

    state: object
    opens: date | None = None
    begun: date | None = None
    stated: date | None = None
    seen: date | None = None
    closes: date | None = None
    follows: bool = False


def in_order(states):
    """Return the states of a body, the earliest first."""
    return sorted(states, key=lambda state: state.order_key)


def spans(states):
    """Return the `Span` of each state of a body, the earliest first."""
    found = [Span(state) for state in in_order(states)]
    following = None
    for span in reversed(found):
        _close(span, following)
        following = span
    preceding = None
    for span in found:
        _open(span, preceding)
        preceding = span
    return found


def _close(span, following):
    """Say when a state had begun, until when it was surely so and when it had ended.

    Its own days tell, and those of the state that followed it.
    """
    state, since, until = span.state, _valid(span.state.since), _valid(span.state.until)
    ends = [last_day(until)] if until else []
    ends += [following.begun] if following else []
    span.closes = min(ends, default=None)
    days = [(first_day(day), last_day(day)) for day in state.stated_days]
    told = [day for day in days if span.closes is None or day[0] < span.closes]
    span.stated = min((first for first, _last in told), default=None)
    if until:  # a source of its end says that it was so until the day before
        told.append((first_day(until) - DAY, last_day(until) - DAY))
    elif len(told) < len(days) and _valid(following.state.since):  # a source tells of it later
        told.append((first_day(following.state.since) - DAY,) * 2)
    begun = [last for _first, last in told] + ([following.begun] if following and told else [])
    if since:
        span.opens = first_day(since)
        begun = [last_day(since), *(day for day in begun if day >= span.opens)]
        if last_day(since) == span.opens:
            told.append((span.opens,) * 2)
    # Without a day of its own, it had begun when the next did, or when the site recorded it.
    span.begun = min(begun, default=span.closes or clock.day_of(state.recorded_at))
    span.seen = max((first for first, _last in told), default=None)
    span.stated = span.stated or min((first for first, _last in told), default=None)


def _valid(partial):
    """Return a partial date, or None for what only SQL can have written."""
    return partial if is_partial_date(partial) else None


def _open(span, preceding):
    """Say when a state began at the earliest, by the state before it."""
    if preceding:
        span.follows = True
        after = preceding.seen + DAY if preceding.seen else preceding.opens
        span.opens = max(filter(None, [span.opens, after]), default=None)
    elif span.opens is None:
        span.opens = span.stated


def on_day(states, day):
    """Return the `Answer` that the states of a body give of a day."""
    return answer(spans(states), day)


def answer(found, day):
    """Return the `Answer` that spans, the earliest first, give of a day."""
    possible = [span for span in found if _is_possible(span, day)]
    sure = [span for span in possible if _is_sure(span, day)]
    if sure:
        return Answer(Certainty.SO, (sure[-1].state,))
    if not possible:
        return NOTHING
    last = possible[-1]
    states = tuple(span.state for span in possible)
    if len(possible) > 1:
        return Answer(Certainty.ONE_OF, states, possible[1].opens, last.begun)
    return _of_one(last, states, day)


def _of_one(span, states, day):
    """Return the answer of the only state that may have been in force."""
    if day < span.begun and (_valid(span.state.since) or span.follows or not span.stated):
        return Answer(Certainty.ONE_OF, states, span.opens, span.begun, begins=True)
    if (until := _valid(span.state.until)) and day >= first_day(until):
        return Answer(Certainty.ONE_OF, states, first_day(until), span.closes, ends=True)
    return Answer(Certainty.LAST_STATED, states)


def _is_possible(span, day):
    return (span.opens is None or span.opens <= day) and (span.closes is None or day < span.closes)


def _is_sure(span, day):
    return bool(span.seen and span.begun <= day <= span.seen)
