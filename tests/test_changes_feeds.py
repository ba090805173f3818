"""Atom feeds announce changes in each language, with permanent ids."""

from xml.etree import ElementTree

import pytest

from delegations.history import changes, latest_changes, newest_first
from delegations.models import Delegation, Seats

from .atom import ATOM, entries
from .builders import in_both, make_appointment, make_composition, make_delegation

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def test_the_feed_lists_changes_of_all_live_delegations_in_each_language(client, delegation):
    make_appointment(delegation=delegation, since="2021-03-01")
    make_appointment(delegation=make_delegation(status="draft"), since="2021-03-01")

    [english] = entries(client, "/feeds/changes.en.xml")
    [russian] = entries(client, "/feeds/changes.ru.xml")

    assert english["title"].startswith("Title of country: ")
    assert "took office: member." in english["title"]
    assert "Начало полномочий" in russian["title"]
    assert english["updated"].startswith("2021-03-01T00:00:00")
    assert english["id"] == russian["id"]


def test_a_feed_of_one_delegation_lists_no_other(client, delegation):
    make_appointment(delegation=delegation, since="2021-03-01")
    make_appointment(delegation=make_delegation(), since="2021-03-01")

    assert len(entries(client, "/feeds/changes/country.en.xml")) == 1
    assert len(entries(client, "/feeds/changes.en.xml")) == 2


def test_the_latest_changes_are_those_of_the_whole_history_without_loading_it(delegation):
    other = make_delegation()
    for year in range(2000, 2020):
        make_appointment(delegation=delegation, since=str(year), until=str(year + 1))
    chamber = make_composition(other, since="2010", seats=[5]).seats.get().chamber
    for since in ["2021", "2022", "2023", "2024"]:  # no change
        texts = in_both(described_as="deputies")
        composition = make_composition(other, since=since)
        Seats.objects.create(composition=composition, chamber=chamber, number=5, **texts)
    make_appointment(delegation=other)

    whole = list(Delegation.objects.with_history())
    found = newest_first(change for one in whole for change in changes(one))
    delegations = list(Delegation.objects.all())
    for number in [1, 4, 12, 100]:
        latest = latest_changes(delegations, number)
        assert [one.key for one in latest] == [one.key for one in found[:number]]
        if number == 4:
            assert len(delegations[0].appointments.all()) < 20 < len(found)


def test_an_entry_keeps_its_id_when_the_fact_is_edited(client, delegation):
    appointment = make_appointment(delegation=delegation, since="2021-03-01")
    [before] = entries(client, "/feeds/changes.en.xml")
    appointment.since, appointment.title_en = "2021-04-01", "Member"
    appointment.save()
    [after] = entries(client, "/feeds/changes.en.xml")

    assert before["id"] == after["id"]
    assert before != after


@pytest.mark.parametrize("address", ["changes.fr", "changes/none.en", "changes/draft.en"])
def test_a_feed_that_does_not_exist_is_404(client, address):
    make_delegation(slug="draft", status="draft")

    assert client.get(f"/feeds/{address}.xml").status_code == 404


def test_each_feed_has_its_own_id(client, delegation):
    make_delegation(slug="other")
    addresses = ["changes", "changes/country", "changes/other"]

    feeds = [client.get(f"/feeds/{address}.en.xml").content for address in addresses]

    ids = {ElementTree.fromstring(feed).findtext(f"{ATOM}id") for feed in feeds}  # noqa: S314
    assert len(ids) == 3
