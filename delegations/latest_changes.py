"""The changes of delegations that the site learned of last, found without loading all facts."""

from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast, TruncDate

from assembly.core import clock
from assembly.core.partial_dates import first_day, is_partial_date, iso_parts
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
# The days from which announced changes are shown, and when they were announced.
ANNOUNCED = {"since": "recorded_at", "until": "end_recorded_at"}
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
    recorded = Q(recorded_at__gte=moment) | Q(end_recorded_at__gte=moment)
    came = [_came_since(moment, name) for name in ANNOUNCED]
    offices = models.Appointment.objects.filter(recorded | came[0] | came[1], delegation__in=found)
    load_states(found, offices.select_related("person").defer(*LONG_TEXTS))
    whole = [change for one in found for change in changes(one)]
    return [change for change in whole if change.learned_at >= moment]


def newest_learned_first(changes):
    """Return changes, those that the site learned of last first, and of these the newest."""
    return sorted(
        changes, key=lambda one: (one.learned_at, one.when.latest, one.place), reverse=True
    )


def _learned_last(delegations, number):
    """Return the last moments at which facts were learned, as pairs with a delegation's key.

    A fact may be among them twice, by when it was announced and by when it came.
    """
    bodies = delegations.order_by().values("pk")
    found = [
        _newest(model, path, moment, bodies, number)
        for model, path, moments in SOURCES
        for moment in moments
    ]
    recorded = list(found[0].union(*found[1:], all=True).order_by("-moment")[:number])
    oldest = EARLIEST_MOMENT if len(recorded) < number else recorded[-1][0]
    found = [
        _newest_announced(model, path, day, bodies, oldest, number)
        for model, path, _moments in SOURCES
        for day in ANNOUNCED
    ]
    came = found[0].union(*found[1:], all=True).order_by("-day")[:number]
    valid = [(day, of) for day, of in came if is_partial_date(day)]  # SQL can write others
    announced = [(clock.midnight(first_day(day)), of) for day, of in valid]
    return sorted([*recorded, *announced], reverse=True)[:number]


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


def _newest_announced(model, path, day, delegations, oldest, number):
    """Find the newest days of a model that had been announced, and have come since a moment."""
    rows = model.objects.filter(_came_since(oldest, day), **{f"{path}__in": delegations})
    newest = rows.order_by(f"-{day}").values("pk")[:number]
    found = model.objects.filter(pk__in=newest).order_by()
    return found.annotate(day=F(day), of=F(path)).values_list("day", "of")


def _came_since(moment, name):
    """Return the condition that an announced day has come since a moment."""
    day, month, year = iso_parts(clock.day_of(moment))
    announced = Cast(TruncDate(ANNOUNCED[name]), CharField())
    since = Q(**{f"{name}__gte": day}) | Q(**{f"{name}__in": [month, year]})
    return since & Q(
        **{f"{name}__gt": announced, f"{name}__lte": clock.today().isoformat()},
    )
