"""Staff paste a list of names once, and it becomes people and appointments."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assembly.newsroom.working_copies import Work
from delegations.models import Appointment, Person

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_delegation,
    make_person,
    make_user,
    role,
    says,
)
from .pages import text

pytestmark = pytest.mark.django_db

SOURCE = {
    "day": "2025-09-14",
    "kind": "website",
    "title_en": "Page",
    "address": "https://a.example/",
}
LIST = "1. Kogut, Viktor – deputy\n2. Anna Ivanova\n"


def make_known():
    return make_person(
        slug="viktor-kogut",
        name_en="Viktor Kogut",
        name_ru="Виктор Когут",
        sort_name_en="Kogut, Viktor",
        sort_name_ru="Когут, Виктор",
    )


def address(delegation):
    return reverse("admin:delegations_delegation_members", args=[delegation.pk])


def typed(response):
    """Return what a browser would send from the page."""
    forms = [response.context["form"], *response.context["rows"]]
    sent = {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() is not None
    }
    if found := re.search('name="reviewed" value="([0-9a-f]+)"', response.content.decode()):
        sent["reviewed"] = found[1]
    return sent


def paste(client, delegation, names=LIST, **changes):
    """Type a list and a source, and return the review."""
    sent = {**typed(client.get(address(delegation))), **SOURCE, "names": names, **changes}
    return client.post(address(delegation), {**sent, "_review": "1"})


def save(client, delegation, review, **changes):
    return client.post(address(delegation), {**typed(review), **changes, "_save": "1"})


@pytest.fixture
def delegation(editor, client):
    role("member")
    client.force_login(editor)
    return make_delegation(status="draft")


ANNA = {
    "member-2-name_ru": "Анна Иванова",
    "member-2-sort_name_ru": "Иванова, Анна",
}


def test_a_list_becomes_people_and_appointments_in_its_order(client, delegation):
    known, chamber = make_known(), make_chamber(delegation)

    review = paste(client, delegation, chamber=chamber.pk)
    saved = save(client, delegation, review, **ANNA, **{"member-1-title_ru": "депутат"})

    assert saved.status_code == 302
    one, other = Appointment.objects.order_by("order")
    assert (one.person, one.title_en, one.title_ru) == (known, "deputy", "депутат")
    anna = Person.objects.get(slug="anna-ivanova")
    assert (anna.name_en, anna.sort_name_en) == ("Anna Ivanova", "Ivanova, Anna")
    assert (anna.name_ru, anna.sort_name_ru) == ("Анна Иванова", "Иванова, Анна")
    assert (other.person, other.title_en) == (anna, "member")
    assert [(made.order, made.chamber, made.since) for made in [one, other]] == [
        (1, chamber, None),
        (2, chamber, None),
    ]
    assert one.statements == [{**says("2025-09-14"), **SOURCE, "title_ru": ""}]


def test_whoever_has_the_role_gets_the_statement_and_no_second_row(client, delegation):
    known = make_known()
    held = make_appointment(person=known, delegation=delegation, order=7, stated=["2017-12-22"])
    past = make_appointment(
        person=make_person(**in_both(name="Anna Ivanova", sort_name="Ivanova, Anna")),
        delegation=delegation,
        until="2020",
        stated=["2017-12-22"],
    )

    saved = save(client, delegation, paste(client, delegation), **{"member-1-title_ru": "депутат"})

    assert saved.status_code == 302
    held.refresh_from_db()
    assert held.stated_days == ["2025-09-14", "2017-12-22"]
    assert (held.order, held.title_en) == (1, "member")
    assert past.person.appointments.count() == 2  # she was elected again


def test_members_of_a_public_delegation_wait_for_approval_in_its_working_copy(client, editor):
    role("member")
    delegation = make_delegation()
    client.force_login(editor)

    save(
        client,
        delegation,
        paste(client, delegation, "Anna Ivanova"),
        **{name.replace("-2-", "-1-"): value for name, value in ANNA.items()},
    )

    assert not Appointment.objects.exists()
    assert "Anna Ivanova" not in text(Client().get(delegation.get_absolute_url()))
    person = Person.objects.get()
    assert Client().get(person.get_absolute_url()).status_code == 404
    rows = [row for key, row in Work(delegation).copy.content.items() if "appointment" in key]
    assert [row["person_id"] for row in rows] == [person.pk]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"member-2-name_ru": ""}, "name_ru"),
        ({"member-2-slug": "taken"}, "slug"),
        ({"member-2-slug": "не адрес"}, "slug"),
        ({"member-2-title_en": ""}, "title_en"),
        ({"member-2-choice": ""}, "choice"),
        ({"member-2-choice": "99999"}, "choice"),
    ],
    ids=str,
)
def test_a_refused_review_returns_whole_and_saves_nothing(client, delegation, changes, field):
    make_person(slug="taken")
    right = {**ANNA, "member-1-title_ru": "депутат", "member-1-name_ru": "<b>Виктор</b>"}
    right |= {"member-1-sort_name_ru": "Когут"}

    refused = save(client, delegation, paste(client, delegation), **{**right, **changes})

    assert [*refused.context["rows"][1].errors] == [field]
    shown = typed(refused)
    assert {name: shown.get(name) for name in {**right, **changes}} == {**right, **changes}
    assert "<b>Виктор" not in refused.content.decode()
    assert Person.objects.count() == 1
    assert not Appointment.objects.exists()


def test_one_person_in_two_lines_is_refused(client, delegation):
    known = make_known()

    refused = save(
        client,
        delegation,
        paste(client, delegation, "Viktor Kogut\nКогут, Виктор"),
    )

    assert "The same as in line 1." in text(refused)
    assert not known.appointments.exists()


def test_of_two_people_of_one_name_the_editor_chooses(client, delegation):
    one, other = (make_person(**in_both(name="Anna Ivanova", sort_name="A")) for _two in "12")
    review = paste(client, delegation, "Anna Ivanova")

    assert "Choose who it is." in text(save(client, delegation, review))
    save(client, delegation, review, **{"member-1-choice": other.pk})

    assert not one.appointments.exists()
    assert other.appointments.count() == 1


def test_a_line_can_be_left_out(client, delegation):
    make_known()
    left = {"member-1-title_ru": "депутат", "member-2-choice": "leave-out"}

    save(client, delegation, paste(client, delegation), **left)

    assert Appointment.objects.count() == Person.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"names": "\n1.\n"}, "There is no name in this text."),
        ({"names": "Anna Ivanova\n" * 201}, "at most 200 are added at once"),
        ({"names": "x" * 50_001}, "at most 50000 characters"),
        ({"role": "99999"}, "Choose one of the roles."),
        ({"title_en": "", "address": ""}, "Enter the title of the source or its address."),
        ({"address": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"day": "2999"}, "cannot be in the future"),
        ({"day": "soon"}, "Enter a day, a month or a year"),
    ],
    ids=lambda value: "" if isinstance(value, str) else next(iter(value)),
)
def test_a_list_that_cannot_be_read_returns_as_typed(client, delegation, changes, said):
    sent = {**SOURCE, "names": "Anna <b>Ivanova</b>", "role": str(role().pk), **changes}

    refused = client.post(address(delegation), {**sent, "_save": "1"})

    assert said in text(refused)
    assert refused.context["rows"] == []
    assert {name: typed(refused)[name] for name in sent} == sent


def test_a_list_changed_after_its_review_is_reviewed_again(client, delegation):
    review = paste(client, delegation, "Anna Ivanova")

    again = save(client, delegation, review, names="Ivan Petrov")

    assert again.status_code == 200
    assert [row.member.name for row in again.context["rows"]] == ["Ivan Petrov"]
    assert not Appointment.objects.exists()


def test_a_statement_of_a_day_before_the_appointment_is_refused_and_nothing_is_saved(
    client, delegation
):
    make_appointment(person=make_known(), delegation=delegation, since="2025-10-01", stated=[])
    right = {**ANNA, "member-1-title_ru": "депутат"}

    refused = save(client, delegation, paste(client, delegation), **right)

    assert "begins only after that day" in text(refused)
    assert typed(refused)["member-2-name_ru"] == "Анна Иванова"
    assert Person.objects.count() == 1


def test_only_who_may_change_the_delegation_and_add_appointments_pastes_a_list(client):
    delegation = make_delegation(status="draft")

    for permissions in [["view_delegation"], ["change_delegation"], ["add_appointment"]]:
        client.force_login(make_user(*permissions))
        assert client.get(address(delegation)).status_code == 403

    client.force_login(make_user("change_delegation", "add_appointment"))
    role("member")
    review = paste(client, delegation, "Anna Ivanova")
    assert ("new", "a new person") not in review.context["rows"][0].fields["choice"].choices


def test_the_page_is_russian_for_who_works_in_russian(client, delegation):
    client.cookies["django_language"] = "ru"

    review = text(paste(client, delegation, "Анна Иванова"))

    assert "Проверьте каждую строку" in review
    assert "Имена" in review
