"""What a browser does with a form that is sent twice, or refused."""

import pytest

from news.models import Article, Attachment, Topic

from ..builders import make_staff
from ..documents import docx_bytes
from ..forms import change_page
from .forms import crash, press, ready, save, title, until

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

DOCUMENT = docx_bytes()


def choose(page, content=DOCUMENT, name="report.docx"):
    """Add an attachment and choose its file."""
    page.locator("#attachments-group .add-row a").click()
    page.locator("#id_attachments-0-title_en").fill("Report")
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("#id_attachments-0-file").set_input_files(file)


def refuse(page, said="Please correct the error", button="Save and continue editing"):
    """Empty both titles, and save."""
    title(page).fill("")
    page.get_by_label("Title (Russian)").first.fill("")
    save(page, said, button)
    ready(page)


def test_a_chosen_file_is_kept_while_another_field_is_mended(page, article):
    choose(page)
    refuse(page)
    page.get_by_text("“report.docx” is chosen.").wait_for()

    title(page).fill("Mended")
    save(page)

    attachment = Attachment.objects.get(article=article)
    with attachment.file.open() as file:
        assert file.read() == DOCUMENT


def test_a_double_click_on_save_makes_one_record(log_in, editor):
    page = log_in(editor, "/admin/news/topic/add/")
    for language in ["English", "Russian"]:
        page.get_by_label(f"Name ({language})").fill("Budget")
    page.get_by_label("Address").fill("budget")

    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.get_by_text("“Budget” was saved.").wait_for()

    assert Topic.objects.filter(slug="budget").count() == 1


def test_the_buttons_work_again_after_going_back(page, article):
    page.get_by_label("Summary (English)").fill("Typed")
    press(page, "Save", "was saved.")

    page.go_back()

    until(page, "() => !document.querySelector('[name=_save]').disabled")
    page.get_by_label("Summary (English)").fill("Typed again")
    save(page)
    assert Article.objects.get().summary_en == "Typed again"


def test_a_double_click_without_scripts_makes_one_record(log_in):
    page = log_in(make_staff("Editors"), "/admin/news/article/add/", java_script_enabled=False)
    title(page).fill("News of the day")

    page.get_by_role("button", name="Save", exact=True).dblclick()
    page.get_by_text("“News of the day” was saved.").wait_for()

    assert Article.objects.filter(title_en="News of the day").count() == 1


def test_a_pasted_title_stays_whole_and_is_counted(page, article):
    pasted = "Заседание " * 30  # 299 characters without the last space
    title(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(pasted)

    assert title(page).input_value() == pasted
    page.get_by_text("299 / 200").wait_for()
    said = "The text of “Title (English)” is too long: 299 of 200 characters."
    page.get_by_role("status").filter(has_text=said).wait_for()
    press(page, "Save and continue editing", "at most 200 characters (it has 299)")
    ready(page)
    assert title(page).input_value() == pasted
    assert page.get_by_text("299 / 200").is_visible()


FOCUSED = "() => document.activeElement.id || document.activeElement.getAttribute('href')"
IN_VIEW = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""


def test_the_first_error_is_focused_and_each_leads_to_its_field(page):
    page.locator("#attachments-group .add-row a").click()
    page.locator("#id_attachments-0-order").fill("-1")
    refuse(page)

    until(page, f"() => ({FOCUSED})() === '#id_title_en'")
    assert page.evaluate(IN_VIEW)
    assert page.get_by_role("alert").get_by_role("link").count() >= 3

    page.keyboard.press("Enter")
    until(page, f"() => ({FOCUSED})() === 'id_title_en'")
    page.get_by_role("link", name="Attachment 1, Order").click()
    until(page, f"() => ({FOCUSED})() === 'id_attachments-0-order'")
    assert page.evaluate(IN_VIEW)


def test_an_error_leads_to_the_rich_text_editor_and_to_an_autocomplete_field(page):
    page.evaluate("document.querySelector('#id_image').add(new Option('x', '999', true, true))")
    page.evaluate("document.querySelector('#id_body_en').value = '<p>' + 'x'.repeat(1_100_000)")
    save(page, "Please correct the errors", "Save and continue editing")
    ready(page)

    page.get_by_role("link", name="Text (English)").click()
    until(page, "() => document.activeElement.matches('.tiptap[aria-invalid=true]')")
    page.get_by_role("link", name="Image:").click()
    until(page, "() => document.activeElement.matches('[role=combobox][aria-invalid=true]')")


def test_a_new_record_that_is_refused_shows_its_errors_first(log_in, editor):
    page = ready(log_in(editor, "/admin/news/article/add/"))
    save(page, "Please correct the error", "Save")

    until(page, f"() => ({FOCUSED})() === '#id_title_en'")


def test_the_errors_are_links_without_scripts(log_in, article):
    page = log_in(make_staff("Editors"), change_page(article), java_script_enabled=False)
    title(page).fill("")
    page.get_by_label("Title (Russian)").first.fill("")
    press(page, "Save", "Please correct the error")

    page.get_by_role("link", name="Title (English)").click()

    assert page.url.endswith("#id_title_en")


def test_after_a_lost_connection_the_text_is_back_and_the_files_are_named(page, article):
    page.get_by_label("Summary (English)").fill("Typed")
    choose(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function("location.protocol === 'chrome-error:'")
    page.context.set_offline(False)

    page = crash(page, change_page(article))

    page.get_by_text("It is not saved yet").wait_for()
    assert page.get_by_text("Files must be chosen again: report.docx").is_visible()
    assert page.get_by_label("Summary (English)").input_value() == "Typed"
    assert page.locator("#id_attachments-0-title_en").input_value() == "Report"


def test_a_form_that_is_too_large_gets_a_page_and_is_kept(log_in, editor, article, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 500_000
    page = crash(log_in(editor), change_page(article))  # whose console may report the refusal
    page.get_by_label("Summary (English)").fill("Typed")
    page.evaluate(
        "document.querySelector('#article_form').append(Object.assign("
        "document.createElement('textarea'), {name: '__prefix__', value: 'x'.repeat(20_000_000)}))"
    )

    press(page, "Save", "Too much to save at once")
    page = crash(page, change_page(article))

    page.get_by_text("It is not saved yet").wait_for()
    assert page.get_by_label("Summary (English)").input_value() == "Typed"
