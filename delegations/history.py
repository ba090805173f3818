"""The changes in a delegation as sentences, each with its date and source.

Changes of things without a name in the active language are left out.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.numbers import format_number
from assembly.core.partial_dates import has_begun
from assembly.core.sentences import one_full_stop
from assembly.pages.feeds import urn

from .facts import Fact
from .loading import load_history
from .models import Delegation
from .timeline import in_order


@dataclass(frozen=True)
class Change:
    """One change: `day` is a partial date, or None where it is not recorded."""

    delegation: Delegation
    key: str  # stable as long as the fact's record exists
    day: str | None
    text: str
    fact: Fact | None  # whose source it is, or None

    @property
    def urn(self):
        """An id that no edit and no move of the site changes."""
        return urn(f"delegation-{self.delegation.pk}/{self.key}")


def changes(delegation, today=None):
    """Return the changes of a delegation loaded `with_history`, newest first.

    Undated changes come last; future ones and invalid dates are left out.
    """
    today = today or clock.today()
    found = [
        *_seats(delegation),
        *_appointments(delegation),
        *_names(delegation),
        *_participation(delegation),
    ]
    return newest_first(
        replace(change, text=one_full_stop(change.text))
        for change in found
        if not change.day or has_begun(change.day, today)
    )


def latest_changes(delegations, number):
    """Return the newest changes of some delegations, at most a number, undated ones last.

    Only what began or ended since the oldest of them is loaded. Not all of that makes a change;
    then more is.
    """
    today = clock.today()
    load_history(delegations)
    found = [change for one in delegations for change in changes(one, today)]
    return newest_first(found)[:number]


def newest_first(changes):
    return sorted(changes, key=lambda change: change.day or "", reverse=True)


def _seats(delegation):
    compositions = in_order(delegation.compositions.all())
    before = {}
    for composition in compositions:
        now = {row.chamber: row for row in composition.seats.all()}
        for chamber in [*now, *(gone for gone in before if gone not in now)]:
            name = _name_of(chamber, composition.since)
            if not name:
                continue
            for kind, text in _seats_of(name, before.get(chamber), now.get(chamber)):
                key = f"composition-{composition.pk}-{chamber.pk}-{kind}"
                yield Change(delegation, key, composition.since, text, composition)
        before = now


def _name_of(chamber, day):
    """Return a chamber's name on a partial date, in the form used after "of"."""
    names = in_order(chamber.names.all())
    then = [name for name in names if not day or name.first_known <= day] or names[:1]
    return then[-1].name_of if then else ""


def _seats_of(chamber, before, now):
    """Yield (kind, sentence) of each change in a chamber's seats."""
    if not now:
        yield "number", _("Seats of %(chamber)s ended.") % {"chamber": chamber}
    elif not before:
        text = _("Seats of %(chamber)s were first recorded: %(now)s.")
        yield "number", text % {"chamber": chamber, "now": format_number(now.number)}
    else:
        numbers = {
            "chamber": chamber,
            "before": format_number(before.number),
            "now": format_number(now.number),
        }
        if now.number > before.number:
            yield "number", _("Seats of %(chamber)s rose from %(before)s to %(now)s.") % numbers
        elif now.number < before.number:
            yield "number", _("Seats of %(chamber)s fell from %(before)s to %(now)s.") % numbers
        if now.described_as != before.described_as:
            words = {"before": before.described_as, "now": now.described_as}
            text = _("“%(before)s” are now described as “%(now)s”.") % words
            yield "description", text


def _appointments(delegation):
    for one in delegation.appointments.all():
        if not (one.person.name and one.title):
            continue
        words = {"person": one.person.name, "title": one.title}
        text = _("%(person)s took office: %(title)s.") % words
        yield Change(delegation, f"appointment-{one.pk}-since", one.since, text, one)
        if one.until:
            text = _("%(person)s left office: %(title)s.") % words
            yield Change(delegation, f"appointment-{one.pk}-until", one.until, text, one)


def _names(delegation):
    for before, now in pairwise(in_order(delegation.parliament_names.all())):
        if not (before.parliament and now.parliament) or before.parliament == now.parliament:
            continue
        words = {"before": before.parliament, "now": now.parliament}
        text = _("The parliament “%(before)s” was renamed “%(now)s”.") % words
        yield Change(delegation, f"parliament-{now.pk}", now.since, text, now)
    for chamber in delegation.chambers.all():
        for before, now in pairwise(in_order(chamber.names.all())):
            if not (before.name and now.name) or before.name == now.name:
                continue
            words = {"before": before.name, "now": now.name}
            text = _("The chamber “%(before)s” was renamed “%(now)s”.") % words
            yield Change(delegation, f"chamber-{now.pk}", now.since, text, now)


def _participation(delegation):
    for before, now in pairwise(in_order(delegation.participations.all())):
        words = {"before": before.kind.name, "now": now.kind.name}
        text = _("Participation changed from “%(before)s” to “%(now)s”.") % words
        yield Change(delegation, f"participation-{now.pk}", now.since, text, now)
