"""The whole life of an article, with an editor and a publisher in two browsers."""

import pytest

from news.models import Article

from ..builders import make_staff
from ..forms import change_page
from .forms import press, text_box

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("content")]


def fill_summary(page, text):
    page.get_by_label("Summary (English)").fill(text)


@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=pytest.mark.once)])
def test_an_article_from_first_draft_to_withdrawal(log_in, open_page, javascript):
    editor = log_in(make_staff("Editors", first_name="Olga"), java_script_enabled=javascript)
    publisher = log_in(make_staff("Publishers", first_name="Ivan"), java_script_enabled=javascript)

    # Write and submit.
    editor.locator("#content .model-article .addlink").click()
    editor.get_by_label("Title (English)").first.fill("A session of the Council")
    fill_summary(editor, "The Council met.")
    if javascript:
        text_box(editor).click()
        editor.keyboard.type("The Council of the Assembly met in Moscow.")
    else:
        editor.locator("[name=body_en]").fill("<p>The Council of the Assembly met in Moscow.</p>")
    press(editor, "Submit for review", "submitted for review")
    article = Article.objects.get(slug="a-session-of-the-council")
    form, address = change_page(article), article.get_absolute_url()

    # Return.
    publisher.goto("/admin/")
    publisher.get_by_role("link", name="Articles: 1").click()
    publisher.get_by_role("link", name="A session of the Council").click()
    publisher.get_by_label("Note").fill("Say on which day.")
    press(publisher, "Return with a note", "returned with a note")

    # Correct and approve.
    editor.goto("/admin/")
    editor.locator("dl div", has_text="Returned to me").get_by_role("link").click()
    editor.get_by_role("link", name="A session of the Council").click()
    assert "Say on which day." in editor.inner_text(".workflow")
    fill_summary(editor, "The Council met on 14 September.")
    press(editor, "Submit for review", "submitted for review")
    publisher.goto(form)

    # Schedule, preview the date, publish.
    publisher.locator("[name=moment_0]").fill("2999-01-01")
    publisher.locator("[name=moment_1]").fill("10:00")
    press(publisher, "Approve and publish", "approved and scheduled")
    reader = open_page("/en/news/")
    assert "A session of the Council" not in reader.inner_text("main")
    publisher.goto("/admin/ahead/2999-01-02T10:00/en/news/")
    publisher.get_by_role("link", name="A session of the Council").click()
    assert "met on 14 September" in publisher.inner_text("main")
    assert "The site as of" in publisher.inner_text("main")
    publisher.goto(form)
    press(publisher, "Publish now", ": published.")

    # View the public page.
    reader.goto(address)
    assert "The Council met on 14 September." in reader.inner_text("main")

    # Both edit the live text at once.
    editor.goto(form)
    publisher.goto(form)
    fill_summary(publisher, "The Council met on 15 September.")
    press(publisher, "Save and continue editing", "The changes are in the working copy")
    fill_summary(editor, "The Council met on 16 September.")
    press(editor, "Submit for review", "Edit conflict: choose a version")
    editor.get_by_label("Your version:").check()
    press(editor, "Save", "The two versions were merged")
    assert (
        editor.get_by_label("Summary (English)").input_value() == "The Council met on 16 September."
    )
    assert "14 September" in open_page(address).inner_text("main")

    # Restore the publisher's text, submit and publish it.
    editor.get_by_role("link", name="History").first.click()
    rows = editor.locator("tr", has_text="Ivan").filter(has_text="saved")
    rows.get_by_role("link", name="Restore").first.click()
    assert "15" in editor.inner_text(".changes ins")
    press(editor, "Restore", "The earlier version was restored")
    press(editor, "Submit for review", "submitted for review")
    publisher.goto(form)
    assert "15" in publisher.locator(".workflow details").first.evaluate("box => box.textContent")
    press(publisher, "Approve and publish", ": published.")
    reader.goto(address)
    assert "The Council met on 15 September." in reader.inner_text("main")

    # Withdraw.
    publisher.get_by_label("Reason for withdrawal (English)").fill("The session was another one.")
    press(publisher, "Withdraw", ": withdrawn.")
    answer = reader.request.get(address)
    assert answer.status == 410
    assert "The session was another one." in answer.text()
