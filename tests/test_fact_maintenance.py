"""Tools that help staff to keep the facts up to date."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assembly.text.diff import word_diff
from delegations.models import Appointment, Composition, Person, Role
from delegations.needs_attention import concerns

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
)
from .forms import change_page, errors, filled, list_page, save
from .pages import text

pytestmark = pytest.mark.django_db

SOURCE = {**in_both(source_title="Letter"), "source_url": "https://example.org/letter"}


def confirm_page(model, *facts):
    ids = ",".join(str(fact.pk) for fact in facts)
    return f"{list_page(model)}confirm/?ids={ids}"


@pytest.mark.parametrize("kind", ["composition", "appointment"])
def test_facts_are_confirmed_today_with_their_source(client, editor, kind):
    make = {
        "composition": lambda: make_composition(make_delegation(status="draft"), seats=[5]),
        "appointment": lambda: make_appointment(delegation=make_delegation(status="draft")),
    }[kind]
    one, other, untouched = make(), make(), make()
    client.force_login(editor)

    chosen = {"action": "confirm_today", "_selected_action": [one.pk, other.pk]}
    asked = client.post(list_page(type(one)), chosen, follow=True)
    client.post(asked.redirect_chain[-1][0], SOURCE)

    assert str(one) in text(asked)
    for fact in [one, other, untouched]:
        fact.refresh_from_db()
    assert one.confirmed_on == other.confirmed_on == timezone.localdate()
    assert (one.source_title_ru, other.source_url) == ("Letter", "https://example.org/letter")
    assert untouched.confirmed_on == date(2025, 5, 5)


def test_a_form_leads_to_its_confirmation(client, editor):
    composition = make_composition(make_delegation(), seats=[5])
    client.force_login(editor)

    assert (
        confirm_page(Composition, composition)
        in client.get(change_page(composition)).content.decode()
    )


def test_the_source_is_not_prefilled_if_the_facts_have_different_sources(client, editor):
    one, other = make_appointment(**SOURCE), make_appointment(source_title_en="Law B")
    client.force_login(editor)

    page = client.get(confirm_page(Appointment, one, other)).content.decode()

    assert "Law B" not in page
    assert "Letter" not in page


@pytest.mark.parametrize("ids", ["", "abc", "99999", "1;2", "\0", "9" * 30, "9" * 5000])
def test_nothing_to_confirm_is_reported(client, editor, ids):
    client.force_login(editor)

    response = client.get(list_page(Composition) + "confirm/", {"ids": ids}, follow=True)

    assert "There is nothing here that you can confirm." in text(response)


@pytest.mark.parametrize(
    "source",
    [
        {**SOURCE, "source_url": "javascript:alert(1)"},
        {**SOURCE, "source_url": "ftp://example.org/"},
        {},
    ],
    ids=str,
)
def test_without_a_proper_source_nothing_is_confirmed(client, editor, source):
    fact = make_appointment()
    client.force_login(editor)

    assert client.post(confirm_page(Appointment, fact), source).status_code == 200

    fact.refresh_from_db()
    assert fact.confirmed_on == date(2025, 5, 5)


def test_a_new_composition_starts_today_with_the_present_seats_and_is_not_saved(client, editor):
    delegation = make_delegation(status="draft")
    make_composition(delegation, since="2020", seats=[5])
    make_composition(delegation, since="2024", seats=[7, 4], **SOURCE)
    client.force_login(editor)
    address = f"{list_page(Composition)}add/?delegation={delegation.pk}"

    proposed = client.get(address)
    assert Composition.objects.count() == 2
    assert not {"confirmed_on", *SOURCE} & filled(proposed).keys()
    changed = {**filled(proposed), "seats-0-number": 8}
    assert [*errors(client.post(address, changed))] == ["confirmed_on"]
    changed |= {"confirmed_on": timezone.localdate().isoformat()}
    assert client.post(address, changed).status_code == 302

    new = Composition.objects.get(since=timezone.localdate().isoformat())
    assert [row.number for row in new.seats.all()] == [8, 4]
    assert (new.source_title_en, new.source_url) == ("", "")
    assert client.post(address, changed).status_code == 409
    again = client.post(address, {**changed, "opened": ""})
    assert errors(again)["since"] == "This delegation already has seats from that date."


@pytest.mark.parametrize("delegation", ["", "x", "999999", "9" * 40, "\0"])
def test_a_new_composition_without_seats_to_copy_is_an_empty_form(client, editor, delegation):
    client.force_login(editor)

    page = client.get(list_page(Composition) + "add/", {"delegation": delegation}, follow=True)

    assert page.status_code == 200


def test_an_earlier_composition_is_announced_as_in_force_only_until_the_next(client, editor):
    delegation = make_delegation()
    make_composition(delegation, since="2024", seats=[7])
    early = make_composition(delegation, since="2019", seats=[5])
    client.force_login(editor)

    response = client.post(change_page(early), filled(client.get(change_page(early))), follow=True)

    assert "apply only until the next composition, recorded from 2024" in text(response)


def test_deleting_the_last_row_of_seats_is_refused(client, editor):
    composition = make_composition(make_delegation(), seats=[7])
    client.force_login(editor)
    refused = save(client, change_page(composition), **{"seats-0-DELETE": "on"})

    assert "at least 1" in errors(refused)[""]
    assert composition.seats.count() == 1


def messages(days=180, today=None):
    return [concern.text for concern in concerns(days, today)]


def complete(**given):
    """Make a delegation without any concern on the day of its confirmation."""
    delegation = make_delegation(**given)
    composition = make_composition(delegation, seats=[2])
    websites = in_both(website="https://example.org/")
    delegation.chambers.update(**websites)
    return delegation, composition


def test_a_complete_delegation_has_no_concern():
    complete()

    assert messages(today=date(2025, 5, 6)) == []


def test_facts_not_confirmed_for_long_are_a_concern():
    delegation, _composition = complete()
    make_appointment(delegation=delegation, until="2020")
    make_appointment()
    day = date(2025, 5, 5) + timedelta(days=181)

    assert messages(180, day) == ["Not confirmed by any source since 5 May 2025."] * 2
    assert messages(181, day) == []


@pytest.mark.parametrize("of_the_assembly", [True, False])
def test_a_post_without_a_successor_is_a_concern(of_the_assembly):
    delegation = None if of_the_assembly else complete()[0]
    post = {"delegation": delegation, "role": Role.HEAD, **in_both(title="Head")}
    make_appointment(**post, until="2024-03")

    assert messages(today=date(2025, 5, 6)) == ["No successor recorded since March 2024: Head."]

    make_appointment(**post, since="2024-04")
    assert messages(today=date(2025, 5, 6)) == []


def test_more_named_members_than_seats_are_a_concern():
    delegation, composition = complete()
    chamber = composition.seats.get().chamber
    for _number in range(3):
        make_appointment(delegation=delegation, chamber=chamber)

    [concern] = messages(today=date(2025, 5, 6))
    assert concern.startswith("More members are named than there are seats")


def test_languages_that_disagree_are_a_concern():
    _delegation, composition = complete(lead_in_ru="")
    composition.seats.update(described_as_ru="")

    assert messages(today=date(2025, 5, 6)) == [
        "The text is not written in: Russian.",
        "Seats are not described in: Russian.",
    ]


def test_a_missing_website_is_a_concern():
    delegation, _composition = complete()
    make_chamber(delegation, **in_both(name="House"))

    [concern] = messages(today=date(2025, 5, 6))
    assert concern.startswith("Website not recorded (English, Russian): House")


def test_the_list_of_concerns_links_to_the_records(client, editor):
    composition = make_composition(make_delegation(), seats=[1])
    client.force_login(editor)

    for query in ["", "?days=1", "?days=x", "?days=" + "9" * 5000, "?days=-1"]:
        page = client.get(reverse("admin:delegations_needs_attention") + query)
        assert change_page(composition) in page.content.decode()


def test_text_is_compared_word_by_word():
    assert word_diff("consists of 5 deputies.", "consists of 8 new deputies.") == [
        ("equal", "consists of"),
        ("delete", "5"),
        ("insert", "8 new"),
        ("equal", "deputies."),
    ]
    assert word_diff("", "a b") == [("insert", "a b")]
    assert word_diff("a", "a") == [("equal", "a")]


def test_only_users_who_may_delete_merge_two_records(client, editor, publisher):
    kept, other = make_person(), make_person()
    address = reverse("admin:delegations_person_merge", args=[kept.pk])

    client.force_login(editor)
    assert client.post(address, {"other": other.pk}).status_code == 403
    client.force_login(publisher)
    refused = client.post(address, {"other": kept.pk})
    assert "not one of the available choices" in text(refused)
    assert Person.objects.count() == 2
    client.post(address, {"other": other.pk})

    assert list(Person.objects.all()) == [kept]
