"""The seats of a delegation on a day, as its pages show them: named, not named and vacant."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assembly.core.numbers import format_number

from .hemicycle import circles

COLOURS = 6


@dataclass(frozen=True)
class SeatRow:
    """The seats of a chamber, or of one kind there; `colour` is a number from 1."""

    colour: int
    seats: object  # a row of Seats
    label: str
    named: int = 0  # people known to sit there, as far as their chambers tell

    @property
    def number(self):
        return self.seats.number

    @property
    def occupants(self):
        """What is known of those who sit there, in words; "" if nothing is."""
        vacant = self.seats.vacant or 0
        unnamed = max(self.number - vacant - self.named, 0) if self.named else 0
        known = [
            (_("named: %s"), self.named),
            (_("not named: %s"), unnamed),
            (_("vacant: %s"), vacant),
        ]
        return ", ".join(text % format_number(number) for text, number in known if number)


@dataclass(frozen=True)
class ShownSeats:
    """The seats of a composition; `named` is how many members are known by name, in any seats."""

    composition: object
    rows: tuple
    named: int = 0

    @property
    def total(self):
        return self.composition.total

    @property
    def totals(self):
        """The number of seats of each kind as pairs of its name, or "", and the number."""
        found = [(kind.name if kind else "", number) for kind, number in self.composition.totals]
        return found if len(found) > 1 else [("", self.total)]

    @property
    def by_chamber(self):
        return any(row.seats.chamber_id for row in self.rows)

    @property
    def sums_up(self):
        """Whether the totals say more than the rows do."""
        return self.by_chamber or len(self.totals) < len(self.rows)

    @property
    def without_seats(self):
        """The rows of chambers that have no seats, for a reason that readers may know."""
        return [row for row in self.rows if not row.number and row.seats.note]

    @property
    def circles(self):
        """The drawing of all the seats, in SVG."""
        return circles(tuple((row.colour, row.number, row.seats.vacant or 0) for row in self.rows))

    @property
    def members_named(self):
        """How many of the members are named, as a sentence; "" if none are.

        Seats of several kinds have no total.
        """
        words = {"named": format_number(self.named), "total": format_number(self.total)}
        if not self.named:
            return ""
        if self.named > self.total or len(self.totals) > 1:
            text = ngettext(
                "%(named)s member is named.", "%(named)s members are named.", self.named
            )
        else:
            text = ngettext(
                "%(named)s of %(total)s members is named.",
                "%(named)s of %(total)s members are named.",
                self.named,
            )
        return text % words


def seats_on(delegation):
    """Return the `ShownSeats` of each composition of a delegation loaded `with_facts`.

    Names are counted only if there is no other that may have been in force.
    """
    certain = delegation.composition is not None
    members = _members(delegation.on_day.offices) if certain else {}
    return [_shown(one, members) for one in delegation.on_day.compositions]


def _members(offices):
    """Return the chambers of those who are known to be members, by the key of the person.

    Whoever represents a delegation need not have a seat, unless a chamber is recorded.
    """
    found = {}
    for one in offices:
        if one.answer.state and (one.chamber_id or not one.role.expected):
            found[one.person_id] = found.get(one.person_id) or one.chamber_id
    return found


def _shown(composition, members):
    rows = list(composition.seats.all())
    kinds = {row.kind_id for row in rows}
    in_chamber = Counter(row.chamber_id for row in rows)
    by_chamber = Counter(members.values())
    found = []
    for place, row in enumerate(rows):
        named = 0
        if len(rows) == 1:
            named = len(members)
        elif row.chamber_id and in_chamber[row.chamber_id] == 1:
            named = by_chamber[row.chamber_id]
        label = _label(row, len(kinds) > 1)
        found.append(SeatRow(place % COLOURS + 1, row, label, named))
    return ShownSeats(composition, tuple(found), len(members))


def _label(row, by_kind):
    """Return the name of a row: of its chamber, or else the words of its composition."""
    kind = row.kind.name if row.kind_id and (by_kind or not row.chamber_id) else ""
    if not row.chamber_id:
        return capfirst(kind) or _("Whole delegation")
    chamber = row.chamber.name or row.described_as or capfirst(row.chamber.get_kind_display())
    return ", ".join(filter(None, [chamber, kind]))
