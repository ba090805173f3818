"""The chart shows numbers of seats in order, each from the first day that a source tells."""

import re

import pytest

from .builders import make_composition, make_delegation
from .pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HISTORY = "/{}/delegations/country/history/"


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def points(client):
    """Return where the points of the chart stand, from left to right, and how high."""
    html = client.get(HISTORY.format("en")).content.decode()
    found = re.findall(r'class="chart__point" cx="([\d.]+)" cy="([\d.]+)"', html)
    return [(float(x), float(y)) for x, y in found]


def test_a_single_composition_has_no_chart(client, delegation):
    make_composition(delegation, seats=[5])

    assert points(client) == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            "Seats over time: 5 at first; then 9; 6, first stated on 14 September 2019; "
            "8 since March 2021",
        ),
        (
            "ru",
            "Число мест по датам: сначала 5; затем 9; 6 (впервые указано в источнике от "
            "14 сентября 2019 г.); 8 с марта 2021 г.",
        ),
    ],
)
def test_the_chart_says_how_each_number_is_known(client, delegation, language, words):
    make_composition(delegation, seats=[5], stated=[], sequence=1)
    make_composition(delegation, seats=[9], stated=[], sequence=2)
    make_composition(delegation, seats=[6], stated=["2019-09-14", "2020"], sequence=3)
    make_composition(delegation, seats=[8], since="2021-03", sequence=4)

    assert words in text(client.get(HISTORY.format(language)))
    places = points(client)
    assert [x for x, _y in places] == sorted({x for x, _y in places})
    assert [y for _x, y in places] == [72.0, 8.0, 56.0, 24.0]


@pytest.mark.parametrize("days", [[[], [], []], [["2019"], [], []], [["2019"], [], ["2021"]]])
def test_steps_without_a_day_stand_between_their_neighbours(client, delegation, days):
    for number, stated in enumerate(days, start=1):
        make_composition(delegation, seats=[number], stated=stated, sequence=number)

    places = [x for x, _y in points(client)]

    assert places == sorted(set(places))
    assert places[0] == 0
    assert places[-1] < 640
