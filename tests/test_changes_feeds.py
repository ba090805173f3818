"""Atom feeds announce what the site has learned, in each language, with permanent ids."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.core import clock
from assembly.core.clock import preview_at
from delegations.latest_changes import latest_changes
from delegations.models import Composition, Delegation

from .atom import ATOM, entries
from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_participation,
    make_seats,
    says,
)

pytestmark = pytest.mark.django_db
FEED = "/feeds/changes.en.xml"
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])
MAY, JUNE = datetime(2026, 5, 5, 12, tzinfo=UTC), datetime(2026, 6, 6, 12, tzinfo=UTC)
JULY = datetime(2026, 7, 7, 12, tzinfo=UTC)


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def summaries(client, address):
    feed = ElementTree.fromstring(client.get(address).content)  # noqa: S314
    return [entry.findtext(f"{ATOM}summary") for entry in feed.findall(f"{ATOM}entry")]


def test_the_feed_lists_changes_of_all_live_delegations_in_each_language(client, delegation):
    make_appointment(delegation=delegation, since="2021-03-01", recorded_at=MAY)
    make_appointment(delegation=make_delegation(status="draft"), since="2021-03-01")

    [english] = entries(client, "/feeds/changes.en.xml")
    [russian] = entries(client, "/feeds/changes.ru.xml")

    assert english["title"].startswith("Title of country: ")
    assert "took office: member." in english["title"]
    assert "Начало полномочий" in russian["title"]
    assert english["updated"] == russian["updated"] == "2026-05-05T12:00:00+00:00"
    assert english["id"] == russian["id"]


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "March 2021. A page"), ("ru", "Март 2021 г. A page")]
)
def test_an_entry_says_when_it_happened(client, delegation, language, expected):
    make_appointment(delegation=delegation, since="2021-03")

    assert summaries(client, f"/feeds/changes.{language}.xml") == [expected]


@LANGUAGES
def test_what_is_recorded_late_comes_first_with_its_own_day(client, delegation, language):
    make_appointment(delegation=delegation, since="2025-01", recorded_at=MAY)
    make_appointment(delegation=delegation, since="1999", recorded_at=JUNE)

    late, early = entries(client, f"/feeds/changes.{language}.xml")

    assert late["updated"].startswith("2026-06-06")
    assert early["updated"].startswith("2026-05-05")
    assert summaries(client, f"/feeds/changes.{language}.xml")[0].startswith("1999")


@LANGUAGES
@pytest.mark.parametrize("ends", [{"until": "2020-02-02"}, {"statements": [says(says="ended")]}])
def test_an_end_that_is_learned_later_is_an_entry_of_that_day(client, delegation, language, ends):
    with preview_at(MAY):
        office = make_appointment(delegation=delegation, since="2019")
    with preview_at(JUNE):
        for name, value in ends.items():
            setattr(office, name, value)
        office.save()
    with preview_at(JULY):
        office.save()

    end, beginning = entries(client, f"/feeds/changes.{language}.xml")

    assert end["updated"].startswith("2026-06-06")
    assert beginning["updated"].startswith("2026-05-05")


@LANGUAGES
def test_a_new_statement_makes_no_entry_and_dates_none_anew(client, delegation, language):
    with preview_at(MAY):
        office = make_appointment(delegation=delegation)
        composition = make_composition(delegation, seats=[5])
    before = entries(client, f"/feeds/changes.{language}.xml")
    texts = summaries(client, f"/feeds/changes.{language}.xml")

    for fact in [office, composition]:
        fact.statements = [says("2026-02-02"), *fact.statements]
        fact.save()

    assert entries(client, f"/feeds/changes.{language}.xml") == before
    assert summaries(client, f"/feeds/changes.{language}.xml") == texts
    assert {entry["updated"][:10] for entry in before} == {"2026-05-05"}
    assert not [entry for entry in before if "took office" in entry["title"]]


@LANGUAGES
@pytest.mark.parametrize(
    ("announced", "statements"),
    [
        ({"since": "2026-06-06"}, [says("2026-05-01", says="began")]),
        ({"since": "2026-06"}, []),
        ({"since": "2019", "until": "2026-06-06"}, [says("2026-05-01", says="ended")]),
    ],
)
@pytest.mark.parametrize("make", [make_appointment, make_participation])
def test_what_was_announced_is_news_on_its_day(
    client, delegation, language, announced, statements, make
):
    """A reader of the feed looks at what was updated since the last visit."""
    delegation.participations.all().delete()
    with preview_at(MAY):
        fact = make(delegation=delegation, statements=statements, **announced)
    with preview_at(MAY.replace(day=20)):  # learned later, but of the past
        for _number in range(3):
            make_appointment(delegation=make_delegation())
    known = {one.urn for one in learned_by(MAY.replace(day=21))}
    day = "2026-06-01" if announced == {"since": "2026-06"} else "2026-06-06"

    [came] = [one for one in learned_by(JUNE) if one.urn not in known]

    assert clock.day_of(came.learned_at).isoformat() == day
    assert learned_by(JUNE, 1) == [came]
    with preview_at(JULY):  # who confirms it dates nothing anew
        fact.statements = [says("2026-06-06"), *fact.statements]
        fact.save()
    assert [one.urn for one in learned_by(JULY, 1)] == [came.urn]
    assert entries(client, f"/feeds/changes.{language}.xml")[0]["updated"].startswith(day)


def learned_by(moment, number=100):
    with preview_at(moment):
        return latest_changes(Delegation.objects.all(), number)


def test_a_content_file_that_is_loaded_again_dates_nothing_anew(client, delegation, tmp_path):
    make_appointment(delegation=delegation, since="2019", until="2020", stated=["2019-05-05"])
    make_composition(delegation, seats=[5])
    path = tmp_path / "facts.json"
    call_command("dumpdata", "delegations", natural_primary=True, output=str(path))
    text = path.read_text()
    for fact in [*Composition.objects.all(), *delegation.appointments.all()]:
        for moment in filter(None, [fact.recorded_at, fact.end_recorded_at]):
            written = moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
            text = text.replace(f'"recorded_at": "{written}", ', "")
            text = text.replace(f'"end_recorded_at": "{written}"', '"end_recorded_at": null')
    path.write_text(text)
    before = entries(client, "/feeds/changes.en.xml")

    call_command("loaddata", str(path), verbosity=0)

    assert entries(client, "/feeds/changes.en.xml") == before


def test_a_state_recorded_between_two_others_is_new(client, delegation):
    """The entry of the later state tells of another change now, which the site has just learned."""
    chamber = make_chamber(delegation, name_of="the Duma")
    for year, number in [("2010", 5), ("2020", 9)]:
        composition = make_composition(delegation, since=year, recorded_at=MAY)
        make_seats(composition, chamber=chamber, number=number)
    before = {entry["id"]: entry["updated"][:10] for entry in entries(client, FEED)}
    between = make_composition(delegation, since="2015", recorded_at=JUNE)
    make_seats(between, chamber=chamber, number=7)

    after = entries(client, FEED)

    assert [(entry["title"].split(": ")[1], entry["updated"][:10]) for entry in after] == [
        ("Seats of the Duma rose from 7 to 9.", "2026-06-06"),
        ("Seats of the Duma rose from 5 to 7.", "2026-06-06"),
        ("Seats of the Duma were first recorded", "2026-05-05"),
    ]
    assert {entry["id"] for entry in after} > set(before)


def test_a_feed_of_one_delegation_lists_no_other(client, delegation):
    make_appointment(delegation=delegation, since="2021-03-01")
    make_appointment(delegation=make_delegation(), since="2021-03-01")

    assert len(entries(client, "/feeds/changes/country.en.xml")) == 1
    assert len(entries(client, "/feeds/changes.en.xml")) == 2


def test_the_latest_changes_are_those_of_the_whole_history(delegation):
    other = make_delegation()
    for year in range(2000, 2020):
        moment = MAY.replace(year=year)
        make_appointment(delegation=delegation, since="1990", recorded_at=moment)
    chamber = make_chamber(other)
    for month in range(1, 9):  # the same seats, so no change
        composition = make_composition(
            other, since=f"2021-0{month}", recorded_at=MAY.replace(year=2021, month=month)
        )
        make_seats(composition, chamber=chamber, number=5)
    for name in ["One", "Other"]:
        make_chamber_name(chamber, recorded_at=MAY, **in_both(name=name))

    whole = latest_changes(Delegation.objects.all(), 1000)

    assert len(whole) == 20 + 1 + 2
    for number in [1, 4, 12, 100]:
        latest = latest_changes(Delegation.objects.all(), number)
        assert [one.key for one in latest] == [one.key for one in whole[:number]]


@pytest.mark.parametrize("number", [1, 3])
def test_only_delegations_with_the_latest_changes_are_loaded(number):
    made = [make_delegation() for _number in range(5)]
    for month, one in enumerate(made, start=1):
        make_appointment(delegation=one, since="1990", recorded_at=MAY.replace(month=month))

    with CaptureQueriesContext(connection) as captured:
        latest = latest_changes(Delegation.objects.all(), number)

    assert [one.delegation for one in latest] == made[: -number - 1 : -1]
    # The latest facts, those announced that came since, their delegations, and the states of these.
    assert len(captured) == 10


def test_an_entry_keeps_its_id_when_the_fact_is_edited(client, delegation):
    appointment = make_appointment(delegation=delegation)
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
