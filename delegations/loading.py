"""Loads the facts of delegations and people in a few short queries, however many there are.

Django's prefetching asks for each kind of record separately; here, records that are shown together
come together, and are put in their places in Python.
"""

from collections import defaultdict

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from assembly.core import clock
from assembly.core.languages import per_language
from assembly.core.partial_dates import iso_parts
from assembly.core.prepared import prepared

from . import models

# Long texts of people, which only their own pages show.
LONG_TEXTS = [
    f"person__{name}" for name in ["biography", *per_language("biography"), "also_known_as"]
]


def delegation_on(slug, day):
    """Return the delegation at an address, if the public may read it, with its facts as of a day.

    Return None if there is no such delegation.
    """
    found = _live_states(slug=slug, now=clock.now(), **_iso(day))
    load_facts(found, day, found)
    return next(iter(found), None)


def load_facts(delegations, day, states=None):
    """Give delegations their facts as of a day, the attributes named in `Delegation`.

    `states` are the delegations with their states then, if these are loaded already.
    """
    if not delegations:
        return
    values = {**key_range(delegations), **_iso(day)}
    states = {one.pk: one for one in states or _states(**values)}
    seats = facts_by(_seats(**values), "composition_id")
    appointments = facts_by(_appointments(**values), "delegation_id")
    offices = _offices_by_person(appointments[None])
    for delegation in delegations:
        state = states[delegation.pk]
        delegation.ever_represented = state.ever_represented
        delegation.parliament_then = state.parliament_then
        delegation.participation_then = state.participation_then
        delegation.composition = state.composition
        if composition := delegation.composition:
            composition.delegation = delegation
            keep_related(composition, "seats", seats[composition.pk])
        for row in seats[composition and composition.pk]:
            row.chamber.name_then = getattr(row, "name_then", None)
        delegation.appointments_in_force = appointments[delegation.pk]
        for one in delegation.appointments_in_force:
            one.delegation = delegation
            one.person.of_the_assembly = offices[one.person_id]


@prepared
def live_delegations(slug, now):
    """Find the delegation at an address, if the public may read it."""
    return models.Delegation.objects.live(now).filter(slug=slug)


@prepared
def people_at(slug):
    return models.Person.objects.filter(slug=slug).select_related("photo")


@prepared
def public_offices(person, now):
    """Find the public appointments of a person, by key, with their delegations."""
    return models.Appointment.objects.public(now).filter(person=person).select_related("delegation")


@prepared
def _live_states(slug, now, day, month, year):
    found = models.Delegation.objects.live(now).filter(slug=slug)
    return _with_states(found, day, month, year)


@prepared
def _states(first, last, day, month, year):
    found = models.Delegation.objects.filter(pk__gte=first, pk__lte=last).order_by()
    return _with_states(found, day, month, year).only("pk")


def _with_states(delegations, day, month, year):
    """Join the states then, and whether there ever was a representative."""
    in_force = models.Composition.objects.filter(delegation=OuterRef("pk")).begun_by_iso(day)
    representatives = models.Appointment.objects.filter(
        role=models.Role.PLENIPOTENTIARY, delegation=OuterRef("pk")
    )
    return delegations.annotate(
        ever_represented=Exists(representatives),
        parliament_then=former_then(
            "former_parliaments",
            models.FormerParliament.objects.filter(delegation=OuterRef("pk")),
            [day, month, year],
        ),
        participation_then=former_then(
            "former_participations",
            models.FormerParticipation.objects.filter(delegation=OuterRef("pk")),
            [day, month, year],
        ),
        composition=FilteredRelation(
            "compositions", condition=Q(compositions__id=Subquery(in_force.values("pk")[:1]))
        ),
    ).select_related("parliament_then", "participation_then", "composition")


@prepared
def _seats(first, last, day, month, year):
    """Find the seats of the compositions in force, with the chambers and their names then."""
    in_force = models.Composition.objects.on_iso(day)
    return (
        models.Seats.objects.filter(
            chamber__delegation__gte=first, chamber__delegation__lte=last, composition__in=in_force
        )
        .annotate(
            name_then=former_then(
                "chamber__former_names",
                models.FormerChamber.objects.filter(chamber=OuterRef("chamber")),
                [day, month, year],
            )
        )
        .select_related("chamber", "name_then")
        .order_by("chamber__order", "chamber__slug")
    )


@prepared
def _appointments(first, last, day, month, year):
    """Find the appointments held, by rank, and the offices in the assembly of the same people."""
    held = models.Appointment.objects.on_iso(day, month, year)
    theirs = Q(delegation__gte=first, delegation__lte=last)
    people = held.filter(theirs).order_by().values("person")
    return (
        held.filter(theirs | Q(delegation=None, person__in=people))
        .by_rank()
        .select_related("person")
        .defer(*LONG_TEXTS)
    )


def former_then(relation, formers, iso):
    """Return the join with the first of a body's former states that had not ended by a day."""
    first = formers.on_iso(*iso).values("pk")[:1]
    return FilteredRelation(relation, condition=Q(**{f"{relation}__id": Subquery(first)}))


def key_range(delegations):
    """Return the bounds of the keys of some delegations, as conditions of the same SQL for any."""
    keys = [one.pk for one in delegations]
    return {"first": min(keys), "last": max(keys)}


def _iso(day):
    return dict(zip(["day", "month", "year"], iso_parts(day), strict=True))


def facts_by(facts, column):
    """Return the facts in lists by the value of a column."""
    found = defaultdict(list)
    for fact in facts:
        found[getattr(fact, column)].append(fact)
    return found


def keep_related(record, relation, related):
    """Keep a list of related records for `record.relation.all()`, as prefetching does."""
    queryset = record._meta.get_field(relation).related_model._base_manager.all()
    queryset._result_cache, queryset._prefetch_done = related, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = queryset


def _offices_by_person(offices):
    """Return the offices by person, the latest first."""
    by_role = sorted(offices, key=lambda one: one.role)
    found = defaultdict(list)
    for one in sorted(by_role, key=lambda one: one.since or "", reverse=True):
        found[one.person_id].append(one)
    return found
