"""The history lists every change of a delegation by day, with its source and what is not known."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from delegations.history import changes
from delegations.models import Delegation, Seats

from .atom import entries
from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_participation,
    says,
    seat_kind,
)
from .pages import lines

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["en", "ru"])


def history(delegation, language="en"):
    """Return when each change of a delegation came, and its sentence."""
    with override(language):
        [loaded] = Delegation.objects.filter(pk=delegation.pk).with_history()
        return [(str(change.when), change.text) for change in changes(loaded)]


def seats(composition, chamber, number, described_as="deputies", **given):
    texts = in_both(described_as=described_as)
    rows = Seats.objects
    return rows.create(composition=composition, chamber=chamber, number=number, **texts, **given)


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


def test_history_lists_seats_that_begin_increase_decrease_and_end(delegation):
    senate = make_chamber(delegation, name_of="the Senate")
    house = make_chamber(delegation, name_of="the House")
    days = [{"stated": []}, {"since": "2020"}, {"since": "2021-03"}, {"since": "2022"}]
    all_numbers = [(5, 7), (8, 7), (8, 6), (8, 0)]
    for place, (day, numbers) in enumerate(zip(days, all_numbers, strict=True), start=1):
        composition = make_composition(delegation, sequence=place, **day)
        for chamber, number in zip([senate, house], numbers, strict=True):
            if number:
                seats(composition, chamber, number)

    assert history(delegation) == [
        ("2022", "Seats of the House ended."),
        ("March 2021", "Seats of the House fell from 7 to 6."),
        ("2020", "Seats of the Senate rose from 5 to 8."),
        ("Date not recorded", "Seats of the Senate were first recorded: 5."),
        ("Date not recorded", "Seats of the House were first recorded: 7."),
    ]


@LANGUAGES
def test_seats_end_for_the_reason_that_the_source_gives(delegation, language):
    chamber = make_chamber(delegation, name_of="the House")
    reason = in_both(note="mandates ended with the dissolution of the House")
    seats(make_composition(delegation, since="2020"), chamber, 7)
    seats(make_composition(delegation, since="2022-03-16"), chamber, 0, "", **reason)

    when, sentence = history(delegation, language)[0]

    assert (
        sentence
        == {
            "en": "Seats of the House ended: mandates ended with the dissolution of the House.",
            "ru": "Мест the House больше нет: mandates ended with the dissolution of the House.",
        }[language]
    )
    assert when == {"en": "16 March 2022", "ru": "16 марта 2022 г."}[language]


def test_history_tells_kinds_of_seats_and_those_of_the_whole_delegation_apart(delegation):
    substitutes = seat_kind("substitutes")
    for since, numbers in [("2020", (6, 6)), ("2022", (6, 5))]:
        composition = make_composition(delegation, since=since)
        seats(composition, None, numbers[0])
        seats(composition, None, numbers[1], kind=substitutes)

    assert history(delegation) == [
        ("2022", "Seats of the delegation (substitutes) fell from 6 to 5."),
        ("2020", "Seats of the delegation were first recorded: 6."),
        ("2020", "Seats of the delegation (substitutes) were first recorded: 6."),
    ]


def test_history_lists_vacancies_that_sources_state(delegation):
    chamber = make_chamber(delegation, name_of="the House")
    for since, vacant in [("2020", None), ("2021", 5), ("2022", 1), ("2023", 0)]:
        seats(make_composition(delegation, since=since), chamber, 10, vacant=vacant)

    assert history(delegation)[:-1] == [
        ("2023", "Vacant seats of the House: formerly 1, now 0."),
        ("2022", "Vacant seats of the House: formerly 5, now 1."),
        ("2021", "Vacant seats of the House were first recorded: 5."),
    ]


def test_history_lists_a_changed_description_of_seats(delegation):
    chamber = make_chamber(delegation)
    former = make_composition(delegation, since="2010")
    seats(former, chamber, 12, "members of the Federation Council")
    seats(make_composition(delegation, since="2020-12-22"), chamber, 12, "senators")

    assert history(delegation)[0] == (
        "22 December 2020",
        "“members of the Federation Council” are now described as “senators”.",
    )


def test_another_case_of_the_same_words_is_no_change(delegation):
    chamber = make_chamber(delegation, name_of="Мажилиса")
    for since, words in [("2010", "депутатов Мажилиса"), ("2020", "депутатами Мажилиса")]:
        seats(make_composition(delegation, since=since), chamber, 7, words)

    assert [when for when, _sentence in history(delegation, "ru")] == ["2010 г."]


def test_history_lists_officers_who_start_and_leave(delegation):
    make_appointment(delegation=delegation, since="2019", until="2021-05", **in_both(title="Head"))

    assert [(when, words.split(" ", 3)[3]) for when, words in history(delegation)] == [
        ("May 2021", "left office: Head."),
        ("2019", "took office: Head."),
    ]


def test_history_lists_new_names_and_forms_of_participation(delegation):
    delegation = make_delegation(parliament=None, kind=None)
    chamber = make_chamber(delegation, name="Council")
    make_chamber_name(chamber, since="2010", **in_both(name="House"))
    names = [("First", {}), ("Second", {"since": "1995"}), ("Third", {"since": "2005"})]
    for number, (name, since) in enumerate(names, start=1):
        texts = in_both(parliament=name)
        make_parliament_name(delegation, sequence=number, **since, **texts)
    make_participation(delegation, kind="observer", sequence=1)
    make_participation(delegation, since="2008", sequence=2)
    chamber.names.filter(name_en="Council").update(sequence=0)
    chamber.names.filter(name_en="House").update(sequence=1)

    assert history(delegation) == [
        ("2010", "The chamber “Council” was renamed “House”."),
        ("2008", "Participation changed from “observer” to “member”."),
        ("2005", "The parliament “Second” was renamed “Third”."),
        ("1995", "The parliament “First” was renamed “Second”."),
    ]


@LANGUAGES
def test_only_the_words_before_the_seats_changed_and_no_name(delegation, language):
    """The parliament was not renamed to its own name."""
    chamber = make_chamber(delegation)
    for since, lead_in in [("2015", "consists of"), ("2020", "is represented by")]:
        words = in_both(lead_in=f"Delegation of the Federal Assembly {lead_in}")
        seats(make_composition(delegation, since=since, **words), chamber, 12)
        make_parliament_name(delegation, since=since)

    (_when, sentence), (first, _seats) = history(delegation, language)

    assert (
        sentence
        == {
            "en": "The words before the seats were “… consists of”; now they are "
            "“… is represented by”.",
            "ru": "Слова перед числом мест: прежде «… consists of», теперь «… is represented by».",
        }[language]
    )
    assert first.startswith("2015")


@LANGUAGES
@pytest.mark.parametrize("since", ["2024-02", None])
def test_participation_never_begins_as_its_absence(language, since):
    delegation = make_delegation(kind=None)
    make_participation(delegation, kind="not-participating", since=since, stated=["2024-03-01"])

    assert history(delegation, language) == (
        []
        if since is None
        else {
            "en": [("February 2024", "Participation: “not participating”.")],
            "ru": [("Февраль 2024 г.", "Участие: «not participating».")],
        }[language]
    )


@LANGUAGES
def test_joining_is_listed_as_a_change(client, language):
    delegation = make_delegation(slug="joined", kind=None)
    make_participation(delegation, since="2005")

    assert [sentence for _when, sentence in history(delegation, language)] == [
        {"en": "Participation began: “member”.", "ru": "Начало участия: «member»."}[language]
    ]
    assert client.get(f"/{language}/delegations/joined/history/").status_code == 200
    assert len(entries(client, f"/feeds/changes.{language}.xml")) == 1


def test_leaving_is_listed_as_a_change():
    delegation = make_delegation(kind=None)
    make_participation(delegation, since="2005", until="2019-04", statements=[])
    make_participation(delegation, kind="observer", since="2020", until="2021", statements=[])

    assert history(delegation)[:2] == [
        ("2021", "Ended: “observer”."),
        ("2020", "Participation changed from “member” to “observer”."),
    ]


def test_the_page_shows_each_change_with_its_source(client, delegation):
    statements = [says("2021-04", title_en="Minutes 3"), says("2021-01", says="began")]
    statements[1]["title_en"] = "Decree 9"
    texts = in_both(title="Head")
    make_appointment(delegation=delegation, since="2021-03", statements=statements, **texts)

    page = lines(client.get("/en/delegations/country/history/"))

    assert any(line.startswith("March 2021") and "Source: Decree 9." in line for line in page)


def test_the_end_of_an_office_has_its_own_source(client, delegation):
    statements = [says("2021-04"), says("2023-05-12", says="ended", title_en="Farewell")]
    make_appointment(delegation=delegation, statements=statements)

    page = lines(client.get("/en/delegations/country/history/"))

    assert any("left office" in line and "Source: Farewell." in line for line in page)
    assert any("first named in office" in line and "Source: A page." in line for line in page)


def test_the_history_of_a_page_that_is_not_public_is_not_public(client):
    hidden = make_delegation(slug="hidden", status="draft")
    for page in ["history/", "sheet/"]:
        assert client.get(hidden.get_absolute_url() + page).status_code == 404
    with override("ru"):
        assert client.get(hidden.get_absolute_url()).status_code == 404


def test_future_changes_are_not_listed(client, delegation):
    make_composition(delegation, since="2020", seats=[3], stated=[])
    make_composition(delegation, since="2999", seats=[5], stated=[])
    make_appointment(delegation=delegation, since="2999-01-01", stated=[])

    assert [when for when, _sentence in history(delegation)] == ["2020"]
    assert 'class="chart"' not in client.get("/en/delegations/country/history/").content.decode()
    assert len(entries(client, "/feeds/changes.en.xml")) == 1


def test_past_changes_name_a_chamber_as_it_was_called_then(delegation):
    chamber = make_chamber(delegation, name_of="the Council")
    chamber.names.update(statements=[], sequence=1)
    make_chamber_name(chamber, since="2021", sequence=2, **in_both(name_of="the Senate"))
    for since, number in [("2019", 5), ("2020", 8), ("2022", 9)]:
        seats(make_composition(delegation, since=since), chamber, number)

    assert ("2020", "Seats of the Council rose from 5 to 8.") in history(delegation)
    assert ("2022", "Seats of the Senate rose from 8 to 9.") in history(delegation)


@pytest.mark.parametrize("since", ["03.2021", "garbage", "2021-13", "2021-02-30", ""])
def test_an_invalid_date_never_reaches_the_database(delegation, since):
    with pytest.raises(ValidationError):
        make_composition(delegation, since=since)
