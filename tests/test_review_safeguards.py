"""Nobody bypasses the review, and unusual states cause no error."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import Version, WorkingCopy
from assembly.newsroom.working_copies import Work
from delegations.models import Appointment

from .builders import make_appointment, make_article, make_delegation
from .forms import change_page, filled, list_page, save, take
from .pages import text, text_after_redirect
from .publications import each_app

pytestmark = pytest.mark.django_db


def test_withdrawing_does_not_hide_who_edited_last(client, editor, publisher):
    page = make_article(updated_by=editor)
    client.force_login(publisher)
    save(client, change_page(page), summary_en="Mine alone")
    take(client, page, "withdraw", withdrawal_en="Wrong.")

    take(client, page, "approve")

    page.refresh_from_db()
    assert page.status == "withdrawn"


def test_the_bin_does_not_hide_who_edited_last(client, publisher):
    page = make_article(status="draft")
    client.force_login(publisher)
    save(client, change_page(page), summary_en="Mine alone")
    client.post(change_page(page).replace("change", "delete"), {"post": "yes"})
    version = Version.objects.filter(action="deleted").get()
    client.post(f"/admin/bin/{version.pk}/")

    take(client, page, "approve")

    page.refresh_from_db()
    assert page.status == "draft"


def test_the_reason_of_a_withdrawal_can_be_corrected(client, publisher):
    page = make_article()
    client.force_login(publisher)
    take(client, page, "withdraw", withdrawal_en="Wrogn.")

    save(client, change_page(page), withdrawal_en="Wrong.")

    assert "Wrong." in text(Client().get(page.get_absolute_url()))


def test_a_submission_taken_back_does_not_count_as_returned(client, editor):
    page = make_article(status="draft")
    client.force_login(editor)
    take(client, page, "submit", note="Please look")
    take(client, page, "take_back")

    assert "Returned:" not in text(client.get(change_page(page)))


def test_marks_of_stale_translations_never_block_publication(client, editor, publisher):
    mark = {"title_ru": {"source": "title_en", "before": "Old"}}
    page = make_article(summary_en="One", summary_ru="Один", stale=mark)
    client.force_login(editor)
    save(client, change_page(page), summary_en="Two")
    save(client, change_page(page), _checked="title_ru:correct")
    take(client, page, "submit")
    client.force_login(publisher)

    take(client, page, "approve")

    assert not WorkingCopy.objects.exists()
    page.refresh_from_db()
    assert list(page.stale) == ["summary_ru"]


@pytest.mark.parametrize("act", ["confirm", "delete"])
def test_a_bulk_action_on_several_rows_of_one_record_can_be_undone(client, publisher, act):
    delegation = make_delegation(status="draft")
    rows = [make_appointment(delegation=delegation) for _number in range(3)]
    client.force_login(publisher)
    client.get(change_page(delegation))
    if act == "confirm":
        ids = ",".join(str(row.pk) for row in rows)
        address = f"{list_page(Appointment)}confirm/?ids={ids}"
        source = {"day": "2025-06-01", "kind": "report", "title_en": "The minutes"}
        done = client.post(address, source, follow=True)
    else:
        chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
        done = client.post(list_page(Appointment), {**chosen, "post": "yes"}, follow=True)
    batch = Version.objects.exclude(batch=None).first().batch
    assert f"/admin/undo/{batch}/" in done.content.decode()

    client.post(f"/admin/undo/{batch}/")

    assert set(delegation.appointments.all()) == set(rows)
    assert "The minutes" not in str([row.statements for row in delegation.appointments.all()])


def test_a_preview_of_a_date_works_with_two_copies_that_want_one_address(client, editor, publisher):
    pages = [make_article(title_ru="Заголовок"), make_article()]
    client.force_login(editor)
    for page in pages:
        take(client, page, "submit", slug="same")
    client.force_login(publisher)
    for page in pages:
        take(client, page, "approve", moment_0="2998-01-01", moment_1="09:00:00")

    assert "Заголовок" in text(client.get("/admin/ahead/2999-01-01T00:00/ru/"))


def test_a_due_copy_that_refers_to_a_deleted_record_breaks_no_page(client, editor, publisher):
    page = make_article()
    client.force_login(editor)
    take(client, page, "submit", summary_en="x")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    page.delete()

    assert Client().get("/en/").status_code == 200
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize("error", [OperationalError, KeyError])
def test_a_due_copy_that_fails_does_not_stop_the_others(
    client, editor, publisher, monkeypatch, caplog, error
):
    broken, sound = make_article(), make_article()
    for page in [broken, sound]:
        client.force_login(editor)
        take(client, page, "submit", summary_en="New")
        client.force_login(publisher)
        take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    publish_copy = Work.publish_copy

    def publish(work):
        if work.record == broken:
            raise error
        publish_copy(work)

    monkeypatch.setattr(Work, "publish_copy", publish)

    assert Client().get("/en/").status_code == 200

    assert WorkingCopy.objects.get().record == broken
    sound.refresh_from_db()
    assert sound.summary_en == "New"
    assert "could not be published" in caplog.text


def test_history_names_the_approver_of_a_scheduled_copy(client, editor, publisher):
    page = make_article(summary_en="One", summary_ru="Один")
    client.force_login(editor)
    take(client, page, "submit", summary_en="Two")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    client.force_login(editor)
    save(client, change_page(page), _checked="summary_ru:correct")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))

    Client().get("/en/")

    version = Version.objects.of(page).first()
    assert (version.action, version.made_by) == ("published", publisher)


def test_versions_older_than_a_language_can_be_edited(client, editor):
    page = make_article()
    client.force_login(editor)
    save(client, change_page(page), summary_en="x")
    for kept in [WorkingCopy.objects.get(), *Version.objects.all()]:
        kept.content = {
            key: {column: value for column, value in row.items() if not column.endswith("_ru")}
            for key, row in kept.content.items()
        }
        kept.save()

    save(client, change_page(page), summary_ru="Новое")

    assert "Новое" in str(WorkingCopy.objects.get().content)


@each_app
@pytest.mark.parametrize("step", ["approve", "return"])
def test_nobody_decides_on_changes_saved_after_the_form_was_opened(
    client, editor, publisher, make, step
):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    client.force_login(editor)
    save(client, change_page(page), summary_en="Slipped in")
    client.force_login(publisher)

    refused = client.post(change_page(page), {**opened, "_step": step, "note": "Mend it"})

    assert (
        "Someone saved this page while you were editing it. Read their changes, then choose again."
        in text_after_redirect(client, refused)
    )
    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("review", "Slipped in")


@each_app
def test_a_button_pressed_twice_acts_once_without_an_error(client, editor, make):
    page = make(status="draft")
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    sent = {**opened, "summary_en": "New", "_step": "submit"}
    client.post(change_page(page), sent)

    again = client.post(change_page(page), sent)

    assert "while you were editing it" not in text_after_redirect(client, again)
    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("review", "New")


@each_app
@pytest.mark.parametrize("how", ["get", "post"])
def test_opening_a_form_does_not_cancel_an_approval(client, editor, publisher, make, how):
    page = make(summary_en="At first", summary_ru="Сначала")
    client.force_login(editor)
    take(client, page, "submit", summary_en="The copy's")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    type(page).objects.update(summary_en="From a file", summary_ru="Из файла")
    approved = WorkingCopy.objects.values().get()
    client.force_login(editor)
    form = client.get(change_page(page))

    if how == "post":
        client.post(change_page(page), filled(form))

    assert WorkingCopy.objects.values().get() == approved
    assert "since this working copy was approved. Changed fields: Summary (English)." in text(form)
    save(client, change_page(page), title_en="Edited")
    assert "since this working copy was created. Changed fields: Summary (English)." in text(
        client.get(change_page(page))
    )


@each_app
def test_different_line_endings_are_not_an_edit(client, editor, publisher, make):
    page = make(summary_en="One line.\nAnother.")
    client.force_login(editor)
    take(client, page, "submit", title_en="Renamed")
    client.force_login(publisher)

    done = take(client, page, "approve", summary_en="One line.\r\nAnother.")

    assert "published" in text_after_redirect(client, done)
