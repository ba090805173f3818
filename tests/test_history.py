"""The history lists every change of a delegation by day; a past day shows the names of that day."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from delegations.history import changes
from delegations.models import (
    Delegation,
    FormerChamber,
    FormerParliament,
    FormerParticipation,
    Seats,
)

from .atom import entries
from .builders import (
    CONFIRMED,
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
)
from .pages import lines, text

pytestmark = pytest.mark.django_db


def entries_of(delegation):
    """Return the days and sentences of a delegation's history."""
    [loaded] = Delegation.objects.filter(pk=delegation.pk).with_history()
    return [(change.day, change.text) for change in changes(loaded)]


def seats(composition, chamber, number, described_as="deputies"):
    texts = in_both(described_as=described_as)
    return Seats.objects.create(composition=composition, chamber=chamber, number=number, **texts)


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def test_history_lists_seats_that_begin_increase_decrease_and_end(delegation):
    senate = make_chamber(delegation, **in_both(name_of="the Senate"))
    house = make_chamber(delegation, **in_both(name_of="the House"))
    for since, numbers in [(None, (5, 7)), ("2020", (8, 7)), ("2021-03", (8, 6)), ("2022", (8, 0))]:
        composition = make_composition(delegation, since=since)
        for chamber, number in zip([senate, house], numbers, strict=True):
            if number:
                seats(composition, chamber, number)

    assert entries_of(delegation) == [
        ("2022", "Seats of the House ended."),
        ("2021-03", "Seats of the House fell from 7 to 6."),
        ("2020", "Seats of the Senate rose from 5 to 8."),
        (None, "Seats of the Senate were first recorded: 5."),
        (None, "Seats of the House were first recorded: 7."),
    ]


def test_history_lists_a_changed_description_of_seats(delegation):
    chamber = make_chamber(delegation)
    seats(make_composition(delegation), chamber, 12, "members of the Federation Council")
    seats(make_composition(delegation, since="2020-12-22"), chamber, 12, "senators")

    assert entries_of(delegation)[0] == (
        "2020-12-22",
        "“members of the Federation Council” are now described as “senators”.",
    )


def test_history_lists_officers_who_start_and_leave(delegation):
    make_appointment(delegation=delegation, since="2019", until="2021-05", **in_both(title="Head"))

    assert [(day, words.split(" ", 3)[3]) for day, words in entries_of(delegation)] == [
        ("2021-05", "left office: Head."),
        ("2019", "took office: Head."),
    ]


def test_history_lists_new_names_and_forms_of_participation(delegation):
    former = {"confirmed_on": CONFIRMED}
    chamber = make_chamber(delegation, **in_both(name="House"))
    FormerChamber.objects.create(
        chamber=chamber, until="2010", **former, **in_both(name="Council", name_of="the Council")
    )
    for until, name in [("1995", "First"), ("2005", "Second")]:
        texts = in_both(parliament=name, lead_in="It had")
        FormerParliament.objects.create(delegation=delegation, until=until, **former, **texts)
    FormerParticipation.objects.create(
        delegation=delegation, until="2008", participation="observer", **former
    )

    assert entries_of(delegation) == [
        ("2010", "The chamber “Council” was renamed “House”."),
        ("2008", "Participation changed from “observer” to “member”."),
        ("2005", "The parliament “Second” was renamed “Parliament”."),
        ("1995", "The parliament “First” was renamed “Second”."),
    ]


def test_a_past_day_shows_the_names_of_that_day(client, delegation):
    composition = make_composition(delegation)
    chamber = make_chamber(delegation, **in_both(name="House", name_of="the House"))
    chamber.website_en = "https://house.example/"
    chamber.save()
    seats(composition, chamber, 5)
    former = {"until": "2010-06", "confirmed_on": CONFIRMED}
    FormerChamber.objects.create(
        chamber=chamber, **former, **in_both(name="Council", name_of="the Council")
    )
    FormerParliament.objects.create(
        delegation=delegation, **former, **in_both(parliament="Old Parliament", lead_in="It had")
    )
    FormerParticipation.objects.create(delegation=delegation, participation="partner", **former)

    then = text(client.get("/en/delegations/country/?on=2010-06-30"))
    now = text(client.get("/en/delegations/country/?on=2010-07-01"))

    for words in [
        "Old Parliament",
        "It had 5 deputies.",
        "Council",
        "Website of the Council",
        "partner",
    ]:
        assert words in then
        assert words not in now
    for words in ["The delegation consists of 5 deputies.", "Website of the House", "member"]:
        assert words in now
        assert words not in then


def test_the_page_shows_the_history_and_the_chart(client, delegation):
    make_composition(delegation, seats=[5])
    only = client.get("/en/delegations/country/history/")
    make_composition(delegation, since="2021-03", seats=[8])
    both = client.get("/en/delegations/country/history/")

    assert 'class="chart"' not in only.content.decode()
    assert "Seats over time: 5 at first, 8 since March 2021" in text(both)
    assert any(line.startswith("March 2021 Seats of ") for line in lines(both))


def test_russian_months_are_declined_only_within_a_sentence(client, delegation):
    make_composition(delegation, seats=[5])
    make_composition(delegation, since="2021-03", seats=[8])

    russian = client.get("/ru/delegations/country/history/")

    assert "Число мест по датам: сначала 5, 8 с марта 2021 г." in text(russian)
    assert any(line.startswith("Март 2021 г. ") for line in lines(russian))


def test_the_sheet_has_both_languages_and_the_day(client, delegation):
    make_composition(delegation, seats=[5])

    sheet = text(client.get("/en/delegations/country/sheet/?on=2021-03-01"))

    assert "Last confirmed on 5 May 2025." in sheet
    assert "Последнее подтверждение: 5 мая 2025 г." in sheet
    assert "/en/delegations/country/?on=2021-03-01" in sheet
    assert "/ru/delegations/country/?on=2021-03-01" in sheet


def test_the_citation_of_a_page_names_its_day(client, delegation):
    page = text(client.get("/en/delegations/country/?on=2021-03-01"))

    assert "As of 1 March 2021: http://testserver/en/delegations/country/?on=2021-03-01" in page


def test_the_history_of_a_page_that_is_not_public_is_not_public(client):
    hidden = make_delegation(slug="hidden", status="draft")
    for page in ["history/", "sheet/"]:
        assert client.get(hidden.get_absolute_url() + page).status_code == 404
    with override("ru"):
        assert client.get(hidden.get_absolute_url()).status_code == 404


def test_future_changes_are_not_listed(client, delegation):
    make_composition(delegation, since="2020", seats=[3])
    make_composition(delegation, since="2999", seats=[5])
    make_appointment(delegation=delegation, since="2999-01-01")

    assert [day for day, _words in entries_of(delegation)] == ["2020"]
    assert 'class="chart"' not in client.get("/en/delegations/country/history/").content.decode()
    assert len(entries(client, "/feeds/changes.en.xml")) == 1


def test_joining_is_listed_as_a_change(client):
    delegation = make_delegation(slug="joined", participation_since="2005")

    assert entries_of(delegation) == [("2005", "Participation began: “member”.")]
    assert client.get("/en/delegations/joined/history/").status_code == 200
    assert len(entries(client, "/feeds/changes.en.xml")) == 1


def test_a_day_before_participation_began_is_reported_as_not_recorded(client):
    make_delegation(slug="joined", participation_since="2005")

    before = text(client.get("/en/delegations/joined/?on=2004-12-31"))
    after = text(client.get("/en/delegations/joined/?on=2005-01-01"))

    assert "Participation not recorded on this date." in before
    assert "Participates since" not in before
    assert "Participates since 2005." in after


def test_an_officers_source_is_shown_if_it_differs(client, delegation):
    make_composition(delegation, seats=[5])
    make_appointment(delegation=delegation, since="2020-05", source_title_en="Decree 9")

    page = text(client.get("/en/delegations/country/"))

    assert "In force since May 2020. Source: Decree 9." in page


def test_past_changes_name_a_chamber_as_it_was_called_then(delegation):
    chamber = make_chamber(delegation, **in_both(name_of="the Senate"))
    FormerChamber.objects.create(
        chamber=chamber,
        until="2021",
        confirmed_on=CONFIRMED,
        **in_both(name="Council", name_of="the Council"),
    )
    for since, number in [("2019", 5), ("2020", 8), ("2022", 9)]:
        seats(make_composition(delegation, since=since), chamber, number)

    assert ("2020", "Seats of the Council rose from 5 to 8.") in entries_of(delegation)
    assert ("2022", "Seats of the Senate rose from 8 to 9.") in entries_of(delegation)


def test_websites_are_those_of_the_chambers_of_the_day(client, delegation):
    website = in_both(website="https://senate.example/")
    chamber = make_chamber(delegation, **website)
    seats(make_composition(delegation, since="2010"), chamber, 5)
    make_composition(delegation, since="2020", seats=[5])

    assert "senate.example" in text(client.get("/en/delegations/country/?on=2015-01-01"))
    for query in ["", "?on=2005-01-01"]:
        assert "senate.example" not in text(client.get(f"/en/delegations/country/{query}"))


@pytest.mark.parametrize("since", ["03.2021", "garbage", "2021-13", "2021-02-30", ""])
def test_an_invalid_date_never_reaches_the_database(delegation, since):
    with pytest.raises(ValidationError):
        make_composition(delegation, since=since)
