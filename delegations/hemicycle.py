"""Seats drawn as the half-circle of a parliament."""

from dataclasses import dataclass, field
from math import cos, pi, sin

WIDTH, HEIGHT = 400, 210
OUTER, INNER = 180, 72  # radii of the outermost and the innermost row
CENTRE_X, CENTRE_Y = WIDTH / 2, HEIGHT - 12
FULL = 0.42  # a seat's radius, as a part of the distance to its neighbours


@dataclass
class Block:
    """The seats of one chamber: their places, and how many of them named members fill."""

    number: int  # from 1 on: the colour
    seats: object  # a row of Seats
    named: int
    places: list = field(default_factory=list)  # (x, y) of each seat

    @property
    def filled(self):
        return self.places[: self.named]

    @property
    def empty(self):
        return self.places[self.named :]


def blocks(composition, appointments):
    """Return a `Block` for each chamber of a composition, and the radius of a seat.

    `appointments` are those in force; who sits in a chamber is counted once.
    """
    rows = list(composition.seats.all())
    places, radius = layout(sum(row.number for row in rows))
    found = []
    for number, row in enumerate(rows, 1):
        members = {one.person_id for one in appointments if one.chamber_id == row.chamber_id}
        taken, places = places[: row.number], places[row.number :]
        found.append(Block(number, row, len(members), taken))
    return found, radius


def drawing(delegation):
    """Return the composition, blocks and radius of a delegation loaded `with_facts`.

    Without seats there is nothing to draw: {}.
    """
    composition = delegation.composition
    if not composition or not composition.total:
        return {}
    found, radius = blocks(composition, delegation.appointments_in_force)
    return {"composition": composition, "blocks": found, "radius": radius}


def layout(total):
    """Return the places (x, y) of so many seats, from left to right, and the radius of one.

    The rows are as few as let all seats stand apart; each takes its share by its length.
    """
    count = 1
    while capacity(count) < total:
        count += 1
    radii = rows(count)
    seats = share(total, radii)
    gap = min(
        [spacing(count), *(pi * r / (n - 1) for r, n in zip(radii, seats, strict=True) if n > 1)]
    )
    polar = sorted(
        (pi * (place / (number - 1) if number > 1 else 0.5), radius)
        for radius, number in zip(radii, seats, strict=True)
        for place in range(number)
    )
    places = [
        (round(CENTRE_X - radius * cos(angle), 1), round(CENTRE_Y - radius * sin(angle), 1))
        for angle, radius in polar
    ]
    return places, round(gap * FULL, 1)


def rows(count):
    """Return the radii of so many rows, from the outermost inwards."""
    return [OUTER - spacing(count) * number for number in range(count)]


def spacing(count):
    return (OUTER - INNER) / max(count, 4)


def capacity(count):
    """Return how many seats so many rows hold, as far apart as the rows are."""
    return sum(int(pi * radius / spacing(count)) + 1 for radius in rows(count))


def share(total, radii):
    """Share seats among rows by their lengths, by largest remainders (Hamilton's method)."""
    length = sum(radii)
    exact = [total * radius / length for radius in radii]
    seats = [int(number) for number in exact]
    by_remainder = sorted(range(len(radii)), key=lambda row: exact[row] - seats[row], reverse=True)
    for row in by_remainder[: total - sum(seats)]:
        seats[row] += 1
    return seats
