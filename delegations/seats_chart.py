"""The number of seats over time, drawn as steps."""

from dataclasses import dataclass

from assembly.core import clock
from assembly.core.partial_dates import first_day, format_partial_date

WIDTH, HEIGHT, MARGIN = 640, 160, 8


@dataclass(frozen=True)
class ChartStep:
    """A number of seats from a day on, at its place in the drawing."""

    x: float
    y: float
    total: int
    since: str | None

    @property
    def label(self):
        """The beginning as a reader writes it; "" where it is not recorded."""
        return format_partial_date(self.since) if self.since else ""


def chart_steps(compositions, today=None):
    """Return the steps of a delegation's compositions, the earliest first.

    Nothing is drawn of fewer than two: there was no change. The drawing ends today; a first
    composition without a day stands a tenth of the width before the second.
    """
    today = today or clock.today()
    begun = [one for one in compositions if not one.since or first_day(one.since) <= today]
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
