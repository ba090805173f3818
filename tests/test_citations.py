"""A page cited on a day tells what has become known of its facts since, and when."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_person,
    make_seats,
    make_website,
    says,
)
from .citations import DAY, JULY, JUNE, MAY, NO_RECORD, NOTHING, keep, since
from .pages import text

pytestmark = pytest.mark.django_db
each_language = pytest.mark.parametrize("language", ["en", "ru"])


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


@pytest.fixture
def composition(delegation):
    composition = make_composition(delegation)
    chamber = make_chamber(delegation, name="House", website="https://house.example/")
    make_seats(composition, chamber=chamber, number=5)
    return composition


@each_language
def test_a_page_of_which_nothing_has_changed_says_so(client, delegation, composition, language):
    keep(delegation, MAY)

    assert since(client, language=language)[0] == NOTHING[language]


@pytest.mark.parametrize(
    ("language", "day", "expected"),
    [
        (
            "en",
            "On 6 June 2026",
            "Seats: was “The delegation consists of 5 deputies.”, "
            "now “The delegation consists of 7 deputies.”.",
        ),
        (
            "ru",
            "6 июня 2026 г.",
            "Места: было «The delegation consists of 5 deputies.», "
            "стало «The delegation consists of 7 deputies.».",
        ),
    ],
)
def test_a_correction_is_told_with_its_day(
    client, delegation, composition, language, day, expected
):
    keep(delegation, MAY)
    composition.seats.update(number=7)
    keep(delegation, JUNE)

    assert since(client, language=language)[:2] == [day, expected]


def test_each_correction_is_told_by_itself(client, delegation, composition):
    keep(delegation, MAY)
    for moment, number in [(JUNE, 7), (JULY, 6)]:
        composition.seats.update(number=number)
        keep(delegation, moment)

    found = since(client)

    assert [found[0], found[2]] == ["On 6 June 2026", "On 7 July 2026"]
    assert ["5 deputies" in found[1], "7 deputies" in found[1]] == [True, True]
    assert ["7 deputies" in found[3], "6 deputies" in found[3]] == [True, True]
    assert since(client, f"{DAY}&cited=2026-06-06")[:2] == found[2:4]
    assert since(client, f"{DAY}&cited=2026-07-07") == [
        "Nothing about this day has changed since 7 July 2026."
    ]


def test_what_changed_without_a_version_is_told_without_a_day(client, delegation, composition):
    keep(delegation, MAY)
    composition.seats.update(number=7)

    assert since(client)[0] == "Date not recorded"


def test_every_kind_of_fact_is_compared(client, delegation, composition):
    chamber = delegation.chambers.get()
    [website] = chamber.websites.all()
    former = make_appointment(delegation=delegation, person=make_person(**in_both(name="Old")))
    keep(delegation, MAY)
    former.delete()
    former.person.delete()
    make_appointment(delegation=delegation, person=make_person(**in_both(name="New")))
    delegation.parliament_names.update(**in_both(parliament="Duma"), parliament="Duma")
    website.delete()
    chamber.names.update(**in_both(name="Senate", name_of="the Senate"))
    delegation.participations.all().delete()
    keep(delegation, JUNE)

    assert since(client) == [
        "On 6 June 2026",
        "Name of the parliament: was “Parliament”, now “Duma”.",
        "Participation: was “member”, now nothing recorded.",
        "Name of the chamber: was “House”, now “Senate”.",
        "Website of the Senate: was “https://house.example/”, now nothing recorded.",
        "Now named: member: New.",
    ]


def test_a_statement_of_another_day_changes_nothing_of_this_one(client, delegation, composition):
    keep(delegation, MAY)
    composition.statements = [says("2026-06-01"), *composition.statements]
    composition.save()
    make_website(delegation.chambers.get(), since="2026-06-01")
    keep(delegation, JUNE)

    assert since(client)[0] == NOTHING["en"]


def test_a_state_that_was_found_later_shows_both(client, delegation):
    delegation.parliament_names.update(statements=[says("2026-01-01")])
    make_parliament_name(delegation, stated=["2020"], **in_both(parliament="Council"))
    later = delegation.parliament_names.get(parliament_en="Parliament")
    keep(delegation, MAY)
    later.delete()
    keep(delegation, JUNE)

    assert "Name of the parliament: was “Council” or “Parliament”, now “Council”." in since(client)


def test_a_chamber_that_is_gone_is_told(client, delegation, composition):
    gone = make_chamber(delegation, name="Gone")
    keep(delegation, MAY)
    gone.names.all().delete()
    gone.delete()
    keep(delegation, JUNE)

    assert "Name of the chamber: was “Gone”, now nothing recorded." in since(client)


def test_a_page_without_versions_has_no_record(client, delegation, composition):
    assert since(client)[0] == NO_RECORD


def test_content_files_keep_a_record(client):
    call_command("loaddata", "delegations", verbosity=0)
    today = timezone.localdate()

    found = since(client, f"on=2025-09-14&cited={today}", page="russia/")

    assert found[0].startswith("Nothing about this day has changed since")


def test_many_versions_are_summed_up(client, delegation, composition, monkeypatch):
    monkeypatch.setattr("delegations.kept_versions.MOST_VERSIONS", 2)
    keep(delegation, MAY)
    for number in [6, 7, 8]:
        composition.seats.update(number=number)
        keep(delegation, JUNE)

    found = since(client)

    assert found[0] == "There were many changes; the first of these sums up the earlier ones."
    assert "5 deputies" in found[2]
    assert "7 deputies" in found[2]


# The list and the sheet.


def test_the_list_names_the_delegations_with_changes(client, delegation, composition):
    same, new = make_delegation(slug="same"), make_delegation(slug="new")
    for one in [delegation, same]:
        keep(one, MAY)
    composition.seats.update(number=7)
    for one in [delegation, new]:
        keep(one, JUNE)

    response = client.get(f"/en/delegations/?{DAY}&cited=2026-05-31")
    assert since(client, page="")[:3] == [
        "Title of country",
        "This site has no record of what it showed of these on 31 May 2026:",
        "Title of new",
    ]
    link = "/en/delegations/country/?on=2025-05-05&amp;cited=2026-05-31"
    assert f'href="{link}"' in response.content.decode()


def test_the_sheet_tells_the_changes_too(client, delegation, composition):
    keep(delegation, MAY)

    assert since(client, page="country/sheet/")[0] == NOTHING["en"]


@pytest.mark.parametrize("page", ["", "country/", "country/sheet/"])
@pytest.mark.parametrize(
    "cited", ["2998-01-01", "garbage", "2026-02-30", "2026-05-05&cited=2026-05-06"]
)
def test_an_invalid_day_of_citation_is_refused_with_the_reason(client, delegation, page, cited):
    response = client.get(f"/en/delegations/{page}?{DAY}&cited={cited}")

    assert response.status_code == 400
    reason = "in the future" if cited.startswith("2998") else "not a valid date"
    assert reason in text(response)


@pytest.mark.parametrize("page", ["", "country/", "country/sheet/"])
def test_a_cited_page_is_a_variant_of_todays(client, delegation, page):
    html = client.get(f"/en/delegations/{page}?{DAY}&cited=2026-05-31").content.decode()
    view = "/en/delegations/" if page == "" else "/en/delegations/country/"

    assert f'<link rel="canonical" href="http://testserver{view}">' in html


@pytest.mark.parametrize("number", [2, 5])
def test_the_queries_do_not_depend_on_what_has_changed(
    client, delegation, composition, number, django_assert_num_queries
):
    for month in range(1, number + 1):
        composition.seats.update(number=month)
        make_appointment(delegation=delegation, person=make_person())
        keep(delegation, MAY.replace(month=month))
    address = f"/en/delegations/country/?{DAY}"
    with CaptureQueriesContext(connection) as plain:
        client.get(address)

    # The version then, those since, and the people, roles and kinds that they name.
    with django_assert_num_queries(len(plain) + 2 + 3):
        client.get(f"{address}&cited=2026-01-31")
