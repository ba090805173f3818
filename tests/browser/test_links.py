"""Links are typed and pasted as people write addresses, and lead there."""

import pytest

from ..builders import make_article
from ..forms import change_page
from ..link_addresses import TYPED
from .forms import into_text, ready, text_box, until
from .pasting import paste

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

COMPLETE = """async (typed) => {
  const { completeAddress } = await import("/static/assembly/editor/addresses.js");
  return typed.map(completeAddress);
}"""


@pytest.fixture
def page(log_in, editor):
    article = make_article(status="draft", body_en="<p>the report</p>")
    page = ready(log_in(editor, change_page(article)))
    into_text(page).press("Control+a")
    return page


def value(page):
    return text_box(page).evaluate(
        "(box) => box.closest('.prose-editor').querySelector('textarea').value"
    )


def test_the_browser_completes_addresses_as_the_server_does(page):
    assert page.evaluate(COMPLETE, list(TYPED)) == list(TYPED.values())


def test_the_dialog_completes_an_address_and_refuses_what_is_none(page):
    page.get_by_role("button", name="insert link").and_(page.locator(":visible")).first.click()
    field = page.get_by_label("Address", exact=True)
    field.fill("foo")
    page.get_by_role("button", name="Update", exact=True).click()
    page.get_by_text("This is no address.").wait_for()

    field.fill("www.example.org")
    page.get_by_text("→ https://www.example.org").wait_for()
    page.get_by_role("button", name="Update", exact=True).click()
    until(page, "() => !document.querySelector('dialog[open]')")

    assert value(page) == '<p><a href="https://www.example.org">the report</a></p>'


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "www.example.org", "name@example.org"]
)
def test_an_address_pasted_over_words_makes_them_a_link(page, address):
    paste(page, plain=f"{address}\n", html=f'<a href="{TYPED.get(address, address)}">{address}</a>')

    assert value(page) == f'<p><a href="{TYPED.get(address, address)}">the report</a></p>'
