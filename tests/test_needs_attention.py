"""What contradicts itself, is missing, or has not been confirmed for long is listed for staff."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from delegations.models import Appointment
from delegations.needs_attention import concerns, number_of_concerns

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_participation,
    make_seats,
    make_website,
    says,
)
from .forms import change_page
from .pages import text

pytestmark = pytest.mark.django_db

NEXT_DAY = date(2025, 5, 6)
each_language = pytest.mark.parametrize("language", ["en", "ru"])


def messages(days=180, today=NEXT_DAY):
    return [concern.text for concern in concerns(days, today)]


def complete(**given):
    """Make a delegation without any concern on the day after its confirmation."""
    seats = given.pop("seats", 2)
    delegation = make_delegation(**given)
    chamber = make_chamber(delegation, name="House", website="https://house.example/")
    composition = make_composition(delegation)
    make_seats(composition, chamber=chamber, number=seats)
    return delegation, composition


def test_a_complete_delegation_has_no_concern():
    complete()

    assert messages() == []


def test_facts_not_confirmed_for_long_are_a_concern():
    delegation, composition = complete()
    member = make_appointment(delegation=delegation)
    make_appointment(delegation=delegation, until="2020")
    secretary = make_appointment(role="executive-secretary")
    day = date(2025, 5, 5) + timedelta(days=181)

    said = "Not confirmed by any source since 5 May 2025."
    together = "Name of the parliament, Participation, Name of a chamber, Website."
    assert [(one.record, one.text) for one in concerns(180, day)] == [
        (composition, said),
        (delegation, f"{said[:-1]}: {together}"),
        (member, said),
        (secretary, said),
    ]
    assert messages(181, day) == []


def test_a_state_that_another_followed_needs_no_confirmation():
    delegation, _composition = complete()
    make_composition(delegation, stated=["2017"], seats=[])
    make_appointment(delegation=delegation, role="head", stated=["2017-12-22"])
    make_appointment(delegation=delegation, role="head")

    assert messages() == []


def test_a_source_without_a_day_does_not_confirm_a_fact():
    delegation, _composition = complete()
    make_appointment(delegation=delegation, statements=[says(None)])

    assert messages() == ["No source says of which day it was so."]


@pytest.mark.parametrize("statements", [[], [says("2019", **in_both(title=""))]], ids=str)
@pytest.mark.parametrize("role", ["member", "head"])
def test_a_fact_without_a_source_is_a_concern(statements, role):
    delegation, composition = complete()
    composition.delete()
    fact = make_appointment(delegation=delegation, role=role, statements=statements, until="2020")
    make_appointment(delegation=delegation, role=role, since="2021")

    found = [one.text for one in concerns(180, NEXT_DAY) if one.record == fact]

    assert found == ["No source is recorded."]


@pytest.mark.parametrize("of_the_assembly", [True, False])
@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2024-03", ["No successor recorded since March 2024: Head."]),
        ("2025-05-06", ["No successor recorded since 6 May 2025: Head."]),
        ("2025-05-07", []),
        ("2025", []),
    ],
)
def test_a_post_without_a_successor_is_a_concern(of_the_assembly, until, said):
    delegation = None if of_the_assembly else complete()[0]
    post = {"delegation": delegation, "role": "head", **in_both(title="Head")}
    make_appointment(**post, until=until, stated=["2024-02"], since="2024-01")

    assert [one for one in messages() if "successor" in one] == said

    make_appointment(**post, since="2026")
    assert "successor" not in "".join(messages())


def test_a_successor_that_began_before_the_documented_end_is_a_concern():
    delegation, _composition = complete()
    post = {"delegation": delegation, "role": "head"}
    former = make_appointment(**post, since="2020", until="2025-05-05", stated=[])
    Appointment.objects.filter(pk=former.pk).update(statements=[says("2020-05-05")])
    make_appointment(**post, stated=["2024-03-01", "2025-05-05"])

    assert messages() == [
        f"It began before the documented end of “{former}”, 5 May 2025. Correct one of the two."
    ]


@pytest.mark.parametrize(
    ("earlier", "later", "day"),
    [
        (["2020-05-05"], ["2020-05-05", "2025-05-05"], "5 May 2020"),
        (["2017", "2021-03-01"], ["2020-05-05", "2025-05-05"], "1 March 2021"),
        (["2017", "2021"], ["2020-05-05", "2025-05-05"], "2021"),
        (["2020"], ["2020-05-05", "2025-05-05"], None),
        (["2020-05"], ["2020", "2025-05-05"], None),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", ["composition", "name", "participation", "chamber name"])
def test_two_states_stated_for_one_day_or_in_turn_are_a_concern(kind, earlier, later, day):
    delegation, composition = complete()
    chamber = delegation.chambers.get()
    owner, relation, make = {
        "composition": (delegation, "compositions", make_composition),
        "name": (delegation, "parliament_names", make_parliament_name),
        "participation": (delegation, "participations", make_participation),
        "chamber name": (chamber, "names", make_chamber_name),
    }[kind]
    composition.seats.all().delete()
    getattr(owner, relation).all().delete()
    first = make(owner, stated=earlier, sequence=1)
    make(owner, stated=later, sequence=2)

    said = [one for one in messages() if "had already followed" in one]

    assert bool(said) == bool(day)
    for one in said:
        assert f"“{first}” of {day}" in one


def test_a_statement_from_before_the_first_day_is_a_concern():
    delegation, _composition = complete()
    composition = make_composition(delegation, since="2025-06-01", stated=["2025-05-05"])

    assert messages(today=date(2025, 6, 2)) == [
        "A source states it of 5 May 2025, before its first day, 1 June 2025. Correct one of "
        "the two."
    ]
    composition.statements = [says(says="began")]
    composition.save()
    assert messages(today=date(2025, 6, 2)) == []


@pytest.mark.parametrize(
    ("named", "vacant", "said"),
    [
        (3, None, "More members are named than there are seats: House."),
        (
            1,
            2,
            "Named members (1) and vacant seats (2) are more than the seats (2): House.",
        ),
        (1, 1, None),
        (2, None, None),
    ],
)
@pytest.mark.parametrize("in_chamber", [True, False])
def test_more_named_and_vacant_than_seats_are_a_concern(named, vacant, said, in_chamber):
    delegation, composition = complete(**in_both(title="House"))
    row = composition.seats.get()
    row.vacant, chamber = vacant, row.chamber
    row.chamber = chamber if in_chamber else None
    row.save()
    for _number in range(named):
        member = make_appointment(delegation=delegation, chamber=row.chamber)
    make_appointment(person=member.person, delegation=delegation, role="council-member")

    assert messages() == ([said] if said else [])


def test_texts_missing_in_a_language_are_a_concern():
    delegation, composition = complete(title_ru="")
    composition.seats.update(described_as_ru="", note_en="it was dissolved")
    composition.lead_in_ru, composition.note_ru = "", "Примечание."
    composition.save()
    delegation.parliament_names.update(parliament_ru="")
    delegation.chambers.get().names.update(name_of_en="")

    assert messages() == [
        "The text is not written in: Russian.",
        "The name of the parliament is not written in: Russian.",
        "The beginning of the sentence is not written in: Russian.",
        "Seats are not described in: Russian.",
        "The public note is not written in: English.",
        "Why there are no seats is not written in: Russian.",
        "The name of the chamber is not written in: English.",
    ]


def test_a_missing_website_is_a_concern_unless_a_source_says_that_there_is_none():
    delegation, _composition = complete()
    chamber = make_chamber(delegation, name="Senate")
    website = make_website(make_chamber(delegation), address_en="https://senate.example/")

    assert [(one.record, one.text) for one in concerns(180, NEXT_DAY)] == [
        (chamber, "Website not recorded in: English and Russian."),
        (website.chamber, "Website not recorded in: Russian."),
    ]
    make_website(chamber)
    website.address_en = ""
    website.save()
    assert messages() == []


@each_language
def test_a_case_that_does_not_fit_is_a_concern_and_a_finding_before_submission(
    client, editor, language
):
    delegation, composition = complete(status="draft")
    composition.lead_in_ru = "Делегация состоит из"
    composition.save()
    composition.seats.update(described_as_ru="депутатами")
    client.cookies["django_language"] = language
    client.force_login(editor)

    with override(language):
        [concern] = concerns(180, NEXT_DAY)

    assert concern.record == composition
    assert "состоит из 2" in concern.text
    assert "депутатами" in concern.text
    assert ("Correct the description" in concern.text) == (language == "en")
    assert concern.text in text(client.get(change_page(delegation)))


def test_the_list_of_concerns_links_to_the_records(client, editor):
    composition = make_composition(make_delegation(), seats=[1])
    client.force_login(editor)

    for query in ["", "?days=1", "?days=x", "?days=" + "9" * 5000, "?days=-1"]:
        page = client.get(reverse("admin:delegations_needs_attention") + query)
        assert change_page(composition) in page.content.decode()


def test_the_number_of_concerns_is_that_of_the_list():
    delegation, _composition = complete(title_ru="")
    make_appointment(delegation=delegation)
    make_appointment(delegation=delegation, statements=[])
    make_appointment(delegation=delegation, statements=[says(None)])
    make_appointment(role="deputy-executive-secretary")
    make_appointment(role="executive-secretary")

    assert number_of_concerns().number == len(concerns())
