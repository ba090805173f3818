"""A working copy or past version that no longer fits the other records breaks no page."""

import pytest
from django.test import Client
from django.urls import reverse

from assembly.newsroom.models import PreviewLink, Version, WorkingCopy
from assembly.newsroom.previews import preview_token
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import amend
from delegations.models import ChamberName, Delegation, Person
from news.models import Article

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_image,
    make_person,
    role,
)
from .forms import change_page, filled, list_page, save, take
from .pages import text, text_after_redirect
from .publications import each_app
from .whole_records import make_whole_delegation

pytestmark = pytest.mark.django_db

SOURCE = {"day": "2025-06-01", "kind": "letter", **in_both(title="Letter")}


@pytest.fixture
def outdated(editor):
    """A public delegation whose working copy names a person deleted since."""
    delegation, person = make_delegation(), make_person()
    make_composition(delegation, seats=[3])
    role()
    amend(delegation, editor, lambda: make_appointment(delegation=delegation, person=person))
    person.delete()
    return delegation


def admin(name, *args):
    return reverse(f"admin:delegations_{name}", args=args)


def test_a_preview_redirects_to_the_form_which_explains_why(client, editor, outdated):
    client.force_login(editor)

    form = client.get(admin("delegation_preview", outdated.pk, "en"))["Location"]

    assert form == change_page(outdated)
    client.get(form)
    assert "The copy was set aside; you can find it in the history." in text(client.get(form))


def test_a_link_for_readers_shows_nothing(client, editor, outdated):
    client.force_login(editor)
    client.post(admin("delegation_new_link", outdated.pk))
    token = preview_token(PreviewLink.objects.get())

    assert Client().get(reverse("shared_preview", args=[token, "en"])).status_code == 404


def test_no_seats_sentence_is_previewed(client, editor, outdated):
    client.force_login(editor)

    assert client.post(admin("composition_preview"), {"delegation": outdated.pk}).status_code == 409


def test_no_fact_is_confirmed(client, editor, outdated):
    fits = make_composition(make_delegation(status="draft"))
    ids = f"{fits.pk},{outdated.compositions.get().pk}"
    client.force_login(editor)

    said = client.post(admin("composition_confirm") + f"?ids={ids}", SOURCE, follow=True)

    assert "Nothing was confirmed" in text(said)
    fits.refresh_from_db()
    assert "Letter" not in str(fits.statements)


def test_a_row_cannot_be_deleted_until_the_working_copy_is_set_aside(client, publisher, outdated):
    address = admin("composition_delete", outdated.compositions.get().pk)
    client.force_login(publisher)

    assert client.post(address, {"post": "yes"}).status_code == 409
    assert outdated.compositions.exists()
    asked = client.get(address, follow=True)

    assert "The copy was set aside; you can find it in the history." in text(asked)
    assert asked.status_code == 200


def test_a_row_that_the_working_copy_deletes_cannot_be_confirmed(client, editor):
    composition = make_composition(make_delegation())
    amend(composition.delegation, editor, type(composition).objects.get().delete)
    client.force_login(editor)

    address = admin("composition_confirm") + f"?ids={composition.pk}"

    assert "Nothing was confirmed" in text(client.post(address, SOURCE, follow=True))


def test_a_chamber_that_only_a_working_copy_uses_cannot_be_deleted(client, publisher):
    delegation, person = make_delegation(), make_person()
    chamber, other = make_chamber(delegation), make_chamber(make_delegation())
    ChamberName.objects.all().delete()
    role()
    given = {"delegation": delegation, "person": person, "chamber": chamber}
    amend(delegation, publisher, lambda: make_appointment(**given))
    client.force_login(publisher)
    sent = {"action": "delete_selected", "_selected_action": chamber.pk, "post": "yes"}
    several = [chamber.pk, other.pk]

    for address in [admin("chamber_delete", chamber.pk), list_page(type(chamber))]:
        assert f"Appointment: {person}" in text(client.post(address, sent))
    sent["_selected_action"] = several
    assert client.post(list_page(type(chamber)), sent).status_code == 409
    assert row_key(chamber) in WorkingCopy.objects.get().content


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_version_whose_address_is_taken_cannot_be_restored(client, editor, status):
    page = make_article(status="draft", slug="one")
    client.force_login(editor)
    save(client, change_page(page), slug="two")
    first = Version.objects.of(page).last()
    type(page).objects.filter(pk=page.pk).update(
        status=status, published_at=make_article(slug="one").published_at
    )

    address = reverse("admin:news_article_restore", args=[page.pk, first.pk])

    assert "Another record now uses this address" in text(client.post(address, follow=True))


def without_seats(content):
    next(row for key, row in content.items() if "seats/" in key)["number"] = None


def with_two_states_of_one_day(content):
    for key, row in content.items():
        if "composition/" in key:
            row["since"] = "2021-03-01"


def with_no_country(content):
    next(iter(content.values()))["country"] = "by"


def with_a_long_title(content):
    next(iter(content.values()))["title_en"] = "x" * 201


@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (without_seats, "Number: This field cannot be null."),
        (with_two_states_of_one_day, "Another entry already begins on that date."),
        (with_no_country, "This could not be saved: it does not fit the present rules"),
        (with_a_long_title, "Title (English): Ensure this value has at most 200 characters"),
    ],
)
def test_a_state_that_the_database_refuses_is_not_restored_and_the_reason_is_said(
    client, editor, status, spoil, reason
):
    delegation = make_whole_delegation()
    Delegation.objects.update(status=status)
    client.force_login(editor)
    client.get(change_page(delegation))
    first = Version.objects.of(delegation).get()
    spoil(first.content)
    first.save()

    address = admin("delegation_restore", delegation.pk, first.pk)
    shown = text(client.post(address, follow=True))

    assert reason in shown
    assert "Another record" not in shown
    assert not WorkingCopy.objects.exists()


def test_an_image_without_a_file_is_not_restored(client, editor):
    image = make_image()
    client.force_login(editor)
    client.get(change_page(image))
    first = Version.objects.of(image).get()
    first.content[row_key(image)]["file"] = ""
    first.save()

    address = reverse("admin:assembly_image_restore", args=[image.pk, first.pk])

    assert "Choose a file for the image." in text(client.post(address, follow=True))


@pytest.fixture
def named(editor):
    """A person named by a delegation, by its working copy, and by an article's working copy."""
    person, delegation, article = make_person(), make_delegation(), make_article()
    appointment = make_appointment(delegation=delegation, person=person)
    amend(delegation, editor, lambda: make_composition(delegation, seats=[3]))
    amend(article, editor, lambda: article.people.add(person))
    return appointment


def test_a_person_named_by_a_working_copy_cannot_be_deleted(client, publisher, named):
    person = named.person
    named.delete()
    client.force_login(publisher)

    shown = client.get(change_page(person).replace("change", "delete"))

    assert "refers to it in its working copy" in text(shown)
    client.post(change_page(person).replace("change", "delete"), {"post": "yes"})
    assert Person.objects.filter(pk=person.pk).exists()


@pytest.mark.parametrize("twin", [False, True])
def test_merged_people_are_merged_in_working_copies_too(client, publisher, named, twin):
    kept = make_person()
    if twin:
        make_appointment(delegation=named.delegation, person=kept)
    client.force_login(publisher)

    client.post(admin("person_merge", kept.pk), {"other": named.person_id})

    delegation, article = Delegation.objects.get(), Article.objects.get()
    rows = filled(client.get(change_page(delegation)))
    assert rows["appointments-TOTAL_FORMS"] == 1
    assert rows["appointments-0-person"] == kept.pk
    assert filled(client.get(change_page(article)))["people"] == [kept.pk]
    for record in [kept, delegation, article]:
        assert Version.objects.of(record).first().made_by == publisher
    assert WorkingCopy.objects.count() == 2


@each_app
def test_a_page_with_an_outdated_working_copy_can_be_withdrawn(client, editor, publisher, make):
    page = make(summary_en="Public")
    client.force_login(editor)
    save(client, change_page(page), slug="taken", summary_en="In work")
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    make(slug="taken")
    sent = {**opened, "_step": "withdraw"}

    for reason in ["", "x" * 301]:
        refused = client.post(change_page(page), {**sent, "withdrawal_en": reason})
        assert refused["Location"] == change_page(page).replace("change", "withdraw")
        assert Client().get(page.get_absolute_url()).status_code == 200
    done = client.post(change_page(page), {**sent, "withdrawal_en": "Wrong."})

    assert "The copy was set aside; you can find it in the history." in text(done)
    assert filled(done)["summary_en"] == "In work"  # as typed, to be saved again
    page.refresh_from_db()
    assert (page.status, page.summary_en, page.withdrawal_en) == ("withdrawn", "Public", "Wrong.")
    assert Client().get(page.get_absolute_url()).status_code == 410
    aside = Version.objects.of(page).get(action="set_aside")
    assert "In work" in str(aside.content)


@each_app
def test_opening_the_form_of_an_approved_copy_that_no_longer_fits_cancels_nothing(
    client, editor, publisher, make
):
    page = make(summary_en="Public")
    client.force_login(editor)
    take(client, page, "submit", slug="taken", summary_en="In work")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    make(slug="taken")
    approved = WorkingCopy.objects.values().get()

    form = client.get(change_page(page))

    assert form.status_code == 409
    assert "Another page uses its address now. Choose a different one." in text(form)
    assert "approved for 1 January 2999" in text(form)
    assert WorkingCopy.objects.values().get() == approved
    done = client.post(change_page(page), {"set_aside": "1"})
    assert "The copy was set aside; you can find it in the history." in text_after_redirect(
        client, done
    )
    assert not WorkingCopy.objects.exists()
    aside = Version.objects.of(page).get(action="set_aside")
    assert "In work" in str(aside.content)
    assert aside.system_note.startswith("Another page uses its address now.")
