"""Publishers change the time of an approved text, and correct the date of a public page."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.workflow import Step, available_steps, take_step
from assembly.newsroom.working_copies import Work

from .builders import LAST_YEAR, make_article
from .forms import change_page, filled, offered, save, take
from .moments import (
    FIRST_OF_APRIL,
    NEW_YEAR,
    NEW_YEARS_EVE,
    PAST,
    SPRING,
    TWELFTH_OF_MAY,
    each_kind,
    history,
    moment,
    scheduled,
)
from .pages import text, text_after_redirect
from .publications import each_app
from .work import edited, stored

pytestmark = pytest.mark.django_db


@each_app
@each_kind
def test_the_time_of_an_approved_text_is_changed_in_one_step(client, writer, publisher, make, kind):
    page = scheduled(make, kind, writer, publisher)
    client.force_login(publisher)
    assert moment(client, page) == NEW_YEAR

    done = take(client, page, "reschedule", **SPRING)

    text_ = Work(type(page).objects.get(pk=page.pk)).workflow_object
    assert (text_.status, text_.published_at) == ("published", FIRST_OF_APRIL)
    said = "oes public on 1 April 2998, 09:00 Moscow time instead of 31 December 2998, 09:00"
    assert said in text_after_redirect(client, done)
    assert said in history(client, page)


@each_app
@each_kind
def test_an_approved_text_is_published_now_in_one_step(client, writer, publisher, make, kind):
    page = scheduled(make, kind, writer, publisher)
    client.force_login(publisher)

    take(client, page, "publish_now")

    page.refresh_from_db()
    assert page.is_public
    assert (page.title_en == "New") == (kind == "copy")
    assert not WorkingCopy.objects.exists()
    assert "earlier than 31 December 2998, 09:00 Moscow time" in history(client, page)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"moment_0": "", "moment_1": ""}, "Enter the new date and time."),
        (NEW_YEAR, "It already goes public at this time"),
        (PAST, "Enter a time to come, or choose “Publish now”."),
    ],
)
def test_a_time_that_is_no_change_is_refused_at_its_field(client, publisher, given, said):
    page = make_article(published_at=NEW_YEARS_EVE)
    client.force_login(publisher)

    refused = take(client, page, "reschedule", **given)

    form = client.get(refused["Location"])
    assert list(form.context["panel"]["step_form"].errors) == ["moment"]
    assert said in text(form)
    assert stored(page) == ("published", NEW_YEARS_EVE)


@each_kind
def test_a_time_typed_on_an_approved_text_and_saved_is_not_lost(client, writer, publisher, kind):
    page = scheduled(make_article, kind, writer, publisher)
    client.force_login(publisher)

    answer = save(client, change_page(page), _save="Save", **SPRING)

    form = client.get(answer["Location"])
    [message] = form.context["messages"]
    assert message.level_tag == "warning"
    [problem] = form.context["problems"]
    assert problem.text == "To change the time, choose “Change the time”."
    assert list(form.context["panel"]["step_form"].errors) == ["moment"]
    assert {name: filled(form)[name] for name in SPRING} == SPRING
    assert Work(page).workflow_object.published_at == NEW_YEARS_EVE


def test_an_edit_with_a_new_time_says_that_the_approval_is_cancelled(client, publisher):
    page = make_article(published_at=NEW_YEARS_EVE)
    client.force_login(publisher)

    refused = take(client, page, "reschedule", summary_en="New", **SPRING)

    assert "An edit has cancelled the approval" in text_after_redirect(client, refused)
    assert stored(page) == ("draft", None)


@each_app
def test_the_date_of_a_public_page_is_corrected_with_a_reason(client, publisher, make):
    page = make()
    client.force_login(publisher)

    done = take(client, page, "correct_date", note="The day of the session", **PAST)

    assert stored(page) == ("published", TWELFTH_OF_MAY)
    said = "ated 12 May 2020, 12:00 Moscow time instead of 5 May 2025, 15:00 Moscow time"
    assert said in text_after_redirect(client, done)
    entry = Version.objects.of(page).first()
    assert (entry.action, entry.note) == (Action.DATE_CORRECTED, "The day of the session")
    assert said in history(client, page)
    assert Client().get(page.get_absolute_url()).status_code == 200


def test_the_date_of_a_page_is_corrected_beside_its_working_copy(writer, publisher):
    page = make_article(title_en="Old")
    edited(page, writer, title_en="New")

    entry = take_step(Step.CORRECT_DATE, Work(page), publisher, note="Typo", moment=TWELFTH_OF_MAY)

    copy = WorkingCopy.objects.get()
    assert stored(page) == ("published", TWELFTH_OF_MAY)
    assert (copy.status, copy.published_at) == ("draft", None)
    assert (entry.of_copy, page.title_en) == (False, "Old")


@pytest.mark.parametrize(
    ("given", "note", "said"),
    [
        ({"moment_0": "", "moment_1": ""}, "Why", "Enter the right date and time"),
        (NEW_YEAR, "Why", "cannot be dated in the future. To hide it until then, withdraw it."),
        ({"moment_0": "2025-05-05", "moment_1": "15:00"}, "Why", "It already has this date"),
        (PAST, "", "Give the reason for the new date in the note."),
    ],
)
def test_a_correction_of_a_date_is_refused_with_what_to_do(client, publisher, given, note, said):
    page = make_article()
    client.force_login(publisher)

    refused = take(client, page, "correct_date", note=note, **given)

    assert said in text_after_redirect(client, refused)
    assert stored(page) == ("published", LAST_YEAR)


@each_app
def test_a_refused_correction_of_the_date_proposes_no_time_for_the_edits(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = take(client, page, "correct_date", summary_en="Edited", **PAST)

    assert "Give the reason for the new date" in text_after_redirect(client, refused)
    assert WorkingCopy.objects.get().proposed_at is None


@each_app
def test_a_date_typed_on_a_public_page_and_saved_is_not_lost(client, publisher, make):
    page = make()
    client.force_login(publisher)

    answer = save(client, change_page(page), **PAST)

    form = client.get(answer["Location"])
    assert "To correct the date, choose “Correct the date”." in text(form)
    assert {name: filled(form)[name] for name in PAST} == {**PAST, "moment_0": "2020-05-12"}


@each_app
def test_a_page_published_again_gets_the_date_that_is_chosen_or_keeps_its_own(
    client, writer, publisher, make
):
    page = make(status="withdrawn", published_at=LAST_YEAR, updated_by=writer, withdrawal_en="No.")
    client.force_login(publisher)
    assert "with its date, 5 May 2025." in text(client.get(change_page(page)))

    refused = take(client, page, "approve", **NEW_YEAR)
    assert "cannot be scheduled again" in text_after_redirect(client, refused)
    assert Client().get(page.get_absolute_url()).status_code == 410
    take(client, page, "approve", past="2020-05-12T12:00:00+03:00", **PAST)

    assert stored(page) == ("published", TWELFTH_OF_MAY)


@each_app
@pytest.mark.parametrize("step", ["reschedule", "publish_now", "correct_date"])
def test_only_publishers_set_dates(client, editor, writer, publisher, make, step):
    page = make() if step == "correct_date" else make(published_at=NEW_YEARS_EVE)
    before = stored(page)
    client.force_login(editor)
    assert step not in offered(client, page)

    given = SPRING if step == "reschedule" else PAST
    refused = take(client, page, step, note="Please", **given)

    assert "you do not have permission" in text_after_redirect(client, refused)
    assert stored(page) == before
    client.force_login(publisher)
    assert step in offered(client, page)


def test_the_steps_for_dates_belong_to_their_states(publisher):
    dates = {Step.RESCHEDULE, Step.PUBLISH_NOW, Step.CORRECT_DATE}
    pages = {
        "draft": make_article(status="draft"),
        "review": make_article(status="review"),
        "withdrawn": make_article(status="withdrawn", published_at=LAST_YEAR),
        "scheduled": make_article(published_at=NEW_YEARS_EVE),
        "public": make_article(),
    }

    found = {
        name: [step for step in available_steps(Work(page), publisher) if step in dates]
        for name, page in pages.items()
    }

    assert {name: steps for name, steps in found.items() if steps} == {
        "scheduled": [Step.RESCHEDULE, Step.PUBLISH_NOW],
        "public": [Step.CORRECT_DATE],
    }


@each_app
@each_kind
@pytest.mark.parametrize("given", [{}, NEW_YEAR])
def test_two_presses_of_approve_say_one_thing(client, writer, publisher, make, kind, given):
    page = make(**({"status": "draft"} if kind == "page" else {}))
    client.force_login(writer)
    save(client, change_page(page), title_en="New")
    client.force_login(publisher)
    opened = {**filled(client.get(change_page(page))), "_step": "approve", **given}

    client.post(change_page(page), opened)
    client.get(change_page(page))
    before = Version.objects.count()
    again = client.post(change_page(page), opened)

    [message] = client.get(again["Location"]).context["messages"]
    assert message.level_tag == "success"
    assert ": already " in str(message)
    assert Version.objects.count() == before
    work = Work(type(page).objects.get(pk=page.pk))
    assert work.workflow_object.status == "published"


def test_a_second_approval_for_another_moment_is_refused(client, writer, publisher):
    page = make_article(status="review", updated_by=writer)
    client.force_login(publisher)
    opened = {**filled(client.get(change_page(page))), "_step": "approve"}
    client.post(change_page(page), {**opened, **NEW_YEAR})

    refused = client.post(change_page(page), {**opened, **SPRING})

    form = client.get(refused["Location"])
    assert "“Approve and publish” was refused." in text(form)
    assert {name: filled(form)[name] for name in SPRING} == SPRING
    assert stored(page) == ("published", NEW_YEARS_EVE)


def test_a_rescheduled_copy_is_published_at_its_new_time_by_its_approver(client, writer, publisher):
    page = scheduled(make_article, "copy", writer, publisher)
    take_step(Step.RESCHEDULE, Work(page), publisher, moment=FIRST_OF_APRIL)
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))

    Client().get("/en/")

    page.refresh_from_db()
    entry = Version.objects.of(page).first()
    assert (page.title_en, entry.action, entry.made_by) == ("New", Action.PUBLISHED, publisher)
