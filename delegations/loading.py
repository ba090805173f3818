"""Loads the states of delegations and people in a few short queries, however many there are.

Django's prefetching asks for each kind of record separately; here, records that are shown together
come together, and are put in their places in Python. What the states say of a day, `day_facts`
finds out.
"""

from collections import defaultdict

from django.db.models import F, FilteredRelation, Q

from assembly.core import clock
from assembly.core.languages import per_language
from assembly.core.partial_dates import iso_parts
from assembly.core.prepared import prepared
from assembly.publishing.content_version import once_per_change

from . import models
from .day_facts import facts_on, held_on

# Long texts of people, which only their own pages show.
LONG_TEXTS = [
    f"person__{name}" for name in ["biography", *per_language("biography"), "also_known_as"]
]


def delegation_on(slug, day):
    """Return the delegation at an address, if the public may read it, with its facts as of a day.

    Return None if there is no such delegation.
    """
    found = live_delegations(slug=slug, now=clock.now())
    load_facts(found, day)
    return next(iter(found), None)


def load_facts(delegations, day):
    """Give delegations their states, and `on_day`, what these say of a day."""
    if not delegations:
        return
    appointments = list(_appointments_on(**key_range(delegations), **_iso(day)))
    load_states(delegations, [one for one in appointments if one.delegation_id])
    roles = expected_roles()
    assembly = held_on([one for one in appointments if one.delegation_id is None], day)
    offices = _offices_by_person(assembly)
    for delegation in delegations:
        delegation.on_day = facts_on(delegation, day, roles)
        for one in delegation.on_day.offices:
            one.person.of_the_assembly = offices[one.person_id]


def load_history(delegations):
    """Give delegations all their past and present states, as if they were prefetched."""
    if delegations:
        load_states(delegations, _appointments(**key_range(delegations)))


def load_states(delegations, appointments):
    """Give delegations their states with these appointments, as if they were prefetched."""
    bounds = key_range(delegations)
    chambers = list(_chambers(**bounds))
    names = facts_by(_chamber_names(**bounds), "chamber_id")
    websites = facts_by(_websites(**bounds), "chamber_id")
    for chamber in chambers:
        _keep_facts(chamber, "chamber", "names", names[chamber.pk])
        _keep_facts(chamber, "chamber", "websites", websites[chamber.pk])
    by_key = {chamber.pk: chamber for chamber in chambers}
    compositions = _with_their_seats(_compositions(**bounds), by_key)
    for one in appointments:
        if one.chamber_id:
            one.chamber = by_key.get(one.chamber_id)
    of_delegations = {
        "chambers": chambers,
        "parliament_names": _parliament_names(**bounds),
        "participations": _participations(**bounds),
        "compositions": compositions,
        "appointments": appointments,
    }
    facts = {name: facts_by(rows, "delegation_id") for name, rows in of_delegations.items()}
    for delegation in delegations:
        for relation, found in facts.items():
            _keep_facts(delegation, "delegation", relation, found[delegation.pk])


def _with_their_seats(rows, chambers):
    """Return the compositions of some rows once each, with the seats of all their rows."""
    found, seats = {}, defaultdict(list)
    for composition in rows:
        found.setdefault(composition.pk, composition)
        if row := getattr(composition, "row", None):  # Django sets none where there is none
            row.composition, row.chamber = found[composition.pk], chambers.get(row.chamber_id)
            seats[composition.pk].append(row)
    for pk, composition in found.items():
        keep_related(composition, "seats", seats[pk])
    return list(found.values())


def _keep_facts(record, body, relation, facts):
    for fact in facts:
        setattr(fact, body, record)
    keep_related(record, relation, facts)


def offices_of_the_assembly(day):
    """Return the offices in the assembly itself on a day, by rank, each with its `answer`."""
    offices = models.Appointment.objects.filter(delegation=None, role__of_assembly=True)
    return held_on(_with_people(offices.by_rank()), day)


@once_per_change
def expected_roles():
    """Return the roles that are expected in each delegation, the highest first."""
    return list(models.Role.objects.filter(expected=True, of_assembly=False))


@prepared
def live_delegations(slug, now):
    """Find the delegation at an address, if the public may read it."""
    return models.Delegation.objects.live(now).filter(slug=slug)


@prepared
def people_at(slug):
    return models.Person.objects.filter(slug=slug).select_related("photo")


def public_offices(person, now):
    """Return the public appointments of a person, by key, each with its `answer` of today.

    It is None for those that are not held today.
    """
    posts = public_posts(person=person, now=now)
    for one in posts:
        one.answer = None
    held_on(posts, clock.today())
    return [one for one in posts if one.person_id == person]


@prepared
def public_posts(person, now):
    """Find the public appointments of a person, and those of others to posts of one holder."""
    own = models.Appointment.objects.filter(person=person).order_by()
    beside = Q(role__one_holder=True, role__in=own.values("role")) & (
        Q(delegation=None) | Q(delegation__in=own.values("delegation"))
    )
    found = models.Appointment.objects.public(now).filter(Q(person=person) | beside)
    return found.select_related("delegation", "role", "chamber")


@prepared
def _chambers(first, last):
    return _of_delegations(models.Chamber, first, last).order_by("order", "slug")


@prepared
def _chamber_names(first, last):
    return models.ChamberName.objects.filter(
        chamber__delegation__gte=first, chamber__delegation__lte=last
    )


@prepared
def _websites(first, last):
    return models.Website.objects.filter(
        chamber__delegation__gte=first, chamber__delegation__lte=last
    )


@prepared
def _parliament_names(first, last):
    return _of_delegations(models.ParliamentName, first, last)


@prepared
def _participations(first, last):
    return _of_delegations(models.Participation, first, last).select_related("kind")


@prepared
def _compositions(first, last):
    """Find the compositions: a row for each row of seats, or one without seats."""
    return (
        _of_delegations(models.Composition, first, last)
        .annotate(row=FilteredRelation("seats"))
        .select_related("row", "row__kind")
        .order_by(
            "pk",
            F("row__chamber__order").asc(nulls_first=True),
            "row__chamber__slug",
            F("row__kind__order").asc(nulls_first=True),
            "row__pk",
        )
    )


@prepared
def _appointments(first, last):
    return _with_people(_of_delegations(models.Appointment, first, last).by_rank())


@prepared
def _appointments_on(first, last, day, month, year):
    """Find the appointments that no day rules out, by rank, and all to posts of one holder.

    Among them are the offices in the assembly of the same people.
    """
    held = models.Appointment.objects.on_iso(day, month, year)
    theirs = Q(delegation__gte=first, delegation__lte=last)
    people = held.filter(theirs).order_by().values("person")
    posts = Q(role__one_holder=True) | Q(role__expected=True)
    alive = Q(pk__in=held.order_by().values("pk"))
    return _with_people(
        models.Appointment.objects.filter(
            (theirs & (posts | alive))
            | Q(Q(role__one_holder=True) | (alive & Q(person__in=people)), delegation=None)
        ).by_rank()
    )


def _with_people(appointments):
    return appointments.select_related("person", "role").defer(*LONG_TEXTS)


def _of_delegations(model, first, last):
    return model.objects.filter(delegation__gte=first, delegation__lte=last)


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
    model = record._meta.get_field(relation).related_model
    # Not of its manager, as modeltranslation then makes a class for each, which takes long.
    queryset = model._base_manager._queryset_class(model)
    queryset._result_cache, queryset._prefetch_done = related, True
    record.__dict__.setdefault("_prefetched_objects_cache", {})[relation] = queryset


def _offices_by_person(offices):
    """Return the offices that are known to be held, by person, the latest first."""
    by_role = sorted(offices, key=lambda one: one.role.order)
    found = defaultdict(list)
    for one in sorted(by_role, key=lambda one: one.first_known, reverse=True):
        if one.answer.state:
            found[one.person_id].append(one)
    return found
