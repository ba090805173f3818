"""What needs attention in the delegations, found in the facts themselves."""

from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from assembly.core.bounded_counts import BoundedCount
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import format_partial_date
from assembly.core.permissions import may
from assembly.core.sentences import one_full_stop
from assembly.newsroom.dashboard import Task

from .day_facts import held_on
from .loading import load_history
from .models import Delegation
from .timeline import on_day

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
    """Return what needs attention today, found by the functions below."""
    today = today or timezone.localdate()
    limit = today - timedelta(days=days)
    delegations = list(Delegation.objects.all())
    load_history(delegations)
    found = []
    for delegation in delegations:
        delegation.composition_now = on_day(delegation.compositions.all(), today).state
        offices = held_on(delegation.appointments.all(), today)
        facts = [*filter(None, [delegation.composition_now]), *offices]
        found += unconfirmed_facts(facts, limit)
        found += languages_that_disagree(delegation)
    return [replace(concern, text=one_full_stop(concern.text)) for concern in found]


def number_of_concerns():
    """Return the number of `concerns`; a `BoundedCount`."""
    return BoundedCount(len(concerns()), False)


def unconfirmed_facts(facts, limit):
    """Yield those of some facts in force that no source has confirmed since a day."""
    for fact in facts:
        if fact.last_stated < limit.isoformat():
            text = _("Not confirmed by any source since %s.")
            yield Concern(text % format_partial_date(fact.last_stated), fact)


def _names(languages):
    return ", ".join(str(language_name(language)) for language in languages)


def languages_that_disagree(delegation):
    """Yield a delegation and seats that lack the text in some language."""
    written = delegation.written_languages
    missing = [language for language in LANGUAGES if language not in written]
    if written and missing:
        text = _("The text is not written in: %s.")
        yield Concern(text % _names(missing), delegation)
    if delegation.composition_now:
        for row in delegation.composition_now.seats.all():
            missing = [code for code in LANGUAGES if not getattr(row, f"described_as_{code}")]
            if missing:
                text = _("Seats are not described in: %s.")
                yield Concern(text % _names(missing), delegation.composition_now)


def facts_to_confirm(user):
    """Yield the dashboard's task for what needs attention."""
    if may(user, "view", Delegation) and (count := number_of_concerns()):
        address = reverse("admin:delegations_needs_attention")
        yield _("needs attention"), Task(_("delegations"), count, address)
