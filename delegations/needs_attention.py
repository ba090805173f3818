"""What needs attention in the delegations, found in the facts themselves."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import format_partial_date
from assembly.core.permissions import may
from assembly.core.sentences import one_full_stop
from assembly.newsroom.dashboard import Task

from .models import SINGLE, Appointment, Delegation

CONFIRM_AFTER_DAYS = 180  # after which a fact needs to be confirmed again


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
    """Return everything that needs attention today, found by the functions below."""
    today = today or timezone.localdate()
    delegations = list(Delegation.objects.with_facts(today).with_history())
    of_the_assembly = list(
        Appointment.objects.filter(delegation=None).select_related("person", "delegation")
    )
    found = []
    for delegation in delegations:
        found += unconfirmed_facts(delegation, today - timedelta(days=days))
        found += confirmed_too_early(delegation.compositions.all())
        found += confirmed_too_early(delegation.appointments.all())
        found += more_named_than_seats(delegation)
        found += languages_that_disagree(delegation)
        found += without_website(delegation)
        found += without_successor(delegation.appointments.all(), today)
    found += [
        unconfirmed_concern(one, today - timedelta(days=days))
        for one in of_the_assembly
        if one.held(today)
    ]
    found += confirmed_too_early(of_the_assembly)
    found += without_successor(of_the_assembly, today)
    return [replace(concern, text=one_full_stop(concern.text)) for concern in found if concern]


def unconfirmed_concern(fact, limit):
    if fact.confirmed_on < limit:
        day = date_format(fact.confirmed_on)
        return Concern(_("Not confirmed by any source since %s.") % day, fact)
    return None


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


def unconfirmed_facts(delegation, limit):
    """Yield the facts in force that no source has confirmed since a day."""
    for fact in [*delegation.compositions_in_force, *delegation.appointments_in_force]:
        yield unconfirmed_concern(fact, limit)


def more_named_than_seats(delegation):
    """Yield the chambers with more named members than seats."""
    if not delegation.composition:
        return
    named = Counter(one.chamber_id for one in delegation.appointments_in_force if one.chamber_id)
    for row in delegation.composition.seats.all():
        if named[row.chamber_id] > row.number:
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
    if may(user, "view", Delegation) and (number := len(concerns())):
        address = reverse("admin:delegations_needs_attention")
        yield _("needs attention"), Task(_("delegations"), number, address)
