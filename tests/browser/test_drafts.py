"""Nothing that staff type is lost between the first key and the save."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from delegations.models import Composition, Delegation

from ..builders import role
from ..forms import change_page
from .forms import (
    crash,
    into_text,
    log_in_again,
    ready,
    restore_draft,
    save,
    stored_drafts,
    text_box,
    title,
    wait_until_stored,
)

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

ADD = "/admin/news/article/add/"


def test_after_a_crash_the_draft_is_offered_and_restored(page, article):
    title(page).fill("Typed")
    into_text(page).press("Control+Home")
    page.keyboard.type("Rich text. ")
    page.locator(".field-people .select2-search__field").click()
    page.keyboard.type("рогал")
    page.get_by_role("option", name="Viktor Rogalev").click()
    wait_until_stored(page, "Typed", "Rich text. ", "Viktor Rogalev")

    page = crash(page, change_page(article))
    assert title(page).input_value() == article.title_en
    restore_draft(page)

    assert title(page).input_value() == "Typed"
    assert text_box(page).inner_text().startswith("Rich text. ")
    assert page.locator(".field-people").get_by_role("listitem", name="Viktor Rogalev").is_visible()
    save(page)
    article.refresh_from_db()
    assert article.title_en == "Typed"
    assert article.body_en.startswith("<p>Rich text. ")
    assert article.people.filter(slug="viktor-rogalev").exists()
    assert stored_drafts(page) == []


def test_restored_rich_text_can_be_edited(page, article):
    into_text(page).press("Control+Home")
    page.keyboard.type("One. ")
    wait_until_stored(page, "One. ")
    page = crash(page, change_page(article))
    restore_draft(page)

    into_text(page).press("Control+Home")
    page.keyboard.type("Two. ")
    save(page)

    article.refresh_from_db()
    assert article.body_en.startswith("<p>Two. One. ")


def test_a_discarded_draft_is_gone(page, article):
    title(page).fill("Typed")
    wait_until_stored(page, "Typed")
    page = crash(page, change_page(article))

    page.get_by_role("button", name="Discard", exact=True).click()

    assert stored_drafts(page) == []
    page = crash(page, change_page(article))
    title(page).fill("Again")
    wait_until_stored(page, "Again")  # the page looks for drafts before it stores one
    assert not page.get_by_role("button", name="Restore what you typed").is_visible()


def test_an_expired_login_leads_back_to_the_filled_form(page, article, editor):
    title(page).fill("Typed")
    into_text(page).press("Control+Home")
    page.keyboard.type("Rich text. ")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    log_in_again(page, editor)

    page.get_by_text("It is not saved yet").wait_for()
    assert page.url.endswith(change_page(article))
    assert title(page).input_value() == "Typed"
    assert text_box(page).inner_text().startswith("Rich text. ")
    save(page)
    article.refresh_from_db()
    assert (article.title_en, stored_drafts(page)) == ("Typed", [])


def test_an_automatically_restored_draft_can_be_discarded(page, article, editor):
    title(page).fill("Typed")
    Session.objects.all().delete()
    page.get_by_role("button", name="Save", exact=True).click()
    log_in_again(page, editor)

    page.get_by_role("button", name="Discard", exact=True).click()
    page.get_by_role("status").filter(has_text="not saved yet").wait_for(state="detached")

    assert title(page).input_value() == article.title_en
    assert stored_drafts(page) == []


def test_a_save_that_the_server_refuses_keeps_the_text_without_a_leave_warning(page, article):
    page.get_by_label("Summary (English)").fill("Typed")
    title(page).fill("")
    page.get_by_label("Title (Russian)").first.fill("")
    save(page, "Please correct the error", "Save")

    assert not page.get_by_text("It is not saved yet").is_visible()
    assert not page.get_by_role("button", name="Restore what you typed").is_visible()
    page = crash(page, change_page(article))
    restore_draft(page)

    assert page.get_by_label("Summary (English)").input_value() == "Typed"
    assert page.get_by_label("Title (Russian)").first.input_value() == ""


def test_a_lost_connection_loses_no_text(page, article):
    title(page).fill("Typed")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function("location.protocol === 'chrome-error:'")
    page.context.set_offline(False)
    page = crash(page, change_page(article))

    page.get_by_text("It is not saved yet").wait_for()
    assert title(page).input_value() == "Typed"


def test_each_inline_row_gets_its_own_draft_back(log_in, editor):
    composition = Composition.objects.get(delegation__slug="belarus")
    first, second = composition.seats.order_by("pk")
    address = change_page(composition)
    page = ready(log_in(editor, address))
    page.locator("#id_seats-1-number").fill("8")
    page.get_by_role("button", name="Add another Seats").click()
    page.locator("#id_seats-2-number").fill("5")
    wait_until_stored(page, '"seats-1-number","8"', '"seats-2-number","5"')
    # Meanwhile somebody else deletes a row: the second is now the first.
    first.delete()

    page = crash(page, address)
    restore_draft(page)

    assert page.locator("#id_seats-0-id").input_value() == str(second.pk)
    assert page.locator("#id_seats-0-number").input_value() == "8"
    assert page.locator("#id_seats-1-number").input_value() == "5"
    assert page.locator("#id_seats-TOTAL_FORMS").input_value() == "2"


def test_text_that_the_database_refused_is_restored(log_in, editor):
    composition = Composition.objects.get(delegation__slug="belarus")
    # In a tab whose console is not watched: Chromium reports the error response itself.
    page = crash(log_in(editor), change_page(composition))
    chambers = [page.locator(f"#id_seats-{row}-chamber") for row in range(2)]
    before = [chamber.input_value() for chamber in chambers]
    for chamber, value in zip(chambers, reversed(before), strict=True):
        chamber.select_option(value)
    save(page, "The database rejected the change")
    page.go_back()

    page.get_by_text("It is not saved yet").wait_for()
    assert [chamber.input_value() for chamber in chambers] == before[::-1]


def test_autocomplete_fields_of_an_added_row_are_restored(log_in, editor):
    delegation = Delegation.objects.get(slug="belarus")
    page = ready(log_in(editor, change_page(delegation)))
    count = int(page.locator("#id_appointments-TOTAL_FORMS").input_value())
    page.locator("#appointments-group .add-row a").click()
    page.locator(f"#appointments-{count} .fieldBox.field-person .select2-selection").click()
    page.keyboard.type("рогал")
    page.get_by_role("option").filter(has_text="Rogalev").click()
    head = str(role("head").pk)
    page.locator(f"#id_appointments-{count}-role").select_option(head)
    wait_until_stored(page, "Rogalev", "head of the delegation")

    page = crash(page, change_page(delegation))
    restore_draft(page)

    row = page.locator(f"#appointments-{count}")
    assert "Rogalev" in row.locator(".fieldBox.field-person .select2-selection").inner_text()
    assert row.locator("[name$=-role]").input_value() == head


def test_a_new_record_is_restored_unless_it_was_saved(log_in, editor):
    page = ready(log_in(editor, ADD))
    title(page).fill("New")
    wait_until_stored(page, "New")
    page = crash(page, ADD)
    restore_draft(page)
    assert page.get_by_label("Address:").input_value() == "new"
    save(page, "was saved.")

    page = crash(page, ADD)

    assert title(page).input_value() == ""
    assert stored_drafts(page) == []


def test_the_editor_is_told_if_somebody_saved_the_record_since(page, article):
    title(page).fill("Typed")
    wait_until_stored(page, "Typed")
    article.updated_at += timedelta(seconds=1)
    article.summary_en = "By somebody else"
    article.save()

    page = crash(page, change_page(article))

    assert page.get_by_text("The record has been saved since then").is_visible()
    restore_draft(page)
    assert page.get_by_text("The record has been saved since then").is_visible()
    # Only what was typed is restored; the other person's changes stay.
    assert page.get_by_label("Summary (English)").input_value() == "By somebody else"
    save(page)


def test_old_drafts_are_deleted_and_secrets_never_stored(page):
    page.evaluate("localStorage['typed:1:/admin/x/:a'] = JSON.stringify({key: 'a', at: 1})")
    page.evaluate("localStorage['typed:1:/admin/x/:b'] = 'not JSON'")
    page.reload()
    title(page).fill("Typed")
    wait_until_stored(page, "Typed")

    [entry] = stored_drafts(page, 1)
    assert [name for name, value in entry["fields"]] == ["title_en"]


def test_a_browser_with_full_storage_says_so_and_still_saves(page, article):
    page.evaluate("localStorage.filled = 'x'.repeat(5 * 1024 * 1024 - 100)")
    title(page).fill("Typed " * 30)

    page.get_by_text("no space left").wait_for()
    save(page)
