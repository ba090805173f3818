"""Loads the past and present states of delegations, all of them or the latest."""

from collections import defaultdict

from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from assembly.core import clock
from assembly.core.prepared import prepared

from . import models
from .loading import LONG_TEXTS, facts_by, keep_related, key_range

UNDATED = 50  # appointments without a first day, of all delegations, that latest states include


def load_history(delegations):
    """Give delegations all their past and present states, as if they were prefetched."""
    if not delegations:
        return
    values = key_range(delegations)
    _put_in_place(
        delegations,
        chambers=_chambers(**values),
        compositions=_compositions(**values),
        appointments=_appointments(**values),
        former_parliaments=_parliaments(**values),
        former_participations=_participations(**values),
    )


def load_latest_history(delegations, since):
    """Give delegations the states that began or ended since a day in ISO format; "" for any day.

    Also those before, where a change is told from both: the last composition. Without a day, there
    are also some of the appointments whose first day is not recorded.
    """
    if not delegations:
        return
    values = key_range(delegations)
    _put_in_place(
        delegations,
        chambers=_chambers_since(**values, since=since),
        compositions=_compositions_since(**values, since=since),
        appointments=_appointments_since(**values, since=since, now=clock.now()),
        former_parliaments=_parliaments_since(**values, since=since),
        former_participations=_participations(**values),
    )


def newest_days(delegations, number, today):
    """Return the days on which the newest states began or ended, newest first; at most a number."""
    if not delegations:
        return []
    appointments = _shown_appointments(**key_range(delegations), now=clock.now())
    of_them = {"delegation__in": [one.pk for one in delegations]}
    sources = [
        (models.Composition.objects.filter(**of_them), "since"),
        (appointments, "since"),
        (appointments, "until"),
        (models.FormerParliament.objects.filter(**of_them), "until"),
        (
            models.FormerChamber.objects.filter(chamber__delegation__in=of_them["delegation__in"]),
            "until",
        ),
        (models.FormerParticipation.objects.filter(**of_them), "until"),
    ]
    first, *others = [_newest(rows, column, today, number) for rows, column in sources]
    found = list(first.union(*others, all=True).order_by("-day")[:number])
    began = [one.participation_since for one in delegations if one.participation_since]
    return sorted([*found, *(day for day in began if day <= today)], reverse=True)[:number]


def _put_in_place(delegations, *, chambers, compositions, **others):
    of_delegations = {
        "chambers": _with_related(chambers, "former_names", "former_name"),
        "compositions": _with_related(compositions, "seats", "row"),
        **others,
    }
    facts = {name: facts_by(rows, "delegation_id") for name, rows in of_delegations.items()}
    for delegation in delegations:
        for relation, found in facts.items():
            for fact in found[delegation.pk]:
                fact.delegation = delegation
            keep_related(delegation, relation, found[delegation.pk])
        by_key = {chamber.pk: chamber for chamber in delegation.chambers.all()}
        for composition in delegation.compositions.all():
            for row in composition.seats.all():
                row.chamber = by_key[row.chamber_id]


def _with_related(rows, relation, column):
    """Return the records of some rows once each, with the related records of all their rows."""
    found, related = {}, defaultdict(list)
    for record in rows:
        found.setdefault(record.pk, record)
        if other := getattr(record, column, None):
            related[record.pk].append(other)
    for pk, record in found.items():
        keep_related(record, relation, related[pk])
    return list(found.values())


@prepared
def _chambers(first, last):
    """Find the chambers: a row for each former name, or one without."""
    return _with_former_names(first, last, FilteredRelation("former_names"))


@prepared
def _chambers_since(first, last, since):
    ended_since = Q(former_names__until__gte=since)
    return _with_former_names(first, last, FilteredRelation("former_names", condition=ended_since))


def _with_former_names(first, last, former_names):
    return (
        _of_delegations(models.Chamber, first, last)
        .annotate(former_name=former_names)
        .select_related("former_name")
        .order_by("order", "slug", "-former_name__until")
    )


@prepared
def _compositions(first, last):
    """Find the compositions, the latest first: a row for each chamber, or one without a chamber."""
    return _with_seats(_of_delegations(models.Composition, first, last))


@prepared
def _compositions_since(first, last, since):
    before = models.Composition.objects.filter(
        Q(since=None) | Q(since__lt=since), delegation=OuterRef("delegation")
    ).order_by(F("since").desc(nulls_last=True))
    last_before = Q(pk=Subquery(before.values("pk")[:1]))
    found = _of_delegations(models.Composition, first, last)
    return _with_seats(found.filter(Q(since__gte=since) | last_before))


def _with_seats(compositions):
    return (
        compositions.annotate(row=FilteredRelation("seats"))
        .select_related("row")
        .order_by(F("since").desc(nulls_last=True), "row__chamber__order", "row__chamber__slug")
    )


@prepared
def _appointments(first, last):
    return _with_people(_of_delegations(models.Appointment, first, last))


@prepared
def _appointments_since(first, last, since, now):
    undated = _shown_appointments(first, last, now).filter(since=None)
    in_order = undated.order_by("delegation__order", "delegation__slug", "person", "role")
    return _with_people(
        _of_delegations(models.Appointment, first, last).filter(
            Q(since__gte=since) | Q(until__gte=since) | Q(pk__in=in_order.values("pk")[:UNDATED])
        )
    )


def _with_people(appointments):
    return appointments.select_related("person").defer(*LONG_TEXTS)


@prepared
def _parliaments(first, last):
    return _of_delegations(models.FormerParliament, first, last)


@prepared
def _parliaments_since(first, last, since):
    return _of_delegations(models.FormerParliament, first, last).filter(until__gte=since)


@prepared
def _participations(first, last):
    return _of_delegations(models.FormerParticipation, first, last)


def _newest(rows, column, today, number):
    """Return the newest days in a column; the limit stands in a subquery, as SQLite requires."""
    newest = rows.filter(**{f"{column}__lte": today}).order_by(f"-{column}").values("pk")[:number]
    found = rows.model.objects.filter(pk__in=newest).order_by()
    return found.annotate(day=F(column)).values_list("day", flat=True)


def _shown_appointments(first, last, now):
    """Return the appointments that readers see in the active language."""
    live = models.Delegation.objects.live(now).filter(pk__gte=first, pk__lte=last).order_by()
    return models.Appointment.objects.filter(
        delegation__in=live.values("pk"), title__gt="", person__name__gt=""
    )


def _of_delegations(model, first, last):
    return model.objects.filter(delegation__gte=first, delegation__lte=last)
