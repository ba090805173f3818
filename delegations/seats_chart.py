"""A step chart of the number of seats over time; of several kinds, the first is drawn."""

from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.partial_dates import (
    first_day,
    format_partial_date,
    has_begun,
    is_partial_date,
)

from .changes import LENGTH_OF_A_DAY
from .timeline import in_order

WIDTH, HEIGHT, MARGIN = 640, 160, 8
UNDATED = 0.1  # of the width, for each state before the first day
MOST_UNDATED = 0.5  # of the width, for all of these


@dataclass(frozen=True)
class ChartStep:
    """A number of seats from a day on, with its coordinates and a label in words."""

    x: float
    y: float
    total: int  # of the kind that is drawn
    label: str


def chart_steps(compositions, today=None):
    """Return the steps of a delegation's compositions, earliest first; [] for fewer than two.

    The chart ends today. A step stands at the first day on which the seats are known to have been
    so. Those without a day stand between their neighbours.
    """
    today = today or clock.today()
    begun = [
        one for one in compositions if not one.first_known or has_begun(one.first_known, today)
    ]
    compositions = _that_differ(in_order(begun))
    if len(compositions) < 2:
        return []
    numbers = _drawn(compositions)
    most = max(numbers) or 1
    return [
        ChartStep(
            round(x, 1),
            round(MARGIN + (HEIGHT - 2 * MARGIN) * (1 - number / most), 1),
            number,
            _label(one, is_first=one is compositions[0]),
        )
        for one, number, x in zip(compositions, numbers, _places(compositions, today), strict=True)
    ]


def chart_path(steps):
    """Return the steps as the `d` of an SVG path."""
    first, *others = steps
    moves = [f"M{first.x} {first.y}", *(f"H{step.x} V{step.y}" for step in others), f"H{WIDTH}"]
    return " ".join(moves)


def _that_differ(compositions):
    """Leave out the compositions whose seats are those of the one before."""
    return [next(same) for _seats, same in groupby(compositions, key=_seats_of)]


def _seats_of(composition):
    return {kind: number for kind, number in composition.totals if number}


def _drawn(compositions):
    """Return the number of seats of the first kind in each, or of seats that are of no kind."""
    totals = [dict(one.totals) for one in compositions]
    kinds = {kind for found in totals for kind in found if kind}
    first = min(kinds, key=lambda kind: (kind.order, kind.slug), default=None)
    return [found.get(first, found.get(None, 0)) for found in totals]


def _places(compositions, today):
    """Return the x of each composition, in order."""
    days = [is_partial_date(one.first_known) and first_day(one.first_known) for one in compositions]
    dated = [day for day in days if day]
    leading = next((number for number, day in enumerate(days) if day), len(days))
    start = WIDTH * (min(leading * UNDATED, MOST_UNDATED) if dated else 1)
    span = max((today - min(dated)).days, 1) if dated else 1
    places, x = [], 0
    for day in days:
        if day:
            x = max(x, start + (WIDTH - start) * min((day - min(dated)).days / span, 1))
        places.append(x if day else None)
    if leading:
        places[0] = 0
    return _filled_in(places)


def _filled_in(places):
    """Return places with those that are None put between their neighbours, evenly."""
    known = [(number, x) for number, x in enumerate(places) if x is not None]
    known.append((len(places), WIDTH))
    found = []
    for (number, x), (following, end) in pairwise(known):
        step = (end - x) / (following - number)
        found += [x + step * more for more in range(following - number)]
    return found


def _label(composition, *, is_first):
    """Say how many seats there were, and since when as far as is known."""
    words = {"total": composition.totals_in_words}
    if composition.since:
        words["day"] = format_partial_date(composition.since)
        return _("%(total)s since %(day)s") % words
    if composition.first_known:
        words["day"] = format_partial_date(composition.first_known)
        is_day = len(composition.first_known) == LENGTH_OF_A_DAY
        text = _("%(total)s, first stated on %(day)s")
        return (text if is_day else _("%(total)s, first stated in %(day)s")) % words
    return (_("%(total)s at first") if is_first else _("then %(total)s")) % words
