"""The seats of a delegation drawn as a hemicycle."""

from functools import lru_cache
from math import cos, pi, sin

from django.template.loader import render_to_string

WIDTH, HEIGHT = 400, 210
OUTER = 168  # the largest radius of the outermost row
CENTRE_X, CENTRE_Y = WIDTH / 2, HEIGHT - 21
SPACING = 48  # between rows; smaller if the drawing would be too large
ALONG = 58  # between neighbours in a row, approximately
LEAST, INNERMOST = (
    52,
    0.35,
)  # the innermost row's radius: its minimum, and its share of the outermost
FULL = 0.42  # a seat's radius as a share of the distance to its neighbours


@lru_cache(maxsize=256)
def circles(rows):
    """Return the SVG of the seats in some rows: tuples of colour, all seats, and vacant ones.

    The same drawing serves all delegations, days and languages with the same numbers.
    """
    places, radius = layout(sum(number for _colour, number, _vacant in rows))
    groups = []
    for colour, number, vacant in rows:
        its, places = places[:number], places[number:]
        taken = number - vacant
        groups.append({"colour": colour, "taken": its[:taken], "vacant": its[taken:]})
    return render_to_string("delegations/_circles.html", {"groups": groups, "radius": radius})


@lru_cache(maxsize=256)
def layout(total):
    """Return the places (x, y) of a number of seats from left to right, and the radius of a seat.

    Small numbers of seats are drawn in one size, so that more seats take more room. Seats are
    shared among rows by length.
    """
    count = number_of_rows(total)
    outer = max(outermost(total, count), LEAST)
    scale = min(OUTER / outer, 1)
    radii = [(outer - SPACING * row) * scale for row in range(count)]
    seats = share(total, radii)
    gaps = [pi * r / (n - 1) for r, n in zip(radii, seats, strict=True) if n > 1]
    gap = min([SPACING * scale, *gaps])
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


def number_of_rows(total):
    """Return the number of rows for a number of seats."""
    count = 1
    while has_room(outermost(total, count + 1), count + 1):
        count += 1
    return count


def has_room(outer, count):
    return outer - SPACING * (count - 1) >= max(LEAST, INNERMOST * outer)


def outermost(total, count):
    """Return the radius of the outermost row of a number of full rows."""
    return ALONG * (total - count) / (pi * count) + SPACING * (count - 1) / 2


def share(total, radii):
    """Share seats among rows by their lengths, by largest remainders (Hamilton's method)."""
    length = sum(radii)
    exact = [total * radius / length for radius in radii]
    seats = [int(number) for number in exact]
    by_remainder = sorted(range(len(radii)), key=lambda row: exact[row] - seats[row], reverse=True)
    for row in by_remainder[: total - sum(seats)]:
        seats[row] += 1
    return seats
