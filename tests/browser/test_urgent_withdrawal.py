"""A publisher withdraws a page at once from a form full of errors, and a reader finds it gone."""

import pytest

from ..builders import make_article, make_attachment
from ..forms import change_page
from .forms import press, ready, title

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.mark.parametrize("javascript", [True, False])
def test_a_page_is_withdrawn_from_a_form_full_of_errors(log_in, open_page, publisher, javascript):
    article = make_article(title_en="Public")
    make_attachment(article)  # whose order is refused too
    reader = open_page(article.get_absolute_url()).request
    page = log_in(publisher, change_page(article), java_script_enabled=javascript)
    if javascript:
        ready(page)
    title(page).fill("")
    page.get_by_label("Title (Russian)").first.fill("")
    page.locator("#id_slug").fill("no address")
    page.locator("#id_attachments-0-order").fill("-1")
    page.get_by_label("Summary (English)").fill("Typed in haste")
    page.get_by_label("Reason for withdrawal (English)").fill("It names the wrong person.")

    press(page, "Withdraw", "What else you typed is not saved yet")

    gone = reader.get(article.get_absolute_url())
    assert gone.status == 410
    assert "It names the wrong person." in gone.text()
    assert page.get_by_role("alert").get_by_role("link").count() == 3
    assert page.get_by_label("Summary (English)").input_value() == "Typed in haste"
    assert page.locator("#id_slug").input_value() == "no address"
