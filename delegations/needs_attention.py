"""What needs attention in the delegations, found in the facts themselves."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import CharField, Count, Model, Prefetch
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.core.bounded_counts import BoundedCount
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import format_partial_date
from assembly.core.permissions import may
from assembly.core.sentences import one_full_stop
from assembly.newsroom.dashboard import Task

from .models import SINGLE, Appointment, Composition, Delegation

CONFIRM_AFTER_DAYS = 180  # after which a fact needs to be confirmed again
MOST_SHOWN = 1_000  # concerns on the page


@dataclass(frozen=True)
class Concern:
    """A problem in words, and the record where it can be fixed."""

    text: str
    record: Model

    @property
    def address(self):
        opts = self.record._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        return reverse(name, args=[self.record.pk])


def concerns(days=CONFIRM_AFTER_DAYS, today=None):
    """Return what needs attention today, found by the functions below.

    Of too many appointments with the same problem, there is one more than `MOST_SHOWN`.
    """
    today = today or timezone.localdate()
    limit = today - timedelta(days=days)
    late, early = unconfirmed(Appointment, limit, today), too_early(Appointment)
    late, early = (facts.filter(pk__in=_first_keys(facts)) for facts in (late, early))
    found = []
    for delegation in _delegations(today, late, early):
        compositions = delegation.compositions_in_force
        found += unconfirmed_facts([*compositions, *delegation.late_appointments], limit)
        found += confirmed_too_early(delegation.early_compositions)
        found += confirmed_too_early(delegation.early_appointments)
        found += _of_delegation(delegation, today)
    found += unconfirmed_facts(_of_the_assembly(late), limit)
    found += confirmed_too_early(_of_the_assembly(early))
    found += without_successor(_of_the_assembly(Appointment.objects.filter(role__in=SINGLE)), today)
    return [replace(concern, text=one_full_stop(concern.text)) for concern in found]


def number_of_concerns():
    """Return the number of `concerns` without reading the appointments; a `BoundedCount`."""
    today = timezone.localdate()
    limit = today - timedelta(days=CONFIRM_AFTER_DAYS)
    none = Appointment.objects.none()
    others = []
    for delegation in _delegations(today, none, none):
        others += unconfirmed_facts(delegation.compositions_in_force, limit)
        others += confirmed_too_early(delegation.early_compositions)
        others += _of_delegation(delegation, today)
    posts = _of_the_assembly(Appointment.objects.filter(role__in=SINGLE))
    others += without_successor(posts, today)
    late = BoundedCount.of(unconfirmed(Appointment, limit, today))
    return late + BoundedCount.of(too_early(Appointment)) + BoundedCount(len(others), False)


def unconfirmed(model, limit, today):
    """Return the facts in force that no source has confirmed since a day."""
    return model.objects.on(today).filter(confirmed_on__lt=limit)


def too_early(model):
    """Return the facts whose source is of a day before the first, and is not said to announce it.

    Partial dates are compared as texts, as in `Fact.begins_after`.
    """
    return model.objects.filter(announced=False, since__gt=Cast("confirmed_on", CharField()))


def _first_keys(facts):
    """Return the keys of the first facts, in the order of their delegations."""
    ordered = facts.order_by("delegation__order", "delegation__slug", "pk")
    return list(ordered.values_list("pk", flat=True)[: MOST_SHOWN + 1])


def _of_the_assembly(appointments):
    return appointments.filter(delegation=None).select_related("person")


def _delegations(today, late, early):
    """Return the delegations with what can raise concerns, in a fixed number of queries."""
    in_force = Composition.objects.on(today).prefetch_related("seats__chamber")
    posts = Appointment.objects.filter(role__in=SINGLE)
    related = {
        "late_appointments": late.by_rank(),
        "early_appointments": early,
        "single_posts": posts,
    }
    delegations = Delegation.objects.prefetch_related(
        "chambers",
        Prefetch("compositions", in_force, to_attr="compositions_in_force"),
        Prefetch("compositions", too_early(Composition), to_attr="early_compositions"),
        *(
            Prefetch("appointments", facts.select_related("person"), to_attr=name)
            for name, facts in related.items()
        ),
    )
    named = Appointment.objects.on(today).exclude(chamber=None).order_by()
    named = dict(named.values_list("chamber").annotate(Count("pk")))
    for delegation in delegations:
        delegation.composition = next(iter(delegation.compositions_in_force), None)
        delegation.named_in_chambers = named
    return delegations


def _of_delegation(delegation, today):
    """Yield a delegation's concerns besides those of the sources of its facts."""
    yield from more_named_than_seats(delegation)
    yield from languages_that_disagree(delegation)
    yield from without_website(delegation)
    yield from without_successor(delegation.single_posts, today)


def unconfirmed_facts(facts, limit):
    """Yield those of some facts in force that no source has confirmed since a day."""
    for fact in facts:
        if fact.confirmed_on < limit:
            day = date_format(fact.confirmed_on)
            yield Concern(_("Not confirmed by any source since %s.") % day, fact)


def confirmed_too_early(facts):
    """Yield the facts whose source is of a day before the first, and is not said to announce it."""
    for fact in facts:
        if fact.begins_after(fact.confirmed_on) and not fact.announced:
            text = _("The source of %(day)s is from before the first day, %(since)s: check it.")
            words = {
                "day": date_format(fact.confirmed_on),
                "since": format_partial_date(fact.since),
            }
            yield Concern(text % words, fact)


def more_named_than_seats(delegation):
    """Yield the chambers with more named members than seats."""
    if not delegation.composition:
        return
    for row in delegation.composition.seats.all():
        if delegation.named_in_chambers.get(row.chamber_id, 0) > row.number:
            text = _("More members are named than there are seats: %(chamber)s.")
            yield Concern(text % {"chamber": row.chamber.name}, delegation)


def _names(languages):
    return ", ".join(str(language_name(language)) for language in languages)


def languages_that_disagree(delegation):
    """Yield a delegation and seats that lack the text in some language."""
    written = delegation.written_languages
    missing = [language for language in LANGUAGES if language not in written]
    if written and missing:
        text = _("The text is not written in: %s.")
        yield Concern(text % _names(missing), delegation)
    if delegation.composition:
        for row in delegation.composition.seats.all():
            missing = [code for code in LANGUAGES if not getattr(row, f"described_as_{code}")]
            if missing:
                text = _("Seats are not described in: %s.")
                yield Concern(text % _names(missing), delegation.composition)


def without_website(delegation):
    """Yield the chambers without a website in some language."""
    for chamber in delegation.chambers.all():
        missing = [code for code in LANGUAGES if not getattr(chamber, f"website_{code}")]
        if missing:
            text = _("Website not recorded (%(languages)s): %(chamber)s.")
            yield Concern(text % {"languages": _names(missing), "chamber": chamber}, delegation)


def lasts_longer(one, other):
    """Return whether one appointment lasts longer than another."""
    return not one.until or one.until > other.until


def without_successor(appointments, today):
    """Yield the single posts that ended without a successor."""
    for ended in appointments:
        if ended.role not in SINGLE or ended.held(today) or not ended.until:
            continue
        later = [
            one
            for one in appointments
            if one.role == ended.role and one != ended and lasts_longer(one, ended)
        ]
        if not later:
            words = {"title": ended.title, "day": format_partial_date(ended.until)}
            text = _("No successor recorded since %(day)s: %(title)s.") % words
            yield Concern(text, ended)


def facts_to_confirm(user):
    """Yield the dashboard's task for what needs attention."""
    if may(user, "view", Delegation) and (count := number_of_concerns()):
        address = reverse("admin:delegations_needs_attention")
        yield _("needs attention"), Task(_("delegations"), count, address)
