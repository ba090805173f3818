"""What the steps do to a working copy and its page, and how a page is withdrawn."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.publication_dates import publish_now
from assembly.newsroom.scheduling import due_copies
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.workflow import (
    Step,
    available_steps,
    explain_state,
    take_step,
)
from assembly.newsroom.working_copies import Work
from news.models import Article

from .builders import (
    LAST_YEAR,
    in_both,
    make_article,
    make_delegation,
)
from .work import edited, stored

pytestmark = pytest.mark.django_db

each_app = pytest.mark.parametrize("make", [make_article, make_delegation])
NEXT_CENTURY = datetime(2125, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        ({}, [Step.SUBMIT, Step.APPROVE]),
        ({"status": "review"}, [Step.TAKE_BACK, Step.APPROVE, Step.RETURN]),
        (
            {"status": "published", "published_at": NEXT_CENTURY},
            [Step.RESCHEDULE, Step.PUBLISH_NOW, Step.RETURN],
        ),
    ],
)
def test_which_steps_are_available_for_a_working_copy(editor, publisher, given, steps):
    page = make_article()
    edited(page, editor, title_en="New")
    WorkingCopy.objects.update(**given)

    of_the_page = [Step.CORRECT_DATE, Step.WITHDRAW, Step.DISCARD]
    assert available_steps(Work(page), publisher) == [*steps, *of_the_page]


def failed(page, user):
    """Return the work on a page whose approved working copy could not be published."""
    work = edited(page, user, title_en="New")
    WorkingCopy.objects.update(
        status="published", published_at=LAST_YEAR, publishing_failed_at=LAST_YEAR
    )
    work.copy.refresh_from_db()
    return work


def test_only_publishers_can_retry_and_only_after_a_failure(editor, publisher):
    work = failed(make_article(), editor)

    steps = [Step.RETRY, Step.RETURN, Step.WITHDRAW, Step.DISCARD]
    assert available_steps(work, publisher) == steps
    assert available_steps(work, editor) == [Step.DISCARD]


def test_a_retried_copy_is_due_again_at_its_own_moment(editor, publisher):
    page = make_article(title_en="Old")
    work = failed(page, editor)
    assert list(due_copies()) == []

    entry = take_step(Step.RETRY, work, publisher, note="Corrected")

    [copy] = due_copies()
    assert (copy.status, copy.published_at) == ("published", LAST_YEAR)
    assert (entry.action, entry.note, entry.of_copy) == (Action.RETRIED, "Corrected", True)
    page.refresh_from_db()
    assert page.title_en == "Old"


def test_a_failed_publication_is_explained_with_its_moment(editor):
    other = edited(make_article(), editor, title_en="New")
    work = failed(make_article(), editor)

    (why, next_step), (why_other, _next_step) = explain_state(work), explain_state(other)

    assert why == why_other
    assert "retry publishing" in next_step
    assert "5 May 2025" in next_step


def test_validation_and_steps_apply_to_the_working_copy(editor):
    page = make_article()
    work = edited(page, editor, **in_both(body="<p>Body.</p><h2><br></h2>"))

    with pytest.raises(ValidationError):
        take_step(Step.SUBMIT, work, editor)
    work = edited(page, editor, **in_both(body="<p>New.</p>"))
    take_step(Step.SUBMIT, work, editor)

    assert WorkingCopy.objects.get().status == "review"
    page.refresh_from_db()
    assert (page.body_en, page.status) == ("<p>Body.</p>", "published")


@each_app
def test_an_approved_working_copy_becomes_the_page_at_once(publisher, writer, make):
    page = make()
    first = stored(page)
    work = edited(page, writer, title_en="New")

    entry = take_step(Step.APPROVE, work, publisher)

    assert stored(page) == first
    assert (page.title_en, page.updated_by, entry.action) == ("New", writer, Action.PUBLISHED)
    assert not WorkingCopy.objects.exists()
    assert not entry.of_copy


def test_a_working_copy_waits_for_its_moment(publisher, writer):
    page = make_article(title_en="Old")
    work = edited(page, writer, title_en="New")

    entry = take_step(Step.APPROVE, work, publisher, moment=NEXT_CENTURY)

    copy = WorkingCopy.objects.get()
    assert (copy.status, copy.published_at) == ("published", NEXT_CENTURY)
    page.refresh_from_db()
    assert (page.title_en, entry.action, entry.of_copy) == ("Old", Action.SCHEDULED, True)


def test_a_working_copy_does_not_replace_a_live_text_changed_since(publisher, writer):
    page = make_article()
    work = edited(page, writer, title_en="In work")
    Article.objects.update(title_en="Corrected")
    work = Work(Article.objects.get())

    with pytest.raises(ValidationError, match="published text has changed"), transaction.atomic():
        take_step(Step.APPROVE, work, publisher)

    page.refresh_from_db()
    assert (page.title_en, WorkingCopy.objects.count()) == ("Corrected", 1)


def test_without_a_working_copy_there_is_nothing_to_publish_now():
    page = make_article(status="draft")

    publish_now(Work(page))

    assert stored(page) == ("draft", None)


def test_withdrawing_a_page_applies_its_working_copy(publisher, writer):
    page = make_article(title_en="Old")
    work = edited(page, writer, title_en="New")
    edited_at = work.copy.updated_at
    work.record.withdrawal_en = "Wrong."

    take_step(Step.WITHDRAW, work, publisher)

    assert stored(page) == ("withdrawn", LAST_YEAR)
    assert (page.title_en, page.withdrawal_en) == ("New", "Wrong.")
    assert (page.updated_by, page.updated_at) == (writer, edited_at)
    assert not WorkingCopy.objects.exists()


def test_an_outdated_working_copy_does_not_prevent_a_withdrawal(publisher, writer):
    page = make_article(slug="one", title_en="Old")
    work = edited(page, writer, slug="taken", title_en="In work")
    make_article(slug="taken")
    work.record.withdrawal_en = "Wrong."

    take_step(Step.WITHDRAW, work, publisher)

    assert stored(page) == ("withdrawn", LAST_YEAR)
    assert (page.title_en, page.slug, page.withdrawal_en) == ("Old", "one", "Wrong.")
    assert not WorkingCopy.objects.exists()
    aside = Version.objects.of(page).get(action=Action.SET_ASIDE)
    assert (aside.made_by, aside.content[row_key(page)]["title_en"]) == (publisher, "In work")


@each_app
def test_discarding_a_working_copy_leaves_the_page_unchanged(editor, make):
    page = make(title_en="Old")
    work = edited(page, editor, title_en="New")

    entry = take_step(Step.DISCARD, work, editor)

    page.refresh_from_db()
    assert (page.title_en, page.status, entry.action) == ("Old", "published", Action.DISCARDED)
    assert not WorkingCopy.objects.exists()


@each_app
def test_a_withdrawn_page_is_published_again_with_its_first_date_and_no_reason(
    publisher, writer, make
):
    page = make(status="withdrawn", published_at=LAST_YEAR, updated_by=writer, withdrawal_ru="Да")

    take_step(Step.APPROVE, Work(page), publisher)

    assert stored(page) == ("published", LAST_YEAR)
    assert (page.withdrawal_en, page.withdrawal_ru) == ("", "")


def test_a_page_that_was_public_cannot_be_scheduled_again(publisher, writer):
    page = make_article(status="withdrawn", published_at=LAST_YEAR, updated_by=writer)
    before = stored(page)

    with pytest.raises(ValidationError, match="cannot be scheduled again"):
        take_step(Step.APPROVE, Work(page), publisher, moment=NEXT_CENTURY)

    assert stored(page) == before


@each_app
@pytest.mark.parametrize("language", ["en", "ru"])
def test_withdrawing_a_page_needs_a_reason_in_some_language(publisher, make, language):
    page = make()

    with pytest.raises(ValidationError, match="Give the reason"):
        take_step(Step.WITHDRAW, Work(page), publisher)
    assert stored(page)[0] == "published"
    setattr(page, f"withdrawal_{language}", "Wrong.")
    entry = take_step(Step.WITHDRAW, Work(page), publisher)

    assert (*stored(page), entry.action) == ("withdrawn", LAST_YEAR, Action.WITHDRAWN)
    assert getattr(page, f"withdrawal_{language}") == "Wrong."
