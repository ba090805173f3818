"""States that stand in no database, and what they say of a day."""

from datetime import UTC, date, datetime

from delegations.models import ParliamentName
from delegations.timeline import on_day

from .builders import says

LOADED = datetime(2026, 11, 1, 12, tzinfo=UTC)


def state(name, *days, **given):
    """Make a state that sources say was so on some days; None is a source without a date."""
    statements = [says(day) for day in days]
    return ParliamentName(
        parliament_en=name, statements=statements, **{"recorded_at": LOADED, **given}
    )


def told(states, day):
    """Return how surely something is known of a day, and the names of the states."""
    found = on_day(states, date.fromisoformat(day))
    return found.certainty.value, [one.parliament_en for one in found.states]
