"""From draft to public and back: who may take which step, and what prevents it."""

import pytest
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import Action, Version

from .builders import make_article, make_staff
from .forms import change_page, errors, filled, list_page, offered, save, take
from .pages import text, text_after_redirect
from .publications import each_app

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_publisher(groups):
    return make_staff("Publishers", username="second")


@each_app
@pytest.mark.parametrize(
    ("status", "editors", "publishers"),
    [
        ("draft", ["submit"], ["submit", "approve"]),
        ("review", ["take_back"], ["take_back", "approve", "return"]),
        ("published", ["submit"], ["submit", "approve", "correct_date", "withdraw"]),
        ("withdrawn", ["submit"], ["submit", "approve"]),
    ],
)
def test_a_form_offers_the_steps_available_to_its_user(
    client, editor, publisher, make, status, editors, publishers
):
    page = make(status=status)

    for user, steps in [(editor, editors), (publisher, publishers)]:
        client.force_login(user)
        assert offered(client, page) == steps


@each_app
def test_a_step_saves_the_form_and_records_who_when_and_why(client, editor, make):
    page = make(status="draft")
    client.force_login(editor)
    before = timezone.now()

    take(client, page, "submit", summary_en="Typed before the button", note="Please look soon")

    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("review", "Typed before the button")
    entry = Version.objects.of(page).first()
    assert (entry.action, entry.made_by, entry.note) == (
        Action.SUBMITTED,
        editor,
        "Please look soon",
    )
    assert before <= entry.made_at <= timezone.now()


@each_app
@pytest.mark.parametrize("step", ["approve", "return", "withdraw"])
def test_an_editor_cannot_take_a_publishers_step(client, editor, make, step):
    page = make(status="review")
    client.force_login(editor)

    refused = take(client, page, step, note="x", summary_en="Kept all the same")

    assert "is not available for this page, or you do not have permission" in text_after_redirect(
        client, refused
    )
    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("review", "Kept all the same")


@each_app
def test_a_publisher_approves_what_an_editor_wrote(client, editor, publisher, make):
    page = make(status="draft")
    client.force_login(editor)
    take(client, page, "submit", summary_en="New")
    client.force_login(publisher)
    before = timezone.now()

    take(client, page, "approve")

    page.refresh_from_db()
    assert before <= page.published_at <= timezone.now()
    assert Client().get(page.get_absolute_url()).status_code == 200


@each_app
def test_the_last_editor_needs_a_reason_to_approve(client, publisher, make):
    page = make(status="draft")
    client.force_login(publisher)

    refused = take(client, page, "approve", summary_en="My own")

    assert "You were the last to edit this text" in text_after_redirect(client, refused)
    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("draft", "My own")

    take(client, page, "approve", note="Nobody else is here")

    page.refresh_from_db()
    assert page.status == "published"
    assert Version.objects.of(page).first().note == "Nobody else is here"


@each_app
def test_a_second_publisher_needs_no_reason(client, publisher, other_publisher, make):
    page = make(status="draft")
    client.force_login(publisher)
    save(client, change_page(page), summary_en="My own")
    client.force_login(other_publisher)

    take(client, page, "approve")

    page.refresh_from_db()
    assert page.status == "published"


@each_app
def test_an_edit_in_the_same_save_counts_as_the_last(client, editor, publisher, make):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)

    refused = take(client, page, "approve", summary_en="Slipped in")

    assert "You were the last to edit this text" in text_after_redirect(client, refused)


@each_app
def test_a_page_approved_for_later_is_public_from_that_moment(client, editor, publisher, make):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)

    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")

    page.refresh_from_db()
    assert (page.status, page.published_at.year) == ("published", 2999)
    assert Client().get(page.get_absolute_url()).status_code == 404
    assert "will be published on" in text(client.get(change_page(page)))


@each_app
def test_an_edit_after_approval_cancels_it(client, editor, publisher, make):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    client.force_login(editor)

    save(client, change_page(page), summary_en="Changed after approval")

    page.refresh_from_db()
    assert (page.status, page.published_at) == ("draft", None)


@each_app
def test_a_text_is_returned_with_a_note_to_its_submitter(client, editor, publisher, make):
    page = make(status="draft")
    client.force_login(editor)
    take(client, page, "submit")
    client.force_login(publisher)

    refused = take(client, page, "return")
    assert "Explain in the note what needs to be changed" in text_after_redirect(client, refused)
    take(client, page, "return", note="Name the source")

    client.force_login(editor)
    assert "Returned: Name the source" in text(client.get(change_page(page)))
    assert "Returned to me" in text(client.get("/admin/"))


@each_app
def test_a_withdrawn_page_shows_the_reason_at_its_address(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = take(client, page, "withdraw", title_en="Kept as typed")
    assert "Give the reason for the withdrawal" in errors(refused)["withdrawal_en"]
    assert filled(refused)["title_en"] == "Kept as typed"
    take(client, page, "withdraw", withdrawal_en="It named the wrong day.")

    answer = Client().get(page.get_absolute_url())
    assert answer.status_code == 410
    assert "It named the wrong day." in text(answer)
    page.refresh_from_db()
    assert page.status == "withdrawn"


@each_app
def test_a_withdrawn_page_keeps_its_publication_date_when_published_again(
    client, editor, publisher, make
):
    page = make()
    first = page.published_at
    client.force_login(publisher)
    take(client, page, "withdraw", withdrawal_en="Wrong.")
    client.force_login(editor)
    take(client, page, "submit", summary_en="Mended")
    assert Client().get(page.get_absolute_url()).status_code == 410
    client.force_login(publisher)

    take(client, page, "approve")

    page.refresh_from_db()
    assert page.published_at == first
    assert not page.withdrawal_en
    assert Client().get(page.get_absolute_url()).status_code == 200


def test_an_empty_text_cannot_be_submitted(client, editor):
    page = make_article(status="draft")
    client.force_login(editor)

    refused = take(client, page, "submit", body_en="", body_ru="")

    assert "Complete the text in at least one language" in text_after_redirect(client, refused)


@each_app
def test_publishing_in_one_language_is_announced_in_the_form(client, editor, publisher, make):
    page = make(status="review", updated_by=editor)
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    del opened["shown_ru"]
    client.post(change_page(page), opened)
    client.force_login(publisher)
    assert "The text will be published only in English" in text(client.get(change_page(page)))

    take(client, page, "approve")

    page.refresh_from_db()
    reader = Client()
    assert reader.get(page.get_absolute_url()).status_code == 200
    assert "Эта страница не переведена" in text(
        reader.get(page.get_absolute_url().replace("/en/", "/ru/"))
    )


@each_app
def test_a_form_explains_whether_and_why_the_page_is_public(client, editor, make):
    client.force_login(editor)

    for given, sentence in [
        ({}, "This page is published."),
        ({"status": "draft"}, "When it is ready, submit it for review."),
        ({"status": "review"}, "It is waiting for a publisher"),
        ({"status": "withdrawn"}, "Correct it and submit it for review"),
    ]:
        assert sentence in text(client.get(change_page(make(**given))))


@each_app
def test_a_public_page_stays_public_if_nothing_new_is_submitted(client, editor, make):
    page = make()
    client.force_login(editor)

    refused = take(client, page, "submit")
    chosen = {"action": "submit_selected", "_selected_action": [page.pk]}
    client.post(list_page(type(page)), chosen)

    assert "There are no changes to publish" in text_after_redirect(client, refused)
    assert Client().get(page.get_absolute_url()).status_code == 200


@each_app
def test_an_invalid_step_is_refused(client, publisher, make):
    page = make(status="draft")
    client.force_login(publisher)

    take(client, page, "nonsense", summary_en="Kept")

    page.refresh_from_db()
    assert (page.status, page.summary_en) == ("draft", "Kept")
