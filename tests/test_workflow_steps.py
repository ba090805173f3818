"""What each step does to a page without a form: its effects and refusals."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.utils import timezone

from assembly.newsroom.bin import new_batch
from assembly.newsroom.editorial_checks import findings
from assembly.newsroom.finding import finding_place
from assembly.newsroom.models import Action, Version
from assembly.newsroom.snapshots import snapshot
from assembly.newsroom.workflow import (
    Step,
    available_steps,
    explain_state,
    may_edit,
    may_publish,
    take_step,
)
from assembly.newsroom.working_copies import Work

from .builders import (
    in_both,
    make_article,
    make_delegation,
    make_user,
)
from .work import edited, stored

pytestmark = pytest.mark.django_db

each_app = pytest.mark.parametrize("make", [make_article, make_delegation])
NEXT_CENTURY = datetime(2125, 5, 5, tzinfo=UTC)


def state(work):
    text = work.workflow_object
    return text.status, text.published_at, text.note, text.submitted_by


@each_app
def test_users_who_may_publish_and_edit_have_the_permission_for_that_kind(make):
    model = type(make())
    app, name = model._meta.app_label, model._meta.model_name
    publisher, editor = make_user(f"publish_{name}"), make_user(f"change_{name}")

    assert (may_publish(publisher, model), may_edit(publisher, model)) == (True, False)
    assert (may_publish(editor, model), may_edit(editor, model)) == (False, True)
    assert publisher.has_perm(f"{app}.publish_{name}")


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        ({"status": "draft"}, [Step.SUBMIT, Step.APPROVE]),
        ({"status": "review"}, [Step.TAKE_BACK, Step.APPROVE, Step.RETURN]),
        ({"published_at": NEXT_CENTURY}, [Step.RESCHEDULE, Step.PUBLISH_NOW, Step.RETURN]),
        ({}, [Step.SUBMIT, Step.APPROVE, Step.CORRECT_DATE, Step.WITHDRAW]),
        ({"status": "withdrawn"}, [Step.SUBMIT, Step.APPROVE]),
    ],
)
def test_which_steps_are_available(editor, publisher, given, steps):
    work = Work(make_article(**given))

    assert available_steps(work, publisher) == steps
    for_editors = [Step.SUBMIT, Step.TAKE_BACK]
    assert available_steps(work, editor) == [step for step in steps if step in for_editors]
    assert available_steps(work, AnonymousUser()) == []


def test_a_user_who_edits_only_rows_of_a_record_has_no_steps():
    user = make_user("change_attachment", "publish_article")

    assert available_steps(Work(make_article()), user) == []


def test_an_unavailable_step_is_named_and_changes_nothing(editor):
    page = make_article(status="draft")

    with pytest.raises(ValidationError, match=str(Step.RETURN.label)):
        take_step(Step.RETURN, Work(page), editor, note="Why")

    assert stored(page) == ("draft", None)
    assert not Version.objects.of(page).exists()


@each_app
def test_a_step_is_recorded_with_its_user_and_reason(editor, make):
    page, batch = make(status="draft"), new_batch()

    entry = take_step(Step.SUBMIT, Work(page), editor, note="Please", batch=batch)

    kept = Version.objects.of(page).get()
    assert kept == entry
    assert (kept.action, kept.made_by, kept.note, kept.batch) == (
        Action.SUBMITTED,
        editor,
        "Please",
        batch,
    )
    assert kept.workflow_state["status"] == "review"
    assert kept.content == snapshot(page)


@each_app
def test_a_draft_goes_to_review_and_back(editor, make):
    page = make(status="draft")
    work = Work(page)

    take_step(Step.SUBMIT, work, editor, note="Please")
    assert state(work) == ("review", None, "Please", editor)
    entry = take_step(Step.TAKE_BACK, work, editor)

    assert state(work) == ("draft", None, "", editor)
    assert entry.action == Action.TAKEN_BACK
    assert stored(page) == ("draft", None)


def test_returning_a_text_needs_a_note(editor, publisher):
    page = make_article(status="review", submitted_by=editor)
    work = Work(page)

    with pytest.raises(ValidationError, match="note"):
        take_step(Step.RETURN, work, publisher)
    assert stored(page) == ("review", None)
    entry = take_step(Step.RETURN, work, publisher, note="Name the source")

    assert state(work) == ("draft", None, "Name the source", editor)
    assert entry.action == Action.RETURNED


def test_the_moment_of_an_approved_text_is_removed_when_it_is_returned(publisher):
    page = make_article(published_at=NEXT_CENTURY)

    take_step(Step.RETURN, Work(page), publisher, note="Wait")

    assert stored(page) == ("draft", None)


def test_the_moment_of_a_text_in_review_stays_when_it_is_returned(publisher):
    page = make_article(status="review", published_at=NEXT_CENTURY)

    take_step(Step.RETURN, Work(page), publisher, note="Wait")

    assert stored(page) == ("draft", NEXT_CENTURY)


@each_app
@pytest.mark.parametrize("status", ["draft", "review"])
def test_an_approved_page_is_public_at_once(publisher, writer, make, status):
    page = make(status=status, note="Please", updated_by=writer)
    before = timezone.now()

    entry = take_step(Step.APPROVE, Work(page), publisher)

    status, moment = stored(page)
    assert (status, page.note, entry.action) == ("published", "", Action.PUBLISHED)
    assert before <= moment <= timezone.now()
    assert page.is_public


def test_a_page_approved_for_a_moment_is_public_from_then(publisher, writer):
    page = make_article(status="review", updated_by=writer)

    entry = take_step(Step.APPROVE, Work(page), publisher, moment=NEXT_CENTURY)

    assert stored(page) == ("published", NEXT_CENTURY)
    assert (page.is_public, entry.action) == (False, Action.SCHEDULED)


def test_a_past_moment_becomes_the_publication_date(publisher, writer):
    page = make_article(status="review", updated_by=writer)
    moment = timezone.now() - timedelta(days=2)

    with pytest.raises(ValidationError, match="in the past"):
        take_step(Step.APPROVE, Work(page), publisher, moment=moment)
    assert stored(page) == ("review", None)
    entry = take_step(Step.APPROVE, Work(page), publisher, moment=moment, past=moment)

    assert stored(page) == ("published", moment)
    assert entry.action == Action.PUBLISHED


def test_the_present_moment_does_not_count_as_scheduled(publisher, writer, monkeypatch):
    page, now = make_article(status="review", updated_by=writer), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)

    entry = take_step(Step.APPROVE, Work(page), publisher, moment=now)

    assert (*stored(page), entry.action) == ("published", now, Action.PUBLISHED)


def test_the_last_editor_must_give_a_reason_to_approve(publisher):
    page = make_article(status="review", updated_by=publisher)

    with pytest.raises(ValidationError, match="note"):
        take_step(Step.APPROVE, Work(page), publisher)
    assert stored(page) == ("review", None)
    take_step(Step.APPROVE, Work(page), publisher, note="Urgent")

    assert stored(page)[0] == "published"


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.APPROVE])
def test_an_unchanged_public_page_has_nothing_to_publish(publisher, step):
    page = make_article()
    before = stored(page)

    with pytest.raises(ValidationError, match="no changes to publish"):
        take_step(step, Work(page), publisher, note="Why")

    assert stored(page) == before


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.APPROVE])
@pytest.mark.parametrize("hidden", [{"body_en": "", "body_ru": ""}, {"shown_en": False}])
def test_a_page_without_a_readable_language_is_refused(publisher, step, hidden):
    page = make_article(status="draft", **{"body_ru": "", **hidden})

    with pytest.raises(ValidationError, match="one language"):
        take_step(step, Work(page), publisher, note="Why")

    assert stored(page) == ("draft", None)


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.APPROVE])
def test_serious_findings_are_refused_with_each_reason(publisher, step):
    page = make_article(status="draft", **in_both(body="<p>Body.</p><h2><br></h2>"))
    found = findings(page)
    assert len(found) > len([finding for finding in found if finding.serious]) > 0

    with pytest.raises(ValidationError) as refused:
        take_step(step, Work(page), publisher, note="Why")

    assert refused.value.messages == [
        f"{finding_place(type(page), finding)}: {finding.text}"
        for finding in found
        if finding.serious
    ]
    assert refused.value.messages[0].startswith("Text (English): A heading is empty.")
    assert stored(page) == ("draft", None)


def test_each_state_has_its_own_explanation(editor):
    drafts = [Work(make_article(status=status)) for status in ["draft", "review", "withdrawn"]]
    live, scheduled = Work(make_article()), Work(make_article(published_at=NEXT_CENTURY))
    page = make_article()
    copy = edited(page, editor, title_en="New")

    said = [explain_state(work) for work in [*drafts, live, scheduled, copy]]

    draft, review, withdrawn, public, approved, of_copy = said
    # Draft, review and approval share one explanation; each other state has its own.
    assert draft[0] == review[0] == approved[0]
    assert len({why for why, _next_step in said}) == 4
    assert "withdrawn" in withdrawn[0]
    assert draft[1] == of_copy[1]
    assert len({str(next_step) for _why, next_step in said}) == 5
    assert "2125" in approved[1]
    assert "2125" not in "".join([*draft, *review, *withdrawn, *public, *of_copy])


def test_the_moment_of_approval_is_shown_in_local_time():
    page = make_article(published_at=datetime(2125, 5, 5, 22, 30, tzinfo=UTC))

    with timezone.override("Europe/Moscow"):
        assert "6 May 2125, 01:30" in explain_state(Work(page))[1]
