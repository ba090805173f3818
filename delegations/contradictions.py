"""Where the states of a body contradict one another, or a state contradicts itself.

The functions take states that succeed one another, in any order. Partial dates contradict only if
no days within them fit.
"""

from itertools import pairwise

from assembly.core.partial_dates import first_day, last_day, may_end_after

from .fact_checks import days_too_early, days_too_late, lack_order
from .timeline import in_order


def stated_together(states):
    """Yield what sources state for one day, or state again after what followed it.

    As triples: the earlier state, the later one, and the last day of which a source states the
    earlier, a partial date; "" if neither has a day.
    """
    latest = None  # of the states so far, that which a source states last
    for state in in_order(states):
        if latest and _overlap(latest, state):
            yield latest, state, max(latest.stated_days, default="")
        if latest is None or _last_stated(state) >= _last_stated(latest):
            latest = state


def _overlap(earlier, later):
    if lack_order(earlier, later):
        return True
    if not (earlier.stated_days and later.first_known):
        return False
    return first_day(_last_stated(earlier)) >= last_day(later.first_known)


def _last_stated(state):
    return max(state.stated_days, default="")


def before_the_end(states):
    """Yield the pairs of successive states of which the later began before the other's end."""
    for earlier, later in pairwise(in_order(states)):
        dated = earlier.until and later.first_known
        if dated and last_day(later.first_known) < first_day(earlier.until):
            yield earlier, later


def without_successor(states, today):
    """Return the last of some states if it surely ended by a day, and nothing followed; or None."""
    last = in_order(states)[-1]
    ended = last.until and not may_end_after(today.isoformat(), last.until)
    return last if ended else None


def stated_after_it_ended(state):
    """Return the last day of which a source states it though it had ended; "" without any."""
    return max(days_too_late(state), default="")


def stated_before_it_began(state):
    """Return the first day of which a source states it though it began later; "" without any."""
    return min(days_too_early(state), default="")
