"""A working copy is published at its moment; one that fails waits for staff."""

import logging
from datetime import timedelta

import pytest
from django.db import InternalError, OperationalError
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.notes import NoteCode
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import Work
from assembly.publishing.models import FormerSlug

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_image,
    role,
)
from .forms import change_page, list_page, offered, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db


def make_due(page, client, editor, publisher, **changes):
    """Submit and approve changes of a public page, for a moment that has already come."""
    client.force_login(editor)
    take(client, page, "submit", **(changes or {"summary_en": "The new summary."}))
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))


def visit():
    assert Client().get("/en/").status_code == 200


@pytest.fixture
def tries(monkeypatch):
    """Make every publication of a copy fail; return the list of attempts."""
    tried = []

    def publish_copy(work):
        tried.append(work.record)
        raise KeyError("broken")

    monkeypatch.setattr(Work, "publish_copy", publish_copy)
    return tried


@pytest.fixture
def failed(client, editor, publisher, tries):
    """A public page whose working copy failed at its moment, with the publisher logged in."""
    page = make_article(summary_en="The old summary.")
    make_due(page, client, editor, publisher)
    visit()
    return page


def log_records(caplog):
    """Return the level and the exception type of each log record."""
    return [
        (record.levelno, record.exc_info and record.exc_info[0])
        for record in caplog.records
        if record.name == "assembly.newsroom.scheduling"
    ]


def test_a_failing_copy_is_tried_and_logged_once(client, editor, publisher, tries, caplog):
    page = make_article()
    make_due(page, client, editor, publisher)

    for _number in range(3):
        visit()

    assert tries == [page]
    assert log_records(caplog) == [(logging.ERROR, KeyError)]
    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.publishing_failed_at is None) == ("published", False)


def test_two_simultaneous_readers_cause_one_log_entry(
    client, editor, publisher, monkeypatch, caplog
):
    make_due(make_article(), client, editor, publisher)

    def publish_copy(work):
        WorkingCopy.objects.update(publishing_failed_at=timezone.now())  # the other came first
        raise KeyError

    monkeypatch.setattr("assembly.newsroom.scheduling.publish_copy_if_due", publish_copy)
    visit()

    assert "could not be published" not in caplog.text


@pytest.mark.parametrize("error", [OperationalError, InternalError])
def test_database_errors_are_temporary_and_mark_nothing(
    client, editor, publisher, monkeypatch, caplog, error
):
    page = make_article()
    make_due(page, client, editor, publisher)

    def publish_copy(work):
        raise error("locked")

    with monkeypatch.context() as patched:
        patched.setattr(Work, "publish_copy", publish_copy)
        visit()
    assert log_records(caplog) == [(logging.WARNING, None)]

    visit()

    page.refresh_from_db()
    assert page.summary_en == "The new summary."


def test_staff_see_a_failure_on_the_dashboard_in_lists_and_in_the_form(client, failed):
    make_article()  # without a failure

    [task] = client.get("/admin/").context["dashboard"]["could not be published"]

    listed = client.get(task.address)
    assert (task.number, list(listed.context["cl"].result_list)) == (1, [failed])
    assert "published; working copy: could not be published" in text(listed)
    assert not client.get(f"{list_page(type(failed))}?stage=scheduled").context["cl"].result_list
    assert "could not be published because of an error" in text(client.get(change_page(failed)))


def test_a_publisher_can_retry(client, editor, publisher, failed, monkeypatch):
    client.force_login(editor)
    assert offered(client, failed) == ["discard"]
    client.force_login(publisher)
    assert offered(client, failed) == ["retry", "return", "withdraw", "discard"]
    monkeypatch.undo()

    take(client, failed, "retry")
    visit()

    failed.refresh_from_db()
    assert failed.summary_en == "The new summary."
    actions = Version.objects.of(failed).values_list("action", "made_by")[:2]
    assert list(actions) == [(Action.PUBLISHED, publisher.pk), (Action.RETRIED, publisher.pk)]


def test_a_second_failure_is_marked_again(client, failed, tries):
    take(client, failed, "retry")
    visit()
    visit()

    assert tries == [failed, failed]
    assert WorkingCopy.objects.get().publishing_failed_at


def test_a_preview_of_a_date_leaves_out_failed_copies(client, failed):
    shown = client.get(f"/admin/ahead/2999-01-02T00:00{failed.get_absolute_url()}")

    assert "The old summary." in text(shown)


@pytest.mark.parametrize(
    "act",
    [
        {"summary_en": "Another."},
        {"_step": "return", "note": "Look at it"},
    ],
    ids=str,
)
def test_an_edited_or_returned_copy_no_longer_counts_as_failed(client, failed, act):
    save(client, change_page(failed), **act)

    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.publishing_failed_at) == ("draft", None)
    assert "could not be published" not in client.get("/admin/").context["dashboard"]


@each_app
def test_without_a_failure_there_is_nothing_to_retry(client, publisher, make):
    page = make(status="draft")
    client.force_login(publisher)

    assert "retry" not in offered(client, page)
    take(client, page, "retry")

    assert not Version.objects.filter(action=Action.RETRIED).exists()


def test_a_copy_whose_address_was_taken_meanwhile_is_returned_with_a_message(
    client, editor, publisher
):
    page = make_article(slug="first")
    make_due(page, client, editor, publisher, slug="second")
    make_article(slug="second")

    visit()

    client.force_login(editor)
    assert client.get("/admin/").context["dashboard"]["returned to me"]
    assert not FormerSlug.objects.exists()
    note = "Another page uses its address now. Choose a different one."
    assert WorkingCopy.objects.get().system_note == note
    assert Version.objects.filter(action=Action.RETURNED).get().system_note == note
    with override("ru"):
        assert "Её адрес занят" in WorkingCopy.objects.get().system_note


def test_a_copy_that_refers_to_something_deleted_is_returned_with_that_message(
    client, editor, publisher
):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[7])
    make_due(delegation, client, editor, publisher)
    copy = WorkingCopy.objects.get()
    [seats] = [key for key in copy.content if key.startswith("delegations.seats/")]
    copy.content[seats]["chamber_id"] = 999999
    copy.save()

    visit()

    copy.refresh_from_db()
    assert (copy.status, copy.note_code) == ("draft", NoteCode.REFERS_TO_DELETED)
    assert composition.seats.get().number == 7


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_copy_whose_image_lost_its_description_is_returned(client, editor, publisher, code):
    image = make_image(**in_both(alt="A hall"))
    page = make_article()
    make_due(page, client, editor, publisher, image=image.pk)
    type(image).objects.update(**{f"alt_{code}": ""})

    visit()

    page.refresh_from_db()
    assert page.image is None
    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.note_code) == ("draft", NoteCode.IMAGE_NOT_DESCRIBED)
    assert copy.system_note == (
        "The image “A hall” has lost its alternative text. Describe what it shows."
    )


def test_an_identifier_that_another_record_took_is_not_called_an_address(client, publisher):
    renamed = make_appointment().role
    client.force_login(publisher)
    moment = {"moment_0": "2999-01-01", "moment_1": "09:00:00"}
    take(client, renamed, "approve", slug="speaker", note="Renamed.", **moment)
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))
    role("speaker")

    visit()

    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.note_code) == ("draft", NoteCode.VALUE_IN_USE)


@each_app
def test_a_copy_with_too_long_a_title_goes_back_on_each_database(client, editor, publisher, make):
    page = make()
    make_due(page, client, editor, publisher)
    copy = WorkingCopy.objects.get()
    copy.content[row_key(page)]["title_en"] = "x" * 201
    copy.save()

    visit()

    assert type(page).objects.get().title_en == page.title_en
    copy.refresh_from_db()
    assert (copy.status, copy.note_code) == ("draft", NoteCode.VALUE_REFUSED)
    note = "Title (English): the value is missing or too long. Correct it."
    assert copy.system_note == note
