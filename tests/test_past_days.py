"""A page of a past day shows the names and words of that day, and says which day it is."""

import pytest

from .builders import (
    in_both,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_participation,
    make_seats,
    says,
)
from .pages import text

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def test_a_past_day_shows_the_names_of_that_day(client):
    delegation = make_delegation(slug="country", parliament=None, kind=None)
    chamber = make_chamber(delegation, name="Council", website="https://house.example/")
    make_chamber_name(chamber, since="2010-07-01", **in_both(name="House", name_of="the House"))
    make_parliament_name(delegation, stated=["2009"], **in_both(parliament="Old Parliament"))
    make_parliament_name(delegation, since="2010-07-01", **in_both(parliament="Parliament"))
    make_participation(delegation, kind="partner", stated=["2009"])
    make_participation(delegation, since="2010-07-01")
    for days, lead_in in [({"stated": ["2009"]}, "It had"), ({"since": "2010-07-01"}, "It has")]:
        composition = make_composition(delegation, **days, **in_both(lead_in=lead_in))
        make_seats(composition, chamber=chamber, number=5)
    for states in [delegation.parliament_names, delegation.participations, chamber.names]:
        states.filter(since=None).update(until="2010-07-01", statements=[says("2009")])
    delegation.compositions.filter(since=None).update(until="2010-07-01")

    then = text(client.get("/en/delegations/country/?on=2010-06-30"))
    now = text(client.get("/en/delegations/country/?on=2010-07-01"))

    for words in ["Old Parliament", "It had 5 deputies.", "Council", "Partner"]:
        assert words in then
        assert words not in now
    for words in ["It has 5 deputies.", "House", "Member"]:
        assert words in now
        assert words not in then


def test_the_sheet_has_both_languages_and_the_day(client, delegation):
    make_composition(delegation, seats=[5])

    sheet = text(client.get("/en/delegations/country/sheet/?on=2021-03-01"))

    assert "/en/delegations/country/?on=2021-03-01" in sheet
    assert "/ru/delegations/country/?on=2021-03-01" in sheet


def test_the_citation_of_a_page_names_its_day(client, delegation):
    page = text(client.get("/en/delegations/country/?on=2021-03-01"))

    assert "As of 1 March 2021: http://testserver/en/delegations/country/?on=2021-03-01" in page
