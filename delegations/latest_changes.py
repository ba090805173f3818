"""The changes of delegations that the site learned of last, found without loading all facts."""

from django.db.models import Exists, F, OuterRef, Q

from assembly.publishing.status import EARLIEST_MOMENT

from . import models
from .history import changes
from .loading import LONG_TEXTS, load_states
from .statements import Says

# How a fact leads to its delegation, and the moments at which the site learned of a change of it.
SOURCES = [
    (models.Composition, "delegation", ["recorded_at", "end_recorded_at"]),
    (models.Appointment, "delegation", ["recorded_at", "end_recorded_at"]),
    (models.Participation, "delegation", ["recorded_at", "end_recorded_at"]),
    (models.ParliamentName, "delegation", ["recorded_at"]),
    (models.ChamberName, "chamber__delegation", ["recorded_at"]),
    (models.Website, "chamber__delegation", ["recorded_at"]),
]
# Of these, a body's only state makes no change, unless a source says that it began.
OFTEN_SINGLE = [models.Participation, models.ParliamentName, models.ChamberName, models.Website]


def latest_changes(delegations, number):
    """Return the changes of some delegations that the site learned of last, at most a number.

    `delegations` is a queryset. Only the states of those with the latest facts are loaded. Not all
    facts make a change; where too few do, more are looked at.
    """
    asked = number
    while True:
        learned = _learned_last(delegations, asked)
        are_all = len(learned) < asked
        oldest = EARLIEST_MOMENT if are_all else learned[-1][0]
        found = _changes_since(oldest, delegations.filter(pk__in={key for _moment, key in learned}))
        if len(found) >= number or are_all:
            return newest_learned_first(found)[:number]
        asked *= 10


def _changes_since(moment, delegations):
    """Return the changes of delegations that the site has learned of since a moment."""
    found = list(delegations.order_by("pk"))
    if not found:
        return []
    offices = models.Appointment.objects.filter(
        Q(recorded_at__gte=moment) | Q(end_recorded_at__gte=moment), delegation__in=found
    )
    load_states(found, offices.select_related("person").defer(*LONG_TEXTS))
    whole = [change for one in found for change in changes(one)]
    return [change for change in whole if change.learned_at >= moment]


def newest_learned_first(changes):
    """Return changes, those that the site learned of last first, and of these the newest."""
    return sorted(
        changes, key=lambda one: (one.learned_at, one.when.latest, one.place), reverse=True
    )


def _learned_last(delegations, number):
    """Return the last moments at which facts were learned, as pairs with a delegation's key."""
    bodies = delegations.order_by().values("pk")
    found = [
        _newest(model, path, moment, bodies, number)
        for model, path, moments in SOURCES
        for moment in moments
    ]
    return list(found[0].union(*found[1:], all=True).order_by("-moment")[:number])


def _newest(model, path, moment, delegations, number):
    """Find the newest moments of a model; the limit stands in a subquery, as SQLite requires."""
    rows = model.objects.filter(**{f"{path}__in": delegations, f"{moment}__isnull": False})
    if model in OFTEN_SINGLE:
        states = model.objects.filter(**{model.body: OuterRef(model.body)})
        began = Q(since__isnull=False) | Q(statements__icontains=Says.BEGAN.value)
        rows = rows.filter(Exists(states.exclude(pk=OuterRef("pk"))) | began)
    newest = rows.order_by(f"-{moment}").values("pk")[:number]
    found = model.objects.filter(pk__in=newest).order_by()
    return found.annotate(moment=F(moment), of=F(path)).values_list("moment", "of")
