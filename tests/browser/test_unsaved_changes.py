"""Staff who leave a form with unsaved changes are warned, and nobody else is."""

import pytest

from delegations.models import Composition
from news.models import Article

from ..forms import change_page
from .forms import dialogs, into_text, open_form, ready, save, title

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]


@pytest.fixture
def page(log_in, editor, content):
    """An article's form, opened by an editor."""
    return ready(log_in(editor, change_page(Article.objects.get())))


def to_history(page):
    page.get_by_role("link", name="History").click()
    page.wait_for_url("**/history/")


def test_leaving_warns_about_unsaved_changes(page):
    asked = dialogs(page)
    to_history(page)
    page.go_back()
    ready(page)
    assert asked == []

    into_text(page).press("Control+Home")
    page.keyboard.type("Typed. ")
    to_history(page)
    assert asked == ["beforeunload"]


def test_leaving_warns_about_an_unsaved_row_but_not_after_a_save(log_in, editor):
    composition = Composition.objects.get(delegation__slug="belarus")
    page = ready(log_in(editor, change_page(composition)))
    asked = dialogs(page)
    page.locator("#id_seats-1-number").fill("8")
    save(page)
    to_history(page)
    assert asked == []

    open_form(page, change_page(composition))
    page.get_by_role("button", name="Add another Seats").click()
    to_history(page)
    assert asked == ["beforeunload"]


def test_leaving_warns_about_a_form_that_was_refused(page):
    asked = dialogs(page)
    page.get_by_label("Title (Russian)").first.fill("")
    title(page).fill("")
    save(page, "Please correct the error", "Save")
    to_history(page)

    assert asked == ["beforeunload"]
