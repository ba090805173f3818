"""What a browser does with a form that is sent twice, or refused."""

import pytest

from news.models import Article, Attachment, Topic

from ..builders import make_staff, zip_bytes
from ..forms import change_page
from .forms import open_form, press, ready, save, title, until

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

DOCUMENT = zip_bytes(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "Report"))


@pytest.fixture
def article(content):
    Article.objects.update(status="draft")
    return Article.objects.get()


@pytest.fixture
def page(log_in, editor, article):
    """The article's form, opened by an editor."""
    return open_form(log_in(editor), change_page(article))


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
    page = log_in(editor)
    page.goto("/admin/news/topic/add/")
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
    page = log_in(make_staff("Editors"), java_script_enabled=False)
    page.goto("/admin/news/article/add/")
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
    save(page, "at most 200 characters (it has 299)")
    ready(page)
    assert title(page).input_value() == pasted
    assert page.get_by_text("299 / 200").is_visible()
