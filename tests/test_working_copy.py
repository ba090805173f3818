"""A public page is edited in a working copy, and nobody's text is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import Action, Version, WorkingCopy
from delegations.models import Composition

from .builders import (
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_topic,
)
from .forms import (
    change_page,
    filled,
    list_page,
    offered,
    office,
    office_rows,
    save,
    take,
)
from .pages import text, text_after_redirect
from .publications import each_app

pytestmark = pytest.mark.django_db


def read(page):
    """Return the public text at a page's address."""
    return text(Client().get(page.get_absolute_url()))


@each_app
def test_editing_a_public_page_does_not_change_the_public_text(client, editor, make):
    page = make(summary_en="The old summary.")
    client.force_login(editor)

    done = save(client, change_page(page), summary_en="The new summary.")

    assert "readers still see the published text" in text_after_redirect(client, done)
    assert "The old summary." in read(page)
    assert "The new summary." not in read(page)
    form = client.get(change_page(page))
    assert form.context["adminform"].form["summary_en"].value() == "The new summary."
    assert "1 difference from the published text" in text(form)
    assert "<del>old</del> <ins>new</ins>" in form.content.decode()


@each_app
def test_a_working_copy_is_reviewed_and_published_in_one_step(client, editor, publisher, make):
    page = make(summary_en="The old summary.")
    first, address = page.published_at, page.get_absolute_url()
    client.force_login(editor)
    take(client, page, "submit", summary_en="The new summary.")
    assert offered(client, page) == ["take_back", "discard"]
    client.force_login(publisher)

    take(client, page, "approve")

    assert "The new summary." in read(page)
    page.refresh_from_db()
    assert (page.published_at, page.get_absolute_url()) == (first, address)
    assert not WorkingCopy.objects.exists()


@each_app
def test_a_discarded_working_copy_stays_in_the_history(client, editor, make):
    page = make(summary_en="The old summary.")
    client.force_login(editor)
    save(client, change_page(page), summary_en="A mistake.")

    take(client, page, "discard")

    form = client.get(change_page(page))
    assert form.context["adminform"].form["summary_en"].value() == "The old summary."
    kept = Version.objects.of(page).filter(of_copy=True).first()
    assert "A mistake." in str(kept.content)


@each_app
def test_a_scheduled_working_copy_is_public_from_its_moment(client, editor, publisher, make):
    page = make(summary_en="The old summary.")
    client.force_login(editor)
    take(client, page, "submit", summary_en="The new summary.")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    assert "The old summary." in read(page)

    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))

    assert "The new summary." in read(page)
    entry = Version.objects.of(page).first()
    assert (entry.action, entry.made_by) == (Action.PUBLISHED, publisher)


@each_app
def test_withdrawing_a_page_turns_its_working_copy_into_the_text(client, editor, publisher, make):
    page = make()
    client.force_login(editor)
    save(client, change_page(page), summary_en="In work.")
    client.force_login(publisher)

    take(client, page, "withdraw", withdrawal_en="Wrong.")

    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("withdrawn", "In work.")
    assert Client().get(page.get_absolute_url()).status_code == 410


@each_app
def test_a_correction_is_shown_with_its_date(client, editor, publisher, make):
    page = make()
    client.force_login(editor)
    take(client, page, "submit", correction_en="The number was 6, not 7.")
    client.force_login(publisher)
    take(client, page, "approve")

    assert "The number was 6, not 7." in read(page)
    page.refresh_from_db()
    assert page.corrected_on == timezone.localdate()


def test_seats_of_a_public_delegation_are_reviewed_too(client, editor, publisher):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[7])
    client.force_login(editor)

    save(client, change_page(composition), **{"seats-0-number": "9"})

    assert "7 deputies" in read(delegation)
    again = filled(client.get(change_page(composition)))
    assert again["seats-0-number"] == 9
    take(client, delegation, "submit")
    client.force_login(publisher)
    take(client, delegation, "approve")
    assert "9 deputies" in read(delegation)


def test_rows_of_a_working_copy_keep_their_keys(client, editor, publisher):
    delegation, elsewhere = make_delegation(), make_delegation(status="draft")
    make_composition(delegation, seats=[7])
    client.force_login(editor)
    address = f"{list_page(Composition)}add/?delegation={delegation.pk}"
    data = {**filled(client.get(address)), "since": "2025-06-01", "seats-0-number": "9"}
    assert client.post(address, data).status_code == 302
    other = make_composition(elsewhere, since="2025", seats=[1])

    take(client, delegation, "submit")
    client.force_login(publisher)
    take(client, delegation, "approve")

    other.refresh_from_db()
    assert other.delegation == elsewhere
    assert "9 deputies" in read(delegation)
    assert Composition.objects.count() == 3


def test_a_row_that_only_a_working_copy_has_can_be_edited(client, editor):
    delegation, person = make_delegation(), make_person()
    chamber = make_chamber(delegation)
    client.force_login(editor)
    row = office(person=person.pk, chamber=chamber.pk)
    save(client, change_page(delegation), **office_rows(row))
    assert not delegation.appointments.exists()

    form = client.get(change_page(delegation))
    [inline] = [
        inline
        for inline in form.context["inline_admin_formsets"]
        if inline.formset.prefix == "appointments"
    ]
    made = inline.formset.forms[0].instance
    assert save(client, change_page(made), title_en="head").status_code == 302

    assert "head" in str(WorkingCopy.objects.get().content)


def test_an_appointment_is_deleted_through_the_working_copy(client, publisher):
    appointment = make_appointment(delegation=make_delegation())
    client.force_login(publisher)

    client.post(change_page(appointment).replace("change", "delete"), {"post": "yes"})

    appointment.refresh_from_db()
    assert f"delegations.appointment/{appointment.pk}" not in WorkingCopy.objects.get().content


@each_app
def test_changes_of_two_people_to_different_fields_are_both_kept(client, editor, publisher, make):
    page = make(status="draft")
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    client.force_login(publisher)
    save(client, change_page(page), summary_en="The publisher's")
    client.force_login(editor)

    done = client.post(change_page(page), {**opened, "summary_ru": "Мой текст"})

    assert "Both sets of changes were kept" in text_after_redirect(client, done)
    page.refresh_from_db()
    assert (page.summary_en, page.summary_ru) == ("The publisher's", "Мой текст")


def test_topics_added_and_removed_by_two_people_are_combined(client, editor, publisher):
    page = make_article(status="draft")
    kept, gone, mine, theirs = [make_topic() for _number in range(4)]
    page.topics.set([kept, gone])
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    client.force_login(publisher)
    save(client, change_page(page), topics=[kept.pk, gone.pk, theirs.pk])
    client.force_login(editor)

    client.post(change_page(page), {**opened, "topics": [kept.pk, mine.pk]})

    assert set(page.topics.all()) == {kept, mine, theirs}


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_two_people_who_change_one_field_choose_a_version(
    client, editor, publisher, make, status, choice
):
    page = make(status=status, summary_en="At first")
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    client.force_login(publisher)
    save(client, change_page(page), summary_en="The publisher's")
    client.force_login(editor)

    asked = client.post(
        change_page(page), {**opened, "summary_en": "The editor's", "title_en": "New title"}
    )
    shown = client.get(asked["Location"])

    for words in ["At first", "The editor's", "The publisher's", "Summary (English)"]:
        assert words in text(shown)
    [row] = shown.context["rows"]
    latest = shown.context["latest"].pk
    undecided = client.post(asked["Location"], {"latest": latest})
    assert "Choose a version for each field." in text(undecided)
    client.post(asked["Location"], {"latest": latest, row["name"]: choice})

    form = client.get(change_page(page)).context["adminform"].form
    expected = {"mine": "The editor's", "theirs": "The publisher's"}[choice]
    assert (form["summary_en"].value(), form["title_en"].value()) == (expected, "New title")


@each_app
def test_only_the_author_of_conflicting_text_resolves_the_conflict(client, editor, publisher, make):
    page = make(status="draft")
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    client.force_login(publisher)
    save(client, change_page(page), summary_en="The publisher's")
    client.force_login(editor)
    asked = client.post(change_page(page), {**opened, "summary_en": "The editor's"})
    client.force_login(publisher)

    assert client.get(asked["Location"]).status_code == 404


@each_app
def test_a_save_without_changes_adds_no_version(client, editor, make):
    page = make()
    client.force_login(editor)
    client.get(change_page(page))
    before = Version.objects.count()

    done = save(client, change_page(page))

    assert "There were no changes to save" in text_after_redirect(client, done)
    assert "The changes are in the working copy" not in text_after_redirect(client, done)
    assert Version.objects.count() == before
    assert not WorkingCopy.objects.exists()


def test_a_changed_live_text_is_not_overwritten_without_notice(client, editor, publisher):
    page = make_article(summary_en="At first", summary_ru="Сначала")
    client.force_login(editor)
    take(client, page, "submit", summary_en="The copy's")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    type(page).objects.update(summary_en="From a file", summary_ru="Из файла")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))

    assert "From a file" in read(page)  # the copy is due, and is returned to its editor
    form = client.get(change_page(page))

    assert "this working copy was created. Changed fields: Summary (English)." in text(form)
    assert form.context["adminform"].form["summary_ru"].value() == "Из файла"
    assert form.context["adminform"].form["summary_en"].value() == "The copy's"
    assert WorkingCopy.objects.get().status == "draft"
