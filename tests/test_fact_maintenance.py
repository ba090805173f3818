"""Tools that help staff to keep the facts up to date."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assembly.newsroom.working_copies import Work
from assembly.text.diff import word_diff
from delegations.models import Appointment, Composition, Person

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_seats,
    says,
    seat_kind,
)
from .forms import change_page, errors, filled, list_page
from .pages import text

pytestmark = pytest.mark.django_db

LETTER = {"kind": "letter", **in_both(title="Letter"), "address": "https://example.org/letter"}
SOURCE = {"day": "2026-03-01", **LETTER}


def confirm_page(model, *facts):
    ids = ",".join(str(fact.pk) for fact in facts)
    return f"{list_page(model)}confirm/?ids={ids}"


def make_fact(kind, **given):
    delegation = make_delegation(status="draft")
    if kind == "composition":
        return make_composition(delegation, seats=[5], **given)
    return make_appointment(delegation=delegation, **given)


each_fact = pytest.mark.parametrize("kind", ["composition", "appointment"])


@each_fact
def test_a_confirmation_adds_the_statement_of_a_source_and_overwrites_none(client, editor, kind):
    one, other, untouched = (make_fact(kind) for _fact in range(3))
    client.force_login(editor)

    chosen = {"action": "confirm", "_selected_action": [one.pk, other.pk]}
    asked = client.post(list_page(type(one)), chosen, follow=True)
    assert f'value="{timezone.localdate().isoformat()}"' in asked.content.decode()
    client.post(asked.redirect_chain[-1][0], SOURCE)

    assert str(one) in text(asked)
    for fact in [one, other, untouched]:
        fact.refresh_from_db()
    assert one.statements == other.statements == [{"says": "so", **SOURCE}, says()]
    assert untouched.statements == [says()]


def test_a_form_leads_to_its_confirmation(client, editor):
    composition = make_composition(make_delegation(), seats=[5])
    client.force_login(editor)

    assert (
        confirm_page(Composition, composition)
        in client.get(change_page(composition)).content.decode()
    )


@pytest.mark.parametrize(("other", "proposed"), [("Letter", True), ("Law B", False)])
def test_the_source_is_proposed_that_last_stated_all_of_the_facts(client, editor, other, proposed):
    letter = says(**LETTER)
    facts = [
        make_appointment(statements=[{**letter, "title_en": one}]) for one in ["Letter", other]
    ]
    client.force_login(editor)

    page = client.get(confirm_page(Appointment, *facts)).content.decode()

    assert ('value="Letter"' in page) == proposed
    assert "Law B" not in page
    assert "2025-05-05" not in page  # the day is that of the new statement


@pytest.mark.parametrize("ids", ["", "abc", "99999", "1;2", "\0", "9" * 30, "9" * 5000])
def test_nothing_to_confirm_is_reported(client, editor, ids):
    client.force_login(editor)

    response = client.get(list_page(Composition) + "confirm/", {"ids": ids}, follow=True)

    assert "There is nothing here that you can confirm." in text(response)


@pytest.mark.parametrize(
    "change",
    [
        {"address": "javascript:alert(1)"},
        {"address": "ftp://example.org/"},
        {"address": "", **in_both(title="")},
        {"day": ""},
        {"day": "2999"},
        {"day": "soon"},
        {"kind": "gossip"},
        {"title_en": "x" * 301},
    ],
    ids=str,
)
def test_without_a_proper_source_nothing_is_confirmed_and_all_returns(client, editor, change):
    fact = make_appointment()
    client.force_login(editor)

    refused = client.post(confirm_page(Appointment, fact), {**SOURCE, **change})

    assert refused.context["form"].errors
    typed = {bound.name: bound.value() for bound in refused.context["form"]}
    assert typed == {**SOURCE, **change}
    fact.refresh_from_db()
    assert fact.statements == [says()]


@each_fact
@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    ("days", "day", "said"),
    [
        ({"since": "2026-03-02", "stated": []}, "2026-03-01", "only after that day"),
        ({"since": "2026", "stated": []}, "2025-12-31", "only after that day"),
        ({"until": "2026-03-01"}, "2026-03-01", "had ended by that day"),
        ({"until": "2026-02"}, "2026-03", "had ended by that day"),
    ],
    ids=str,
)
def test_a_fact_of_another_time_is_not_confirmed_and_the_others_neither(
    client, editor, kind, language, days, day, said
):
    fact, begun = make_fact(kind, **days), make_fact(kind)
    client.cookies["django_language"] = language
    client.force_login(editor)
    before = fact.statements

    refused = client.post(confirm_page(type(fact), begun, fact), {**SOURCE, "day": day})

    [reason] = refused.context["form"].non_field_errors()
    assert str(fact) in reason
    assert (said in reason) == (language == "en")
    assert 'value="Letter"' in refused.content.decode()
    for one, statements in [(fact, before), (begun, [says()])]:
        one.refresh_from_db()
        assert one.statements == statements


def test_what_another_entry_followed_is_not_confirmed_of_a_later_day(client, editor):
    delegation = make_delegation(status="draft")
    former = make_composition(delegation, seats=[7], stated=["2020"])
    make_composition(delegation, seats=[5], stated=["2024-05-05"])
    client.force_login(editor)

    refused = client.post(confirm_page(Composition, former), SOURCE)
    assert "another entry is recorded" in text(refused)
    client.post(confirm_page(Composition, former), {**SOURCE, "day": "2023"})

    former.refresh_from_db()
    assert former.stated_days == ["2023", "2020"]


def delegation_page(delegation):
    return reverse("admin:delegations_delegation_confirm", args=[delegation.pk])


def test_all_present_facts_of_a_delegation_are_confirmed_from_one_list(client, editor):
    delegation = make_delegation(status="draft")
    chamber = make_chamber(delegation, website="https://house.example/")
    make_composition(delegation, seats=[7], stated=["2020"])
    composition = make_composition(delegation, seats=[5])
    office = make_appointment(delegation=delegation, role="head")
    make_appointment(delegation=delegation, until="2020", stated=["2019"])
    client.force_login(editor)

    assert delegation_page(delegation) in client.get(change_page(delegation)).content.decode()
    form = client.get(delegation_page(delegation)).context["form"]
    facts = [
        *[delegation.parliament_names.get(), delegation.participations.get()],
        *[chamber.names.get(), chamber.websites.get(), composition, office],
    ]
    keys = [f"{fact._meta.label_lower}/{fact.pk}" for fact in facts]
    assert [key for key, _label in form.fields["facts"].choices] == form.initial["facts"]
    assert {*keys} <= {*form.initial["facts"]}
    kept, *others = facts
    answer = client.post(delegation_page(delegation), {**SOURCE, "facts": keys[1:]})

    assert answer["Location"] == change_page(delegation)
    for fact in facts:
        fact.refresh_from_db()
    assert kept.statements == [says()]
    assert all(fact.last_stated == "2026-03-01" for fact in others)


@pytest.mark.parametrize("facts", [[], ["delegations.composition/99999"], ["x"]], ids=str)
def test_a_choice_of_nothing_or_of_others_facts_is_refused(client, editor, facts):
    delegation = make_delegation(status="draft")
    other = make_composition(make_delegation(), seats=[5])
    facts = facts and [*facts, f"delegations.composition/{other.pk}"]
    client.force_login(editor)

    refused = client.post(delegation_page(delegation), {**SOURCE, "facts": facts})

    assert [*refused.context["form"].errors] == ["facts"]
    other.refresh_from_db()
    assert other.statements == [says()]


def test_facts_of_a_public_delegation_are_confirmed_in_its_working_copy(client, editor):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[5])
    client.force_login(editor)
    form = client.get(delegation_page(delegation)).context["form"]

    client.post(delegation_page(delegation), {**SOURCE, "facts": form.initial["facts"]})

    composition.refresh_from_db()
    assert composition.statements == [says()]
    content = Work(delegation).copy.content
    assert all(
        row["statements"][0]["day"] == "2026-03-01"
        for row in content.values()
        if row.get("statements")
    )
    again = client.get(delegation_page(delegation)).context["form"]
    assert "1 March 2026" in again.fields["facts"].choices[0][1]


def test_a_new_composition_proposes_the_words_and_numbers_of_the_latest_but_no_source(
    client, editor
):
    delegation = make_delegation(status="draft")
    make_composition(delegation, since="2020", seats=[5])
    latest = make_composition(delegation, since="2024", seats=[7], **in_both(lead_in="It has"))
    make_seats(latest, number=4, kind=seat_kind(), vacant=1, **in_both(described_as="substitutes"))
    client.force_login(editor)
    address = f"{list_page(Composition)}add/?delegation={delegation.pk}"

    assert address.replace("&", "&amp;") in client.get(change_page(delegation)).content.decode()
    proposed = filled(client.get(address))
    assert Composition.objects.count() == 2
    assert (proposed["lead_in_en"], proposed["seats-1-described_as_ru"]) == (
        "It has",
        "substitutes",
    )
    assert not {"since", "until", "seats-1-vacant"} & {n for n, v in proposed.items() if v != ""}
    assert proposed["statements-rows"] == "1"  # the blank one
    today = timezone.localdate().isoformat()
    changed = {**proposed, "seats-0-number": 8, "since": today}
    assert client.post(address, changed).status_code == 302

    new = Composition.objects.get(since=today)
    assert [(row.number, row.kind) for row in new.seats.all()] == [(8, None), (4, seat_kind())]
    assert (new.statements, new.lead_in_ru) == ([], "It has")
    again = client.post(address, {**changed, "opened": ""})
    assert "is recorded for the same day" in errors(again)["sequence"]


def test_a_new_composition_follows_one_with_a_number_in_the_sequence(client, editor):
    delegation = make_delegation(status="draft")
    make_composition(delegation, sequence=2, stated=[], seats=[5])
    client.force_login(editor)

    proposed = filled(client.get(f"{list_page(Composition)}add/?delegation={delegation.pk}"))

    assert proposed["sequence"] == 3


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
