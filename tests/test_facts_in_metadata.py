"""Search engines and shared links are told no more of a day than the page says."""

import pytest

from .builders import (
    in_both,
    make_appointment,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_person,
    says,
)
from .page_head import HOST, head

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PAST = "?on=2019-03-01"


def data_of(client, address):
    return head(client, address)["data"]["GovernmentOrganization"]


def sources(*days):
    """Return the arguments of states, each stated on one day."""
    return [{"statements": [says(day)]} for day in days]


@pytest.mark.parametrize(
    ("code", "title", "said"),
    [
        (
            "en",
            "Country, 1 March 2019",
            "As of 1 March 2019: The delegation consists of 7 deputies.",
        ),
        (
            "ru",
            "Country, 1 марта 2019 г.",
            "По состоянию на 1 марта 2019 г.: The delegation consists of 7 deputies.",
        ),
    ],
)
def test_a_past_day_is_a_view_of_the_page_and_shared_as_that_day(client, code, title, said):
    delegation = make_delegation(slug="country", **in_both(title="Country"))
    make_composition(delegation, seats=[7], since="2018", stated=[])
    make_composition(delegation, since="2020", seats=[9])
    address = f"/{code}/delegations/country/"

    day = head(client, address + PAST)

    assert day["canonical"] == address
    assert day["og:url"] == day["data"]["GovernmentOrganization"]["url"] == HOST + address + PAST
    assert (day["og:title"], day["description"]) == (title, said)
    assert data_of(client, address)["url"] == HOST + address


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "As announced so far for 1 March 2999: "),
        ("ru", "Объявлено к настоящему времени на 1 марта 2999 г.: "),
    ],
)
def test_a_day_to_come_is_described_as_announced(client, code, said):
    make_composition(make_delegation(slug="country"), seats=[7])

    address = f"/{code}/delegations/country/?on=2999-03-01"

    assert head(client, address)["description"].startswith(said)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_no_alternative_is_stated_as_a_fact(client, code):
    delegation = make_delegation(slug="country", parliament=None, **in_both(title="Country"))
    for number, source in enumerate(sources("2017-12-22", "2025-09-14"), 6):
        make_composition(delegation, seats=[number], **source)
        make_parliament_name(delegation, **source, **in_both(parliament=f"Diet {number}"))
        make_appointment(delegation=delegation, role="head", **source)

    then = head(client, f"/{code}/delegations/country/{PAST}")
    now = head(client, f"/{code}/delegations/country/")

    told = then["data"]["GovernmentOrganization"]
    for text in [then["description"], told["description"]]:
        assert "Country" in text
        assert not [word for word in ["Diet", "6", "7 deputies"] if word in text]
    assert {"member", "parentOrganization"} & set(told) == set()
    assert now["description"] == "The delegation consists of 7 deputies."
    assert now["data"]["GovernmentOrganization"]["parentOrganization"]["name"] == "Diet 7"


def test_a_delegation_without_seats_is_described_by_its_parliament(client, settings):
    settings.ASSEMBLY_SHORT_NAME = "the ABC"
    named = make_delegation(parliament="Parliament of Country")
    nameless = make_delegation(parliament=None, **in_both(title="Parliament of Country"))

    for page in [named, nameless]:
        said = head(client, page.get_absolute_url())
        for facts in [said["description"], said["data"]["GovernmentOrganization"]["description"]]:
            assert facts.startswith("Parliament of Country")
            assert "the ABC" in facts


def test_members_are_told_with_their_days(client):
    delegation = make_delegation()
    person = make_person(photo=make_image())
    days = {"since": "2018-05", "until": "2020-01-31"}
    make_appointment(delegation=delegation, person=person, **days, **in_both(title="head"))
    make_appointment(delegation=delegation, since="2021", stated=[])
    page = delegation.get_absolute_url()

    [then] = data_of(client, page + PAST)["member"]
    [now] = data_of(client, page)["member"]

    assert (then["@type"], then["roleName"]) == ("OrganizationRole", "head")
    assert (then["startDate"], then["endDate"]) == ("2018-05", "2020-01-31")
    assert then["member"]["url"] == HOST + person.get_absolute_url()
    assert (now["startDate"], "endDate" in now) == ("2021", False)
    assert data_of(client, page)["parentOrganization"]["name"] == "Parliament"


def test_a_person_is_described_by_current_posts(client):
    person = make_person(slug="person", photo=make_image(), **in_both(name="Ann Lee"))
    past = {"until": "2020", "stated": []}
    make_appointment(person=person, **past, **in_both(title="past member"))
    make_appointment(person=person, role="head", **in_both(title="head"))

    said = head(client, "/en/people/person/")

    assert said["description"] == "Ann Lee: head."
    assert said["data"]["Person"]["jobTitle"] == ["head"]
    assert said["data"]["Person"]["image"] == HOST + person.photo.file.url


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Ann Lee: formerly head, from March 2015 until 1 June 2020."),
        ("ru", "Ann Lee: ранее – head, с марта 2015 г. до 1 июня 2020 г."),
    ],
)
def test_a_former_officer_is_described_by_the_former_office(client, code, said):
    person = make_person(slug="person", **in_both(name="Ann Lee"))
    days = {"since": "2015-03", "until": "2020-06-01", "stated": []}
    make_appointment(person=person, role="head", **days, **in_both(title="head"))

    found = head(client, f"/{code}/people/person/")

    assert found["description"] == said
    assert "jobTitle" not in found["data"]["Person"]


def test_an_officer_whom_another_followed_is_a_former_one(client):
    delegation = make_delegation()
    person = make_person(slug="person", **in_both(name="Ann Lee"))
    office = {"delegation": delegation, "role": "head"}
    before, now = sources("2017-12-22", "2025-09-14")
    make_appointment(person=person, **office, **before, **in_both(title="head"))
    make_appointment(**office, **now)

    assert head(client, "/en/people/person/")["description"] == "Ann Lee: formerly head."
