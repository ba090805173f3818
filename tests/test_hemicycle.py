"""Seats drawn as a half-circle, correct from 1 to 700 seats and 1 to 6 chambers."""

import re
from math import dist

import pytest
from django.template import Context, Template

from delegations.hemicycle import HEIGHT, WIDTH, layout
from delegations.models import Delegation

from .builders import make_composition, make_delegation

pytestmark = pytest.mark.once


@pytest.mark.parametrize("total", [1, 2, 3, 4, 5, 6, 7, 11, 22, 50, 99, 100, 333, 450, 699, 700])
def test_each_seat_has_its_own_place_within_the_drawing(total):
    places, radius = layout(total)

    assert len(places) == total
    assert radius > 2
    for x, y in places:
        assert radius <= x <= WIDTH - radius
        assert radius <= y <= HEIGHT - radius
    nearest = min((dist(a, b) for a in places for b in places if a is not b), default=WIDTH)
    assert nearest > 2 * radius


def test_every_number_of_seats_is_drawn():
    assert [len(layout(total)[0]) for total in range(1, 701)] == list(range(1, 701))


@pytest.mark.django_db
@pytest.mark.parametrize("seats", [[1], [700], [7, 4], [3, 3, 3], [1, 2, 3, 4, 5, 6], [600, 1, 99]])
def test_chambers_are_drawn_side_by_side_with_the_seats_of_the_table(client, seats):
    delegation = make_delegation()
    make_composition(delegation, seats=seats)

    page = client.get(delegation.get_absolute_url()).content.decode()

    groups = re.findall(r'<g class="chamber-(\d)">(.*?)</g>', page, re.DOTALL)
    assert [(int(number), group.count("<circle")) for number, group in groups] == [
        *enumerate(seats, 1)
    ]
    table = re.findall(r'<td class="seats__number">(\d+)</td>', page)
    assert table == [*map(str, seats), str(sum(seats))]
    assert "style=" not in page


@pytest.mark.django_db
def test_the_drawing_has_a_text_alternative_in_every_language(client):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[7])
    name = composition.seats.get().chamber.latest_name

    page = client.get(delegation.get_absolute_url()).content.decode()
    russian = client.get(delegation.get_absolute_url().replace("/en/", "/ru/")).content.decode()

    title = " ".join(re.search("<title id=.*?>(.*?)</title>", page, re.DOTALL)[1].split())
    assert title == f"7 seats: {name} – 7"
    assert re.search(r'cx="\d+\.\d"', russian)


@pytest.mark.django_db
def test_each_drawing_of_a_list_has_its_own_name():
    for seats in [[7], [4, 2], []]:
        make_composition(make_delegation(), seats=seats)
    make_delegation()
    drawn = Template(
        "{% load seats %}{% for one in all %}{% seats_on one as shown %}"
        '{% include "delegations/_hemicycle.html" with seats=shown.0 %}{% endfor %}'
    )

    page = drawn.render(Context({"all": Delegation.objects.live().with_facts()}))

    titles = re.findall(r'<title id="(.*?)">', page)
    assert len(set(titles)) == 2
    assert titles == re.findall(r'aria-labelledby="(.*?)"', page)
    assert page.count("<circle") == 7 + 4 + 2
