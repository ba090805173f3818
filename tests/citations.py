"""Helpers that keep versions of delegations, and read what a cited page tells."""

from datetime import UTC, datetime

from assembly.newsroom.models import Action, Version
from assembly.newsroom.working_copies import Work
from delegations.models import Delegation

from .pages import lines

MAY, JUNE = datetime(2026, 5, 5, 12, tzinfo=UTC), datetime(2026, 6, 6, 12, tzinfo=UTC)
JULY = datetime(2026, 7, 7, 12, tzinfo=UTC)
DAY = "on=2025-05-05"
NOTHING = {
    "en": "Nothing about this day has changed since 31 May 2026.",
    "ru": "После 31 мая 2026 г. в сведениях об этом дне ничего не изменилось.",
}
NO_RECORD = "This site has no record of what it showed here on 31 May 2026."


def keep(delegation, moment, action=Action.SAVED):
    """Keep a version of a delegation as it is, made at a moment."""
    version = Work(Delegation.objects.get(pk=delegation.pk)).save_revision(action)
    Version.objects.filter(pk=version.pk).update(made_at=moment)


def since(client, query=f"{DAY}&cited=2026-05-31", language="en", page="country/"):
    """Return the lines of a page that tell what has changed since it was cited."""
    found = lines(client.get(f"/{language}/delegations/{page}?{query}"))
    title = {"en": "Changed since ", "ru": "Что изменилось после "}[language]
    start = next(number for number, line in enumerate(found) if line.startswith(title))
    later = found[start + 1 :]
    ends = [number for number, line in enumerate(later) if line.startswith(("Cite", "Ссылка"))]
    return later[: ends[0]] if ends else later
