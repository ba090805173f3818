"""The scripts of the admin's forms work as served in production, in any order of loading."""

import re

import pytest

from news.models import Article

from ..forms import change_page
from .forms import (
    crash,
    into_text,
    open_form,
    restore_draft,
    stored_drafts,
    text_box,
    wait_until_stored,
)

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
MODULE = re.compile(r'<script[^>]*type="module"[^>]*></script>')
OURS = ["rich_text", "autocomplete", "change_form"]
LATE = """<!DOCTYPE html><html lang="en"><title>Late</title><body>
<script>
  document.addEventListener("DOMContentLoaded", () => {
    window.gettext = (text) => `${text}, translated`;
    window.django = { jQuery: (ready) => ready() };
  });
</script>
<script type="module">
  import { adminReady, translations } from "/static/assembly/django_admin.js";
  translations().then((gettext) => document.body.append(gettext("A word")));
  adminReady().then(() => document.body.append(" The admin is ready"));
</script>
"""


@pytest.fixture
def address(content):
    Article.objects.update(status="draft")  # so that a save changes the record itself
    return change_page(Article.objects.get())


def try_out(page, address):
    """Use what each script does: accessible names, stored rich text, keyboard shortcuts."""
    into_text(page).press("Control+Home")
    page.keyboard.type("Rich text. ")
    wait_until_stored(page, "Rich text. ")
    page = crash(page, address)
    restore_draft(page)
    assert text_box(page).inner_text().startswith("Rich text. ")
    page.get_by_role("searchbox", name="People").wait_for()
    page.keyboard.press("Control+s")
    page.get_by_text("was saved.").wait_for()
    assert stored_drafts(page) == []


@pytest.mark.usefixtures("collected")
def test_modules_import_each_other_by_their_production_names(log_in, editor, address):
    asked = []
    page = log_in(editor)
    page.context.on("request", lambda request: asked.append(request.url))
    page = open_form(page, address)

    try_out(page, address)

    ours = [url for url in asked if "/static/assembly/editing/" in url and url.endswith(".js")]
    assert all(HASHED.search(url) for url in ours)
    assert any("/typed_form." in url for url in ours)  # which no page names


def test_modules_work_in_any_order(log_in, editor, address):
    def reverse(route):
        response = route.fetch()
        page = response.text()
        modules = MODULE.findall(page)
        assert len(modules) > len(OURS)  # those of the editor, too
        backwards = iter(reversed(modules))
        route.fulfill(response=response, body=MODULE.sub(lambda _found: next(backwards), page))

    page = log_in(editor)
    page.context.route(f"**{address}", reverse)
    page = open_form(page, address)

    try_out(page, address)


def test_djangos_own_scripts_may_load_late(open_page):
    page = open_page("/en/privacy/")
    page.route("**/late/", lambda route: route.fulfill(body=LATE, content_type="text/html"))
    page.goto("/late/")

    page.get_by_text("A word, translated").wait_for()
    page.get_by_text("The admin is ready").wait_for()
