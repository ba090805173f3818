"""A step chart of the number of seats over time."""

from dataclasses import dataclass

from assembly.core import clock
from assembly.core.partial_dates import first_day, format_partial_date, has_begun

WIDTH, HEIGHT, MARGIN = 640, 160, 8


@dataclass(frozen=True)
class ChartStep:
    """A number of seats from a day on, with its coordinates."""

    x: float
    y: float
    total: int
    since: str | None

    @property
    def label(self):
        """The formatted first day, or "" if it is not recorded."""
        return format_partial_date(self.since) if self.since else ""


def chart_steps(compositions, today=None):
    """Return the steps of a delegation's compositions, earliest first; [] for fewer than two.

    The chart ends today. A first composition without a day takes a tenth of the width.
    """
    today = today or clock.today()
    begun = [one for one in compositions if not one.since or has_begun(one.since, today)]
    compositions = sorted(begun, key=lambda one: one.since or "")
    if len(compositions) < 2:
        return []
    days = [first_day(one.since) for one in compositions if one.since]
    span = max((today - days[0]).days, 1)
    most = max(one.total for one in compositions) or 1
    start = WIDTH / 10 if compositions[0].since is None else 0
    found = []
    for one in compositions:
        passed = (first_day(one.since) - days[0]).days / span if one.since else 0
        x = start + (WIDTH - start) * min(passed, 1) if one.since else 0
        y = MARGIN + (HEIGHT - 2 * MARGIN) * (1 - one.total / most)
        found.append(ChartStep(round(x, 1), round(y, 1), one.total, one.since))
    return found


def chart_path(steps):
    """Return the steps as the `d` of an SVG path."""
    first, *others = steps
    moves = [f"M{first.x} {first.y}", *(f"H{step.x} V{step.y}" for step in others), f"H{WIDTH}"]
    return " ".join(moves)
