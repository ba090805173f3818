"""A draft is offered only to the person who wrote it, and in one tab at a time."""

import pytest

from news.models import Article

from ..builders import make_staff
from ..forms import change_page
from .forms import (
    REFUSALS,
    crash,
    log_in_again,
    open_form,
    ready,
    restore_draft,
    save,
    stored_drafts,
    title,
    until,
    wait_until_stored,
)

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

ADD = "/admin/news/article/add/"


def test_two_tabs_keep_separate_drafts(log_in, editor):
    one = ready(log_in(editor, ADD))
    title(one).fill("One")
    wait_until_stored(one, "One")
    other = one.context.new_page()
    other.add_init_script(REFUSALS)
    other.goto(ADD)
    until(other, "() => window.refusals.length")  # the first tab holds the lock on its draft
    assert not other.get_by_role("button", name="Restore what you typed").is_visible()
    title(other).fill("Other")
    wait_until_stored(other, "Other")
    save(other, "was saved.")

    assert [dict(entry["fields"])["title_en"] for entry in stored_drafts(one, 1)] == ["One"]
    one = crash(one, ADD)
    restore_draft(one)
    assert title(one).input_value() == "One"


def test_a_draft_is_not_offered_to_another_user(log_in, editor):
    Article.objects.update(status="draft")  # so that a save changes the record itself
    article = Article.objects.get()
    page = ready(log_in(editor, change_page(article)))
    title(page).fill("Typed")
    wait_until_stored(page, "Typed")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")
    page.goto("/admin/")
    other = make_staff("Publishers", password="a long password")
    log_in_again(page, other)
    open_form(page, change_page(article))
    assert title(page).input_value() == article.title_en
    title(page).fill("By another")
    wait_until_stored(page, "By another")  # the page looks for drafts before it stores one

    assert not page.get_by_role("button", name="Restore what you typed").is_visible()

    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/logout/")
    page.goto("/admin/")
    log_in_again(page, editor)
    open_form(page, change_page(article))
    restore_draft(page)
