"""Officers, names, participation and websites of a day, where either of two may have been so."""

from datetime import UTC, datetime

import pytest

from assembly.core import clock
from delegations.models import Role

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_delegation,
    make_parliament_name,
    make_participation,
    make_person,
    make_website,
    participation_kind,
    says,
)
from .days import CHANGED, LAST_STATED, PAGE, REPORT, STATED, each_language, page_on
from .pages import lines, text

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.mark.parametrize(("code", "either"), [("en", "or"), ("ru", "или")])
def test_an_officer_seen_on_one_day_and_another_on_a_later_one(client, code, either):
    delegation = make_delegation(slug="country")
    for name, source in [("Ann", REPORT), ("Bob", PAGE)]:
        make_appointment(
            delegation=delegation,
            role="plenipotentiary-representative",
            person=make_person(**in_both(name=name)),
            statements=[source],
            **in_both(title="Envoy"),
        )

    between = lines(page_on(client, code, "2020-05-05"))
    later = lines(page_on(client, code))

    assert {"Envoy: Ann", f"{either} Envoy: Bob", CHANGED[code]} <= set(between)
    assert f"Ann: {STATED[code]}" in between
    assert {"Envoy: Bob", LAST_STATED[code]} <= set(later)
    assert "Ann" not in text(page_on(client, code))


@pytest.mark.parametrize(("code", "either"), [("en", "or"), ("ru", "или")])
def test_home_names_both_of_two_possible_holders(client, code, either):
    delegation = make_delegation(published_at=datetime(2017, 1, 1, tzinfo=UTC))
    envoy = {"delegation": delegation, "role": "plenipotentiary-representative"}
    for name, source in [("Zoe", REPORT), ("Ann", PAGE)]:
        make_appointment(person=make_person(**in_both(name=name)), statements=[source], **envoy)
    Role.objects.update(**in_both(name="envoy"))

    with clock.preview_at(datetime(2020, 5, 5, tzinfo=UTC)):
        assert f"Envoy: Zoe {either} Ann" in text(client.get(f"/{code}/"))


@pytest.mark.parametrize(
    ("code", "names", "kinds"),
    [
        ("en", "Old Diet or New Diet", "Member or Observer"),
        ("ru", "Old Diet или New Diet", "Member или Observer"),
    ],
)
def test_the_heading_shows_alternatives_with_their_range(client, code, names, kinds):
    delegation = make_delegation(slug="country", parliament=None, kind=None)
    for name, kind, source in [("Old Diet", "member", REPORT), ("New Diet", "observer", PAGE)]:
        make_parliament_name(delegation, statements=[source], **in_both(parliament=name))
        make_participation(delegation, kind=kind, statements=[source])

    page = page_on(client, code, "2020-05-05")

    assert {names, kinds} <= set(lines(page))
    assert lines(page).count(CHANGED[code]) == 2


@pytest.mark.parametrize(
    ("code", "said", "name"),
    [
        ("en", "Not participating since February 2024", "not participating"),
        ("ru", "Не участвует с февраля 2024 г.", "не участвует"),
    ],
)
def test_participation_is_told_by_its_kind(client, code, said, name):
    delegation = make_delegation(slug="country", kind=None)
    kind = participation_kind("not-participating")
    type(kind).objects.update(**in_both(name=name))
    make_participation(
        delegation,
        kind="not-participating",
        since="2024-02",
        **in_both(note="By its own decision."),
    )

    page = page_on(client, code)

    assert f"{said} By its own decision." in lines(page)
    assert "Participates" not in text(page)
    assert not {"Seats not recorded.", "Число мест не указано."} & set(lines(page))


@pytest.mark.parametrize(
    ("code", "said", "before", "after"),
    [
        ("en", "Website of the Diet:", "https://e.org/", "none in the source"),
        ("ru", "Сайт the Diet:", "https://e.org/", "в источнике не указан"),
    ],
)
def test_a_website_that_a_later_source_leaves_out(client, code, said, before, after):
    chamber = make_chamber(make_delegation(slug="country"), name="Diet")
    chamber.names.update(statements=[PAGE, says("2017-01-01")])
    for address, days in [("https://e.org/", "2017"), ("", "2021"), ("https://e.org/", "2025")]:
        make_website(chamber, **in_both(address=address), stated=[f"{days}-05-05"])

    first, gone, again = (
        lines(page_on(client, code, f"{year}-05-05")) for year in [2017, 2021, 2025]
    )

    assert f"{said} {before}" in first
    assert f"{said} {after}" in gone
    assert f"{said} {before}" in again


@each_language
def test_an_observer_that_is_no_country_stands_apart_and_needs_no_seats(client, code):
    make_delegation(title_en="Member", title_ru="Member")
    make_delegation(country="", kind="observer", **in_both(title="Union"))

    for address in [f"/{code}/", f"/{code}/delegations/"]:
        page = text(client.get(address)).partition("</main>")[0]
        assert page.index("Member") < page.index("Observer") < page.index("Union")
        assert page.count("Seats not recorded.") + page.count("Число мест не указано.") == 1


@pytest.mark.parametrize(
    ("code", "seats", "nobody"),
    [
        ("en", "Seats not recorded.", "Envoy: not recorded"),
        ("ru", "Число мест не указано.", "Envoy: не указан"),
    ],
)
def test_a_member_of_which_sources_say_nothing(client, code, seats, nobody):
    make_appointment(delegation=make_delegation(), role="plenipotentiary-representative")
    Role.objects.update(**in_both(name="envoy"))
    make_delegation(slug="country")

    assert {seats, nobody} <= set(lines(page_on(client, code)))
