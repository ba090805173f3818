"""A sentence names the chambers in the order and the case of its source in each language."""

import pytest

from .builders import make_chamber, make_composition, make_delegation, make_seats
from .days import page_on
from .pages import lines

pytestmark = [pytest.mark.django_db, pytest.mark.once]

LEAD_IN = {
    "lead_in_en": "The delegation consists of",
    "lead_in_ru": "Делегация представлена",
}


@pytest.fixture
def kazakhstan():
    delegation = make_delegation(slug="country")
    composition = make_composition(delegation, **LEAD_IN)
    make_seats(
        composition,
        chamber=make_chamber(delegation, order=1),
        number=7,
        described_as_en="deputies from the Mazhilis",
        described_as_ru="депутатами Мажилиса",
        sentence_place_ru=2,
    )
    make_seats(
        composition,
        chamber=make_chamber(delegation, order=2),
        number=4,
        described_as_en="members of the Senate",
        described_as_ru="членами Сената",
        sentence_place_ru=1,
    )
    return delegation


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (
            "en",
            "The delegation consists of 7 deputies from the Mazhilis and 4 members of the Senate.",
        ),
        ("ru", "Делегация представлена 4 членами Сената и 7 депутатами Мажилиса."),
    ],
)
def test_each_language_has_the_order_of_its_source(client, code, sentence, kazakhstan):
    assert sentence in lines(page_on(client, code))
