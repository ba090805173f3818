"""A seat whose member is not named is not vacant; vacancies are what a source says they are."""

import re

import pytest

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_seats,
    seat_kind,
)
from .pages import lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]

each_language = pytest.mark.parametrize("code", ["en", "ru"])
VACANT = {"en": "vacant: ", "ru": "вакантно: "}


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def page_of(client, code, part=""):
    return client.get(f"/{code}/delegations/{part}")


def member(delegation, **given):
    return make_appointment(delegation=delegation, **given).person


@pytest.mark.parametrize(
    ("code", "said"),
    [("en", "12 of 16 members are named."), ("ru", "Названо 12 из 16 членов делегации.")],
)
def test_twelve_names_of_sixteen_seats_leave_no_seat_vacant(client, code, said, delegation):
    make_composition(delegation, seats=[8, 8])
    people = [member(delegation, order=place) for place in range(12, 0, -1)]

    page = page_of(client, code, "country/")

    assert said in lines(page)
    assert said in lines(page_of(client, code))
    for word in [VACANT[code], "not named: ", "не названо: "]:
        assert word not in text(page)
    listed = re.findall(r'<a href="/../people/([\w-]+)/"', page.content.decode())
    assert listed == [person.slug for person in reversed(people)]


@pytest.mark.parametrize(
    ("code", "one", "other"),
    [
        ("en", "named: 2, not named: 3", "named: 1, not named: 1, vacant: 1"),
        ("ru", "названо: 2, не названо: 3", "названо: 1, не названо: 1, вакантно: 1"),
    ],
)
def test_members_are_counted_in_their_chambers(client, code, one, other, delegation):
    composition = make_composition(delegation, seats=[5, 3])
    lower, upper = composition.seats.all()
    upper.vacant = 1
    upper.save()
    head = member(delegation, chamber=lower.chamber)
    member(delegation, chamber=lower.chamber, role="head", person=head)
    member(delegation, chamber=lower.chamber)
    member(delegation, chamber=upper.chamber)
    member(delegation, chamber=upper.chamber, since="2019", until="2020", stated=[])

    page = page_of(client, code, "country/")

    assert [cell for cell in lines(page) if one in cell or other in cell] == [
        f"{lower.chamber.slug} {one}",
        f"{upper.chamber.slug} {other}",
    ]
    assert page.content.decode().count('class="hemicycle__vacant"') == 1


@each_language
def test_a_vacancy_needs_no_names(client, code, delegation):
    make_seats(make_composition(delegation), number=7, vacant=5)

    page = page_of(client, code, "country/")

    assert f"{VACANT[code]}5" in text(page)
    assert page.content.decode().count('class="hemicycle__vacant"') == 5


@each_language
def test_without_names_nothing_is_said_of_them(client, code, delegation):
    make_composition(delegation, seats=[7])
    member(delegation, role="plenipotentiary-representative")  # need not have a seat

    for word in [VACANT[code], "named", "назван"]:
        assert word not in text(page_of(client, code, "country/")).lower()


@pytest.mark.parametrize(
    ("code", "said"), [("en", "3 members are named."), ("ru", "Названы 3 члена делегации.")]
)
def test_more_names_than_seats_are_not_called_a_part_of_them(client, code, said, delegation):
    make_composition(delegation, seats=[2])
    for _number in range(3):
        member(delegation)

    assert said in lines(page_of(client, code, "country/"))


@pytest.mark.parametrize(
    ("code", "totals", "named"),
    [
        (
            "en",
            {"Total, representatives": "18", "Total, substitutes": "17"},
            "1 member is named.",
        ),
        (
            "ru",
            {"Всего, representatives": "18", "Всего, substitutes": "17"},
            "Назван 1 член делегации.",
        ),
    ],
)
def test_each_kind_of_seats_has_its_own_total(client, code, totals, named, delegation):
    chamber = make_chamber(delegation, name="Diet")
    composition = make_composition(delegation)
    for place, (kind, number) in enumerate([("representatives", 18), ("substitutes", 17)]):
        made = seat_kind(kind)
        type(made).objects.filter(pk=made.pk).update(order=place)
        make_seats(
            composition,
            chamber=chamber,
            kind=made,
            number=number,
            **in_both(described_as=kind),
        )

    member(delegation, chamber=chamber)

    found = lines(page_of(client, code, "country/"))

    assert named in found
    for label, total in totals.items():
        assert found[found.index(label) + 2] == total
    assert {"Diet, representatives", "Diet, substitutes"} <= set(found)
    assert "35" not in found
    page = page_of(client, code, "country/").content.decode()
    assert re.search('class="hemicycle__totals"[^>]*>18 [+] 17<', page)


@pytest.mark.parametrize(("code", "whole"), [("en", "Whole delegation"), ("ru", "Вся делегация")])
def test_seats_that_a_source_does_not_divide_by_chamber(client, code, whole, delegation):
    make_seats(make_composition(delegation), chamber=None, number=7)
    member(delegation)

    found = lines(page_of(client, code, "country/"))

    assert any(line.startswith(f"{whole} ") for line in found)
    assert "The delegation consists of 7 deputies." in found


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Diet: no seats – its mandates ended with its dissolution."),
        ("ru", "Diet: мест нет – its mandates ended with its dissolution."),
    ],
)
def test_a_chamber_without_seats_says_why(client, code, said, delegation):
    composition = make_composition(delegation, seats=[4])
    chamber = make_chamber(delegation, name="Diet")
    reason = in_both(note="its mandates ended with its dissolution")
    make_seats(composition, chamber=chamber, number=0, **reason)

    found = lines(page_of(client, code, "country/"))

    assert {said, "The delegation consists of 4 deputies."} <= set(found)


@pytest.mark.parametrize(("code", "none"), [("en", "No seats."), ("ru", "Мест нет.")])
def test_a_delegation_may_have_no_seats(client, code, none, delegation):
    make_composition(delegation, **in_both(note="Its rights were suspended."))

    for page in [page_of(client, code), page_of(client, code, "country/")]:
        assert {none, "Its rights were suspended."} <= set(lines(page))
        assert "<table" not in page.content.decode()
    assert none in text(client.get(f"/{code}/"))


@each_language
def test_members_are_listed_by_role_after_the_officers(client, code, delegation):
    make_composition(delegation, seats=[9])
    names = in_both(name="Zoe"), in_both(name="Ann"), in_both(name="Bob"), in_both(name="Eve")
    roles = ["member", "member", "council-member", "head"]
    for place, (name, role) in enumerate(zip(names, roles, strict=True), 1):
        person = make_person(**name)
        member(delegation, person=person, role=role, order=place, **in_both(title=role))

    found = text(page_of(client, code, "country/"))

    order = ["Head: Eve", "Council member Bob", "Member Zoe Ann"]
    assert sorted(order, key=found.index) == order


@each_language
def test_names_are_not_counted_in_seats_that_may_not_be_those_of_the_day(client, code, delegation):
    for number, day in [(7, "2017-12-22"), (8, "2025-09-14")]:
        make_composition(delegation, stated=[day], seats=[number])
    member(delegation, stated=["2017-12-22", "2025-09-14"])

    page = text(page_of(client, code, "country/?on=2020-05-05"))

    assert "Name of person-" in page
    for word in ["named", "назван"]:
        assert word not in page
