"""Whatever is refused returns all that was typed, chosen and ticked for the step, once."""

import pytest
from django.test import Client

from assembly.newsroom.models import WorkingCopy

from .builders import make_article, make_person, make_staff
from .forms import change_page, filled, list_page, save, save_as, take
from .pages import text, text_after_redirect
from .publications import each_app

pytestmark = [pytest.mark.django_db, pytest.mark.once]

MOMENT = {"moment_0": "2998-12-31", "moment_1": "09:00"}
NOBODY_ELSE = "You were the last to edit this text"


def typed(client, page):
    """Open a page's form; return the values of the step in it."""
    values = filled(client.get(change_page(page)))
    return {name: str(values.get(name) or "") for name in ["note", *MOMENT]}


@each_app
def test_an_embargo_refused_for_want_of_a_note_is_kept(client, publisher, make):
    page = make(status="review", updated_by=publisher)
    client.force_login(publisher)

    refused = take(client, page, "approve", **MOMENT)
    assert NOBODY_ELSE in text_after_redirect(client, refused)
    take(client, page, "approve", **MOMENT)
    assert typed(client, page) == {"note": "", **MOMENT}
    take(client, page, "approve", **MOMENT)
    take(client, page, "approve", note="Nobody else is here")

    page.refresh_from_db()
    assert (page.status, page.published_at.year) == ("published", 2998)
    assert not page.is_public


@each_app
@pytest.mark.parametrize("new", [True, False])
def test_a_date_that_cannot_be_read_is_refused_at_its_field_and_saves_nothing(
    client, publisher, make, new
):
    page = make(status="draft")
    client.force_login(publisher)
    address = f"{list_page(type(page))}add/" if new else change_page(page)
    given = {"moment_0": "завтра", "moment_1": "9", "note": "Embargo", "title_en": "Typed"}

    refused = save(client, address, _step="approve", **given)

    form = refused.context["panel"]["step_form"]
    assert list(form.errors) == ["moment"]
    assert {name: form.data[name] for name in ["note", *MOMENT]} == {
        name: given[name] for name in ["note", *MOMENT]
    }
    assert 'value="завтра"' in refused.content.decode()
    assert "Please correct the error" in text(refused)
    page.refresh_from_db()
    assert page.title_en != "Typed"
    assert type(page).objects.count() == 1


@each_app
def test_an_error_in_any_field_returns_what_was_typed_for_the_step(client, publisher, make):
    page = make(status="draft")
    client.force_login(publisher)

    refused = take(client, page, "approve", slug="not an address", note="Urgent", **MOMENT)

    shown = filled(refused)
    assert {name: shown[name] for name in ["note", *MOMENT]} == {"note": "Urgent", **MOMENT}
    page.refresh_from_db()
    assert page.status == "draft"


def test_a_ticked_suggestion_stays_ticked(client, editor):
    person = make_person(name_en="Ivan Petrov", name_ru="Иван Петров")
    page = make_article(status="draft", body_en="<p>Ivan Petrov spoke.</p>")
    client.force_login(editor)

    refused = save(client, change_page(page), slug="not an address", _add_people=person.pk)

    assert f'name="_add_people" value="{person.pk}" checked' in refused.content.decode()


@each_app
def test_a_step_refused_because_someone_else_saved_keeps_what_was_typed(
    client, editor, publisher, make
):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    save_as(editor, page, summary_en="Meanwhile")

    refused = client.post(
        change_page(page), {**opened, "_step": "approve", "note": "Urgent", **MOMENT}
    )

    assert refused.status_code == 302
    assert typed(client, page) == {"note": "Urgent", **MOMENT}
    page.refresh_from_db()
    assert page.status == "review"


@each_app
def test_an_edit_conflict_keeps_what_was_typed_for_the_step(client, editor, publisher, make):
    page = make(status="draft", updated_by=editor)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    save_as(editor, page, summary_en="Meanwhile")

    mine = {**opened, "summary_en": "Mine", "_step": "approve", "note": "Urgent", **MOMENT}
    assert "resolve" in client.post(change_page(page), mine)["Location"]

    assert typed(client, page) == {"note": "Urgent", **MOMENT}


@each_app
def test_what_was_typed_returns_once_and_to_nobody_else(client, publisher, make):
    page = make(status="review", updated_by=publisher)
    client.force_login(publisher)
    refused = take(client, page, "reschedule", note="Embargo")
    assert "Embargo" not in refused["Location"]

    other = Client()
    other.force_login(make_staff("Publishers", username="second"))
    assert typed(other, page) == {"note": "", "moment_0": "", "moment_1": ""}
    assert typed(client, make()) == {"note": "", "moment_0": "", "moment_1": ""}
    assert typed(client, page) == {"note": "Embargo", "moment_0": "", "moment_1": ""}
    assert typed(client, page) == {"note": "", "moment_0": "", "moment_1": ""}


def test_what_was_typed_is_not_kept_for_the_next_user_of_the_session(client, publisher):
    page = make_article(status="review", updated_by=publisher)
    client.force_login(publisher)
    take(client, page, "reschedule", note="Embargo")
    kept = client.session["refused_steps"]
    other = make_staff("Publishers", username="second")
    client.force_login(other)
    session = client.session
    session["refused_steps"] = kept  # as if the session had gone over to them
    session.save()

    assert typed(client, page) == {"note": "", "moment_0": "", "moment_1": ""}


def test_what_was_typed_is_not_kept_for_ever(client, publisher):
    page = make_article(status="review", updated_by=publisher)
    client.force_login(publisher)
    take(client, page, "reschedule", note="Embargo")
    session = client.session
    session["refused_steps"][change_page(page)]["until"] = 0
    session.save()

    assert typed(client, page) == {"note": "", "moment_0": "", "moment_1": ""}


def test_the_session_keeps_only_the_last_few_forms(client, publisher):
    client.force_login(publisher)
    pages = [make_article(status="review", updated_by=publisher) for _number in range(6)]
    for page in pages:
        take(client, page, "approve", **MOMENT)

    assert list(client.session["refused_steps"]) == [change_page(page) for page in pages[1:]]


@each_app
def test_a_new_page_whose_approval_is_refused_opens_with_what_was_typed(client, publisher, make):
    page = make(status="draft")
    client.force_login(publisher)
    values = {"title_en": "New", "slug": "new", "body_en": "<p>New.</p>", "country": "ZZ"}

    refused = save(client, f"{list_page(type(page))}add/", _step="approve", **values, **MOMENT)

    form = client.get(refused["Location"])
    assert NOBODY_ELSE in text(form)
    assert {name: filled(form)[name] for name in MOMENT} == MOMENT
    assert type(page).objects.get(slug="new").status == "draft"


@each_app
def test_a_reason_of_withdrawal_is_returned_with_a_refused_step(client, editor, publisher, make):
    page = make()
    client.force_login(editor)
    save(client, change_page(page), summary_en="Edited")
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    save_as(editor, page, summary_en="Meanwhile")

    client.post(change_page(page), {**opened, "_step": "withdraw", "withdrawal_en": "It is wrong."})

    assert filled(client.get(change_page(page)))["withdrawal_en"] == "It is wrong."


@each_app
def test_a_refused_step_is_told_in_one_message_with_what_was_saved(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = take(client, page, "approve", summary_en="New")

    form = client.get(refused["Location"])
    [message] = form.context["messages"]
    assert message.level_tag == "error"
    assert str(message).startswith(f"“{page}” was saved, but “Approve and publish” was refused.")
    assert "readers still see the published text" in str(message)
    [problem] = form.context["problems"]
    assert (problem.place, problem.target) == ("Note", "id_note")
    assert NOBODY_ELSE in problem.text
    assert list(form.context["panel"]["step_form"].errors) == ["note"]
    assert WorkingCopy.objects.get().status == "draft"


@each_app
def test_a_note_without_a_change_is_returned_and_with_one_is_kept_in_the_history(
    client, editor, make
):
    page = make(status="draft")
    client.force_login(editor)

    refused = save(client, change_page(page), note="Ask the press office")
    assert "There were no changes to save" in text_after_redirect(client, refused)
    save(client, change_page(page), note="Ask the press office")
    assert typed_note(client, page) == "Ask the press office"
    save(client, change_page(page), note="Ask the press office", summary_en="New")

    assert typed_note(client, page) == ""
    history = change_page(page).replace("change", "history")
    assert "Ask the press office" in text(client.get(history))


def typed_note(client, page):
    return filled(client.get(change_page(page))).get("note") or ""


@pytest.mark.parametrize("note", ["x" * 1001, "a\0b", "x" * 1_000_000])
def test_a_note_that_cannot_be_saved_comes_back_at_its_field(client, editor, note):
    page = make_article(status="draft")
    client.force_login(editor)

    refused = take(client, page, "submit", note=note)

    form = refused.context["panel"]["step_form"]
    assert (list(form.errors), form.data["note"]) == (["note"], note)
    page.refresh_from_db()
    assert page.status == "draft"
