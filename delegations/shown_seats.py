"""The seats of a delegation on a day, as its pages show them: named, not named and vacant."""

from collections import Counter
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assembly.core.numbers import format_number

from .hemicycle import circles
from .models.delegation import names_of

COLOURS = 6


@dataclass(frozen=True)
class SeatRow:
    """The seats of a chamber, or of one kind there; `colour` is a number from 1."""

    colour: int
    seats: object  # a row of Seats
    label: str
    named: int = 0  # people known to sit there, as far as their chambers tell
    perhaps: int = 0  # more who may sit there
    has_name: bool = True  # or the label is only the kind of the chamber

    @property
    def chamber_kind(self):
        """The kind of the chamber, unless the label is that."""
        chamber = self.seats.chamber
        return chamber.get_kind_display() if chamber and self.has_name else ""

    @property
    def number(self):
        return self.seats.number

    @property
    def occupants(self):
        """What is known of those who sit there, in words; "" if nothing is."""
        vacant = self.seats.vacant or 0
        counted = self.named and not self.perhaps
        unnamed = max(self.number - vacant - self.named, 0) if counted else 0
        known = [
            (_("named: %s"), self.named),
            (_("perhaps %s more"), self.perhaps if self.named else 0),
            (_("not named: %s"), unnamed),
            (_("vacant: %s"), vacant),
        ]
        return ", ".join(text % format_number(number) for text, number in known if number)


@dataclass(frozen=True)
class ShownSeats:
    """The seats of a composition; `named` is how many members are known by name, in any seats.

    `perhaps` is how many more may be members.
    """

    composition: object
    rows: tuple
    named: int = 0
    perhaps: int = 0

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
        if self.perhaps:
            more = _("Perhaps %s more.") % format_number(self.perhaps)
            return f"{text % words} {more}"
        return text % words


def seats_on(delegation):
    """Return the `ShownSeats` of each composition of a delegation loaded `with_facts`.

    Names are counted only if there is no other that may have been in force.
    """
    certain = delegation.composition is not None
    offices = [one for one in delegation.on_day.offices if certain and _is_of_a_member(one)]
    sure, perhaps = _members(offices), _possible_members(offices)
    day = delegation.on_day.day.isoformat()
    return [_shown(one, sure, perhaps, day) for one in delegation.on_day.compositions]


def _is_of_a_member(office):
    """Whoever represents a delegation need not have a seat, unless a chamber is recorded."""
    return office.chamber_id or not office.role.expected


def _members(offices):
    """Return the chambers of those who are known to be members, by the key of the person."""
    found = {}
    for one in offices:
        if one.answer.state:
            found[one.person_id] = found.get(one.person_id) or one.chamber_id
    return found


def _possible_members(offices):
    """Return the chambers of more who may be members, by the answer: one of its people is."""
    sure = _members(offices)
    by_answer = {}
    for one in offices:
        if not one.answer.state:
            by_answer.setdefault(id(one.answer), []).append(one)
    return {
        key: states[0].chamber_id
        for key, states in by_answer.items()
        if all(one.person_id not in sure for one in states)
    }


def _shown(composition, members, possible, day):
    rows = list(composition.seats.all())
    kinds = {row.kind_id for row in rows}
    in_chamber = Counter(row.chamber_id for row in rows)
    by_chamber, more = Counter(members.values()), Counter(possible.values())
    found = []
    for place, row in enumerate(rows):
        named = perhaps = 0
        if len(rows) == 1:
            named, perhaps = len(members), len(possible)
        elif row.chamber_id and in_chamber[row.chamber_id] == 1:
            named, perhaps = by_chamber[row.chamber_id], more[row.chamber_id]
        name = names_of(row.chamber.names_near(day), "name") if row.chamber_id else ""
        label = _label(row, name, len(kinds) > 1)
        shown = SeatRow(place % COLOURS + 1, row, label, named, perhaps, has_name=bool(name))
        found.append(shown)
    return ShownSeats(composition, tuple(found), len(members), len(possible))


def _label(row, name, by_kind):
    """Return what a row is called: by the name of its chamber, or else the chamber's kind."""
    kind = row.kind.name if row.kind_id and (by_kind or not row.chamber_id) else ""
    if not row.chamber_id:
        return capfirst(kind) or _("Whole delegation")
    chamber = name or capfirst(row.chamber.get_kind_display())
    return ", ".join(filter(None, [chamber, kind]))
