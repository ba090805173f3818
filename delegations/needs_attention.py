"""What needs attention in the delegations, found in the facts themselves."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.core.bounded_counts import BoundedCount
from assembly.core.permissions import may
from assembly.core.sentences import one_full_stop
from assembly.newsroom.dashboard import Task

from . import attention_checks as checks
from .day_facts import facts_on, held_on
from .loading import LONG_TEXTS, load_states
from .models import Appointment, Delegation
from .statements import TITLES

CONFIRM_AFTER_DAYS = 180  # after which a fact needs to be confirmed again
MOST_SHOWN = 1_000  # concerns on the page


def concerns(days=CONFIRM_AFTER_DAYS, today=None):
    """Return what needs attention today.

    Of too many appointments with the same problem, there is one more than `MOST_SHOWN`.
    """
    today = today or timezone.localdate()
    limit = (today - timedelta(days=days)).isoformat()
    of_members = defaultdict(list)  # by delegation; of the assembly itself under None
    for found, concern in [
        (unconfirmed(limit, today), checks.unconfirmed_fact),
        (without_source(), checks.without_source),
    ]:
        for fact in _first(found):
            of_members[fact.delegation_id].append(concern(fact))
    found = []
    for delegation, theirs in _of_delegations(today, limit):
        found += [*theirs, *of_members[delegation.pk]]
    found += [*_of_the_assembly(today, limit), *of_members[None]]
    return [replace(concern, text=one_full_stop(concern.text)) for concern in found]


def number_of_concerns():
    """Return the number of `concerns` without reading the members; a `BoundedCount`."""
    today = timezone.localdate()
    limit = (today - timedelta(days=CONFIRM_AFTER_DAYS)).isoformat()
    number = sum(len(theirs) for _delegation, theirs in _of_delegations(today, limit))
    number += len(list(_of_the_assembly(today, limit)))
    members = BoundedCount.of(unconfirmed(limit, today)) + BoundedCount.of(without_source())
    return members + BoundedCount(number, False)


def _members():
    """Return the appointments to posts of several holders, of which there may be very many."""
    return Appointment.objects.filter(role__one_holder=False)


def _posts():
    """Return the appointments to posts of one holder."""
    posts = Appointment.objects.filter(role__one_holder=True).select_related("person", "role")
    return posts.defer(*LONG_TEXTS)


def unconfirmed(limit, today):
    """Return the members in office whom no source has confirmed since a day, an ISO date.

    The latest statement comes first, and those without a day last.
    """
    late = Q(statements__0__day__lt=limit) | Q(statements__0__day=None)
    return _members().on(today).filter(late)


def without_source():
    """Return the members without any statement, or with one that names no source."""
    blank = {f"statements__0__{key}": "" for key in [*TITLES, "address"]}
    return _members().filter(Q(statements=[]) | Q(**blank, statements__1__isnull=True))


def _first(facts):
    """Return the first facts, in the order of their delegations."""
    ordered = facts.order_by("delegation__order", "delegation__slug", "pk")
    return ordered.select_related("person").defer(*LONG_TEXTS)[: MOST_SHOWN + 1]


def _of_delegations(today, limit):
    """Yield each delegation and its concerns besides those of its members.

    The number of queries does not depend on the number of delegations.
    """
    delegations = list(Delegation.objects.all())
    if not delegations:
        return
    load_states(delegations, list(_posts().exclude(delegation=None)))
    named = _named(today)
    for delegation in delegations:
        delegation.on_day = facts_on(delegation, today, [])
        yield delegation, [*_of_delegation(delegation, today, limit, named)]


def _of_delegation(delegation, today, limit, named):
    bodies = [delegation.parliament_names, delegation.participations, delegation.compositions]
    for chamber in delegation.chambers.all():
        bodies += [chamber.names, chamber.websites]
    for body in bodies:
        yield from checks.contradicting_states(body.all())
    yield from _of_posts(delegation.appointments.all(), today)
    yield from checks.unconfirmed_facts(delegation, limit)
    yield from checks.seats_that_disagree(delegation, named)
    yield from checks.cases_that_do_not_fit(delegation)
    yield from checks.languages_that_disagree(delegation)
    yield from checks.chambers_that_lack_something(delegation)


def _of_posts(appointments, today):
    posts = defaultdict(list)
    for one in appointments:
        posts[one.role_id].append(one)
    for states in posts.values():
        yield from checks.contradicting_states(states)
        yield from checks.without_successor(states, today)


def _of_the_assembly(today, limit):
    posts = list(_posts().filter(delegation=None))
    yield from _of_posts(posts, today)
    for fact in held_on(posts, today):
        if checks.is_late(fact, limit):
            yield checks.unconfirmed_fact(fact)


def _named(today):
    """Return the numbers of people in office: by chamber, and of all members by delegation."""
    members = _members().on(today).exclude(delegation=None).order_by()
    in_office = Appointment.objects.on(today).exclude(chamber=None).order_by()
    number = Count("person", distinct=True)
    by_chamber = dict(in_office.values_list("chamber").annotate(number))
    by_delegation = members.values_list("delegation").annotate(number)
    return {**by_chamber, **{(None, pk): found for pk, found in by_delegation}}


def facts_to_confirm(user):
    """Yield the dashboard's task for what needs attention."""
    if may(user, "view", Delegation) and (count := number_of_concerns()):
        address = reverse("admin:delegations_needs_attention")
        yield _("needs attention"), Task(_("delegations"), count, address)
