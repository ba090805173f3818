"""The history of states as real sources give them: in order, without days that nobody stated."""

import pytest
from django.utils.translation import override

from delegations.history import changes
from delegations.models import Delegation

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_seats,
    make_website,
)

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


@pytest.fixture
def chamber(delegation):
    return make_chamber(delegation, name_of="the Duma")


def history(delegation, language):
    with override(language):
        [loaded] = Delegation.objects.filter(pk=delegation.pk).with_history()
        return [(str(change.when), change.text) for change in changes(loaded)]


def in_languages(**expected):
    return pytest.mark.parametrize(("language", "expected"), list(expected.items()))


@in_languages(
    en=[
        ("Date not recorded", "Seats of the Duma fell from 7 to 6."),
        ("Date not recorded", "Seats of the Duma were first recorded: 7."),
    ],
    ru=[
        ("Дата не указана", "Число мест the Duma сократилось с 7 до 6."),
        ("Дата не указана", "Впервые указано число мест the Duma: 7."),
    ],
)
def test_two_states_whose_order_is_known_but_no_day(delegation, chamber, language, expected):
    for place, number in enumerate([7, 6], start=1):
        composition = make_composition(delegation, stated=[], sequence=place)
        make_seats(composition, chamber=chamber, number=number)

    assert history(delegation, language) == expected


@in_languages(
    en=[
        ("Between December 2017 and 14 September 2025", "Seats of the Duma rose from 5 to 8."),
        ("First stated in December 2017", "Seats of the Duma were first recorded: 5."),
    ],
    ru=[
        (
            "В период с декабря 2017 г. по 14 сентября 2025 г.",
            "Число мест the Duma выросло с 5 до 8.",
        ),
        (
            "Впервые указано в источнике от декабря 2017 г.",
            "Впервые указано число мест the Duma: 5.",
        ),
    ],
)
def test_a_change_that_came_between_two_statements(delegation, chamber, language, expected):
    for stated, number in [("2017-12", 5), ("2025-09-14", 8)]:
        make_seats(make_composition(delegation, stated=[stated]), chamber=chamber, number=number)

    assert history(delegation, language) == expected


def test_a_state_without_a_day_comes_after_the_one_before_it(delegation, chamber):
    for place, (stated, number) in enumerate([(["2017-12-22"], 5), ([], 8)], start=1):
        composition = make_composition(delegation, stated=stated, sequence=place)
        make_seats(composition, chamber=chamber, number=number)

    assert [when for when, _text in history(delegation, "en")] == [
        "After 22 December 2017",
        "First stated on 22 December 2017",
    ]


@in_languages(
    en=[
        "The words before the seats were “… consists of”; now they are “… is represented by”.",
        "“members of the Federation Council” are now described as “senators”.",
    ],
    ru=[
        "Слова перед числом мест: прежде «Делегация состоит из», теперь «Делегация представлена».",
        "Вместо «членов Совета Федерации» теперь пишется «сенаторами».",
    ],
)
def test_the_same_seats_in_other_words(delegation, chamber, language, expected):
    words = [
        ("consists of", "members of the Federation Council"),
        ("is represented by", "senators"),
    ]
    russian = [("состоит из", "членов Совета Федерации"), ("представлена", "сенаторами")]
    for year, english, its in zip(["2017", "2025"], words, russian, strict=True):
        lead_in = {
            "lead_in_en": f"The delegation of the Assembly {english[0]}",
            "lead_in_ru": f"Делегация {its[0]}",
        }
        make_seats(
            make_composition(delegation, stated=[year], **lead_in),
            chamber=chamber,
            number=12,
            described_as_en=english[1],
            described_as_ru=its[1],
        )

    assert [text for _when, text in history(delegation, language)[:2]] == expected


@in_languages(
    en=[
        "The website of the Duma was listed again: https://duma.example/new/.",
        "The website of the Duma, https://duma.example/, was no longer listed.",
    ],
    ru=[
        "Сайт the Duma снова указан: https://duma.example/new/.",
        "Сайт the Duma больше не указан: https://duma.example/.",
    ],
)
def test_a_website_is_listed_left_out_and_listed_again(delegation, chamber, language, expected):
    addresses = ["https://duma.example/", "", "https://duma.example/new/"]
    for year, address in zip(["2017", "2020", "2025"], addresses, strict=True):
        make_website(chamber, stated=[year], **in_both(address=address))

    found = history(delegation, language)

    assert [text for _when, text in found] == expected
    assert "2020" in found[0][0]
    assert "2025" in found[0][0]


@in_languages(
    en=[
        (
            "First stated on 14 September 2025",
            "Kravets was first named in office: representative.",
        ),
        (
            "First stated on 22 December 2017",
            "Rogalev was first named in office: representative.",
        ),
    ],
    ru=[
        (
            "Впервые указано в источнике от 14 сентября 2025 г.",
            "Впервые указано в должности: Kravets, representative.",
        ),
        (
            "Впервые указано в источнике от 22 декабря 2017 г.",
            "Впервые указано в должности: Rogalev, representative.",
        ),
    ],
)
def test_an_office_named_by_a_source_did_not_begin_on_its_day(delegation, language, expected):
    for name, day in [("Rogalev", "2017-12-22"), ("Kravets", "2025-09-14")]:
        make_appointment(
            delegation=delegation,
            role="plenipotentiary-representative",
            person=make_person(**in_both(name=name)),
            stated=[day],
            **in_both(title="representative"),
        )

    assert history(delegation, language) == expected
