"""A publisher withdraws a page at once, whatever else is wrong; nothing typed is lost."""

import pytest
from django.test import Client

from assembly.newsroom.models import Version, WorkingCopy
from assembly.newsroom.working_copies import Work

from .builders import (
    in_both,
    make_article,
    make_attachment,
    make_delegation,
    make_image,
    make_user,
)
from .forms import change_page, filled, list_page, save
from .pages import text, text_after_redirect
from .publications import each_app
from .work import edited

pytestmark = pytest.mark.django_db

REST = "What else you typed is not saved yet"


def withdraw_page(page):
    return change_page(page).replace("change", "withdraw")


def assert_withdrawn(page, reason="Wrong."):
    answer = Client().get(page.get_absolute_url())
    assert answer.status_code == 410
    assert reason in text(answer)


@each_app
@pytest.mark.parametrize(
    "wrong",
    [{"slug": "no address"}, {"title_en": "", "title_ru": ""}, {"summary_en": "x" * 501}],
    ids=str,
)
def test_a_page_is_withdrawn_from_a_form_full_of_errors(client, publisher, make, wrong):
    page = make(title_en="Public")
    client.force_login(publisher)
    typed = {"correction_en": "Typed in haste", "withdrawal_en": "Wrong.", **wrong}

    answer = save(client, change_page(page), _step="withdraw", note="Urgent", **typed)

    assert_withdrawn(page)
    assert REST in text(answer)
    assert {name: filled(answer)[name] for name in typed} == typed
    page.refresh_from_db()
    assert (page.title_en, page.correction_en or "") == ("Public", "")
    assert Version.objects.of(page).get(action="withdrawn").note == "Urgent"


@each_app
@pytest.mark.parametrize("looked", [True, False])
def test_two_presses_of_withdraw_say_one_thing(client, publisher, make, looked):
    page = make()
    client.force_login(publisher)
    form = client.get(change_page(page))
    posted = {**filled(form), "form_key": form.context["kept"]["key"], "_step": "withdraw"}
    posted |= {"withdrawal_en": "Wrong.", "summary_en": "Changed", "note": "Urgent"}

    first = client.post(change_page(page), posted)
    if looked:
        client.get(first["Location"])
    second = client.post(change_page(page), posted)

    said = [str(message) for message in client.get(second["Location"]).context["messages"]]
    assert said == [f"“{page}”: withdrawn.", f"“{page}” was saved."]
    assert_withdrawn(page)
    actions = [version.action for version in Version.objects.of(page)]
    assert actions[:2] == ["saved", "withdrawn"]
    assert actions.count("saved") == 1


def test_an_error_in_a_row_prevents_no_withdrawal(client, publisher):
    page = make_article()
    make_attachment(page)
    client.force_login(publisher)
    typed = {"attachments-0-title_en": "", "attachments-0-title_ru": "", "withdrawal_en": "Wrong."}

    answer = save(client, change_page(page), _step="withdraw", **typed)

    assert_withdrawn(page)
    assert REST in text(answer)


def test_a_row_that_vanished_prevents_no_withdrawal(client, publisher):
    page = make_article()
    attachment = make_attachment(page)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    attachment.delete()

    client.post(change_page(page), {**opened, "_step": "withdraw", "withdrawal_en": "Wrong."})

    assert_withdrawn(page)


@each_app
@pytest.mark.parametrize("given", [{"moment_0": "soon"}, {"note": "x" * 1001}], ids=list)
def test_an_invalid_moment_or_note_prevents_no_withdrawal(client, publisher, make, given):
    page = make()
    client.force_login(publisher)

    save(client, change_page(page), _step="withdraw", withdrawal_en="Wrong.", **given)

    assert_withdrawn(page)


def test_a_serious_finding_prevents_no_withdrawal(client, publisher):
    page = make_article(**in_both(body="<p>Body.</p><h2></h2>"))
    page.image = make_image(alt_en="", alt_ru="")
    page.save()
    client.force_login(publisher)

    save(client, change_page(page), _step="withdraw", withdrawal_en="Wrong.")

    assert_withdrawn(page)


@each_app
def test_a_conflict_prevents_no_withdrawal(client, editor, publisher, make):
    page = make(title_en="Public")
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    client.force_login(editor)
    save(client, change_page(page), title_en="Theirs")
    client.force_login(publisher)
    typed = {"title_en": "Mine", "_step": "withdraw", "withdrawal_en": "Wrong."}

    answer = client.post(change_page(page), {**opened, **typed})

    assert_withdrawn(page)
    assert "/resolve/" in answer["Location"]
    resolving = text_after_redirect(client, answer)
    assert "Mine" in resolving
    assert "Theirs" in resolving


@each_app
def test_a_valid_form_is_saved_with_the_withdrawal(client, publisher, make):
    page = make()
    client.force_login(publisher)

    done = save(client, change_page(page), _step="withdraw", title_en="N", withdrawal_ru="Ошибка.")

    assert_withdrawn(page, "Ошибка.")
    assert REST not in text_after_redirect(client, done)
    page.refresh_from_db()
    assert page.title_en == "N"
    assert Work(page).latest_revision.content[f"{page._meta.label_lower}/{page.pk}"][
        "title_en"
    ] == ("N")


@each_app
@pytest.mark.parametrize("reason", ["", " ", "x" * 301])
def test_a_missing_reason_is_reported_at_the_field_and_nothing_is_lost(
    client, publisher, make, reason
):
    page = make()
    client.force_login(publisher)
    typed = {"title_en": "Typed", "withdrawal_en": reason}

    answer = save(client, change_page(page), _step="withdraw", **typed)

    assert answer.context["adminform"].form.errors.keys() >= {"withdrawal_en"}
    assert filled(answer)["title_en"] == "Typed"
    assert Client().get(page.get_absolute_url()).status_code == 200
    assert not WorkingCopy.objects.exists()


@each_app
def test_a_small_page_withdraws_without_the_form(client, editor, publisher, make):
    page = make(title_en="Public")
    edited(page, editor, title_en="In work").save_revision("saved", user=editor)
    client.force_login(publisher)
    assert withdraw_page(page) in client.get(change_page(page)).content.decode()

    asked = client.get(withdraw_page(page))
    refused = client.post(withdraw_page(page), {"withdrawal_en": " "})
    done = client.post(withdraw_page(page), {"withdrawal_en": "Wrong."})

    assert "The working copy becomes the text of the withdrawn page." in text(asked)
    assert "In work" not in text(asked)
    assert "Give the reason for the withdrawal" in text(refused)
    assert_withdrawn(page)
    assert "withdrawn" in text_after_redirect(client, done)
    page.refresh_from_db()
    assert page.title_en == "In work"
    again = client.post(withdraw_page(page), {"withdrawal_en": "Again."})
    assert "is not public, so it cannot be withdrawn" in text_after_redirect(client, again)
    assert_withdrawn(page)


def test_the_small_page_checks_and_compares_nothing(client, publisher, monkeypatch):
    page = make_article()
    client.force_login(publisher)

    def fails(*_given):
        raise AssertionError

    for name in [
        "workflow_panel.findings",
        "workflow_panel.field_changes",
        "workflow_panel._stale",
    ]:
        monkeypatch.setattr(f"assembly.admin.{name}", fails)
    monkeypatch.setattr("assembly.newsroom.readiness.findings", fails)

    assert client.get(withdraw_page(page)).status_code == 200
    client.post(withdraw_page(page), {"withdrawal_en": "Wrong."})

    assert_withdrawn(page)


def test_the_list_leads_to_the_withdrawal_of_one_page(client, publisher):
    pages = [make_article(), make_article()]
    client.force_login(publisher)

    def choose(chosen):
        keys = [page.pk for page in chosen]
        data = {"action": "withdraw_selected", "_selected_action": keys}
        return client.post(list_page(type(pages[0])), data)

    assert choose(pages[:1])["Location"] == withdraw_page(pages[0])
    assert "Choose one page" in text_after_redirect(client, choose(pages))


def test_the_form_of_a_row_leads_to_the_withdrawal_of_its_page(client, publisher):
    delegation = make_delegation()
    chamber = delegation.chambers.create(slug="one", kind="lower")
    client.force_login(publisher)

    form = client.get(change_page(chamber)).content.decode()

    assert withdraw_page(delegation) in form
    assert 'value="withdraw"' not in form


def test_only_who_may_edit_and_publish_withdraws(client):
    page = make_article()
    for may in ["publish_article", "change_article"]:
        client.force_login(make_user(may))
        assert client.get(withdraw_page(page)).status_code == 403
        assert client.post(withdraw_page(page), {"withdrawal_en": "x"}).status_code == 403
    assert Client().get(page.get_absolute_url()).status_code == 200
