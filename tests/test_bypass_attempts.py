"""What a form does not allow, no address and no parameter allows either."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from assembly.newsroom.bin import move_to_bin, new_batch
from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.working_copies import Work, amend
from delegations.models import Composition, Person

from .builders import (
    LAST_YEAR,
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_user,
    role,
)
from .forms import change_page, list_page, save, take
from .publications import each_app

pytestmark = pytest.mark.django_db


@each_app
@pytest.mark.parametrize("number", ["_2B{}", "_0A{}", "{}_0A", "%20{}", "0_5F{}"])
def test_an_unusual_spelling_of_a_number_does_not_bypass_the_working_copy(
    client, editor, make, number
):
    page = make(summary_en="Old")
    client.force_login(editor)
    data = {"title_en": "Title", "slug": page.slug, "summary_en": "New"}

    for name in ["change", "delete", "history"]:
        address = f"{list_page(type(page))}{number.format(page.pk)}/{name}/"
        assert client.get(address).status_code in {302, 403, 404}
        assert client.post(address, data).status_code in {302, 403, 404}

    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("published", "Old")


@pytest.mark.parametrize("number", ["{}", "+{}", " {}", "{} ", "0{}", "0_{}"])
def test_an_unusual_spelling_of_a_key_adds_no_row_past_the_working_copy(client, editor, number):
    delegation = make_delegation()
    row = {"chamber": make_chamber(delegation).pk, "number": 3, **in_both(described_as="x")}
    client.force_login(editor)

    save(
        client,
        list_page(Composition) + "add/",
        delegation=number.format(delegation.pk),
        **{f"seats-0-{name}": value for name, value in row.items()},
    )

    assert not Composition.objects.exists()
    assert "delegations.composition" in str(WorkingCopy.objects.get().content)


@pytest.mark.parametrize("number", ["_2B{}", "{}_0A"])
def test_a_composition_is_opened_only_by_its_exact_key(client, editor, number):
    composition = make_composition(make_delegation(), seats=[3])
    client.force_login(editor)
    address = change_page(composition)

    strange = address.replace(f"/{composition.pk}/", f"/{number.format(composition.pk)}/")

    assert client.get(strange).status_code == 302


def make_outdated_copy(editor):
    """Make a public delegation whose working copy names a person deleted since."""
    delegation, person = make_delegation(), make_person()
    role()  # apart from the working copy
    amend(delegation, editor, lambda: make_appointment(delegation=delegation, person=person))
    person.delete()
    return delegation


@pytest.mark.parametrize(("seen", "status"), [([], 403), (["view_delegation"], 409)])
def test_a_form_opened_without_permission_to_edit_keeps_the_working_copy(
    client, editor, seen, status
):
    delegation = make_outdated_copy(editor)
    client.force_login(make_user(*seen))

    assert client.get(change_page(delegation)).status_code == status

    assert WorkingCopy.objects.exists()
    client.force_login(editor)
    client.get(change_page(delegation))
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("step", ["submit", "discard"])
def test_users_who_may_only_edit_rows_take_no_step_of_the_record(client, editor, step):
    composition = make_composition(make_delegation(), seats=[3])
    client.force_login(editor)
    save(client, change_page(composition.delegation), summary_en="In work")
    client.force_login(make_user("view_seats", "change_composition"))

    take(client, composition, step)

    assert WorkingCopy.objects.get().status == "draft"


@pytest.mark.parametrize("checked", ["title_ru:correct", "\0:typo", "slug:\0", ":"])
@pytest.mark.parametrize("make", [make_person, make_article, make_delegation])
def test_only_a_stale_translation_can_be_marked_as_correct(client, editor, make, checked):
    record = make()
    client.force_login(editor)

    assert save(client, change_page(record), _checked=checked).status_code == 302

    assert not Version.objects.filter(action=Action.CHECKED).exists()


def test_a_step_from_the_form_of_a_row_keeps_the_reason_of_a_withdrawal(client, publisher):
    given = {"status": "withdrawn", "published_at": LAST_YEAR, "withdrawal_en": "Wrong."}
    delegation = make_delegation(**given)
    composition = make_composition(delegation, seats=[3])
    client.force_login(publisher)

    take(client, composition, "submit")

    delegation.refresh_from_db()
    assert (delegation.status, delegation.withdrawal_en) == ("review", "Wrong.")


def test_the_reason_of_a_withdrawal_is_written_only_in_its_form(client, publisher):
    page = make_article(status="draft")
    client.force_login(publisher)

    take(client, page, "approve", note="Urgent", withdrawal_en="\0")

    page.refresh_from_db()
    assert (page.status, page.withdrawal_en or "") == ("published", "")


def test_a_row_cannot_be_moved_to_another_record(client, editor):
    delegation, other = make_delegation(status="draft"), make_delegation(status="draft")
    chamber, office = make_chamber(delegation), make_appointment()
    member = make_appointment(delegation=delegation)
    client.force_login(editor)

    for row in [chamber, office, member]:
        save(client, change_page(row), delegation=other.pk)
    save(client, change_page(office), person=make_person().pk)

    for row in [chamber, office, member]:
        before = row.root
        row.refresh_from_db()
        assert row.root == before


def test_the_person_of_an_appointment_in_a_delegation_may_be_corrected(client, editor):
    member = make_appointment(delegation=make_delegation(status="draft"))
    person = make_person()
    client.force_login(editor)

    save(client, change_page(member), person=person.pk)

    member.refresh_from_db()
    assert member.person == person


@pytest.mark.parametrize(
    "address",
    [
        "admin/",
        "admin/news/article/999/change/",
        "admin/ahead/2999-01-01T00:00/en/",
        "admin/delegations/composition/confirm/",
    ],
)
def test_only_public_addresses_are_previewed_for_a_date(client, editor, address):
    client.force_login(editor)

    assert client.get("/admin/ahead/2998-01-01T00:00/en/").status_code == 200
    assert client.get(f"/admin/ahead/2998-01-01T00:00/{address}").status_code == 404


@each_app
def test_the_address_of_a_draft_is_shown_only_to_those_who_may_see_it(client, editor, make):
    page = make(status="draft")
    kind = ContentType.objects.get_for_model(page).pk
    address = f"/admin/r/{kind}/{page.pk}/"

    client.force_login(make_user())
    for written in [address, address.replace("/r/", "/r/+"), address.replace("/r/", "/r/%20")]:
        assert client.get(written).status_code in {403, 404}
    client.force_login(editor)
    assert client.get(address)["Location"].endswith(page.get_absolute_url())


@pytest.mark.parametrize("chosen", ["abc", "\0", "-1", "9" * 30, "9" * 5000])
def test_an_action_on_an_invalid_selection_is_refused(client, publisher, chosen):
    client.force_login(publisher)
    make_person()
    data = {"action": "delete_selected", "_selected_action": [chosen]}

    assert client.post(list_page(Person), data).status_code == 400


@each_app
def test_a_form_ignores_the_opened_version_of_another_record(client, editor, make):
    page, other = make(status="draft"), make(status="draft", summary_en="Of another page")
    client.force_login(editor)
    elsewhere = Work(other).record_outside_changes()

    for number, opened in enumerate([elsewhere.pk, "999999", "-1", "\0", "9" * 5000]):
        save(client, change_page(page), opened=opened, summary_ru=f"Saved {number}")

        page.refresh_from_db()
        assert (page.summary_en or "", page.summary_ru) == ("", f"Saved {number}")


def test_only_users_who_may_delete_undo_a_deletion(client, editor, publisher):
    batch = new_batch()
    move_to_bin(make_person(), publisher, batch)
    address = reverse("admin:undo", args=[batch])

    client.force_login(editor)
    assert client.post(address).status_code == 403
    assert not Person.objects.exists()
    client.force_login(publisher)
    client.post(address)
    assert Person.objects.exists()
