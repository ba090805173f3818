"""The versions of delegations that readers could see, at a moment and since."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import get_language

from assembly.core import clock
from assembly.newsroom.models import Version
from assembly.publishing.status import Status

from .models import Delegation

COLUMNS = ["object_id", "content", "workflow_state", "made_at"]
MOST_VERSIONS = 50  # that are compared one by one


@dataclass(frozen=True)
class LaterVersions:
    """The versions since a moment that readers could see, the oldest first."""

    versions: list
    are_all: bool  # or only the newest


def versions_at(delegations, moment):
    """Return the version of each delegation that readers saw at a moment, by its key."""
    newest = _public(made_at__lt=moment, object_id__in=[one.pk for one in delegations])
    keys = newest.order_by().values("object_id").annotate(last=Max("pk")).values("last")
    found = Version.objects.filter(pk__in=keys).only(*COLUMNS)
    return {version.object_id: version for version in found if was_public(version, moment)}


def later_versions(delegation, moment):
    """Return the `LaterVersions` of a delegation, at most as many as are compared."""
    found = _public(made_at__gte=moment, object_id=delegation.pk)
    newest = list(found.only(*COLUMNS).order_by("-pk")[: MOST_VERSIONS + 1])
    seen = [one for one in reversed(newest[:MOST_VERSIONS]) if was_public(one, clock.now())]
    return LaterVersions(seen, are_all=len(newest) <= MOST_VERSIONS)


def _public(**conditions):
    return Version.objects.of_kind(Delegation).public().filter(**conditions)


def was_public(version, moment):
    """Return whether readers of the active language saw the text of a version at a moment."""
    state, language = version.workflow_state, get_language()
    row = next(iter(version.content.values()), {})
    return bool(
        state.get("status") == Status.PUBLISHED
        and version.published_at
        and version.published_at <= moment
        and row.get(f"title_{language}")
        and row.get(f"shown_{language}", True)
    )


def seen_from(version):
    """Return the day from which on readers saw a version."""
    return clock.day_of(max(version.made_at, version.published_at))
