"""What an editor writes in the admin, a reader reads."""

import pytest

from delegations.models import Seats
from news.models import Article

from ..builders import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("content")]

TEXT = "Парламентарии обсудили «электоральный суверенитет» & more."


def save(page, said="was changed successfully", button="Save"):
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_text(said).wait_for()


def test_an_article_from_draft_to_reader(log_in, open_page):
    editor = log_in(make_staff("Editors"))
    editor.locator("#content .model-article .addlink").click()
    editor.get_by_label("Title [ru]").fill("Новость дня")
    editor.get_by_role("textbox", name="Text [ru]").click()
    editor.keyboard.type(TEXT)
    editor.get_by_label("Address:").fill("novost-dnya")
    editor.get_by_label("Status").select_option("in review")
    save(editor, "was added successfully")

    reader = open_page("/ru/news/")
    assert "Новость дня" not in reader.inner_text("main")

    publisher = log_in(make_staff("Publishers"))
    publisher.get_by_role("link", name="Articles", exact=True).first.click()
    publisher.get_by_role("link", name="Новость дня").click()
    publisher.get_by_label("Status").select_option("published")
    save(publisher)

    reader.reload()
    reader.get_by_role("link", name="Новость дня").click()
    assert TEXT in reader.inner_text("main")


def test_a_number_typed_once_changes_on_every_page(log_in, open_page):
    seats = Seats.objects.get(chamber__slug="supreme-council")
    editor = log_in(make_staff("Editors"))
    editor.goto(f"/admin/delegations/composition/{seats.composition_id}/change/")
    editor.get_by_role("spinbutton", name="Number").fill("9")
    editor.locator("p[lang=en] ins", has_text="9").wait_for()  # before it is saved
    assert editor.locator("p[lang=en] del").inner_text() == "6"
    save(editor, button="Save and continue editing")
    assert "consists of 9 deputies." in editor.inner_text("#content")
    assert "состоит из 9 депутатов." in editor.inner_text("#content")

    for address, sentence in [
        ("/en/delegations/", "to the CSTO PA consists of 9 deputies."),
        ("/en/delegations/kyrgyzstan/", "to the CSTO PA consists of 9 deputies."),
        ("/ru/delegations/kyrgyzstan/", "в ПА ОДКБ состоит из 9 депутатов."),
        ("/en/", "9 seats"),
    ]:
        assert sentence in open_page(address).inner_text("main")


def test_rich_text_survives_an_edit_untouched(log_in):
    article = Article.objects.get()
    before = article.body_en
    editor = log_in(make_staff("Editors"))
    editor.goto(f"/admin/news/article/{article.pk}/change/")
    editor.get_by_label("Summary [en]").fill("A summary.")
    save(editor, button="Save and continue editing")

    article.refresh_from_db()
    assert (article.summary_en, article.body_en) == ("A summary.", before)


def test_the_toolbar_makes_what_the_reader_sees(log_in, open_page):
    article = Article.objects.get()
    editor = log_in(make_staff("Editors"))
    editor.goto(f"/admin/news/article/{article.pk}/change/")
    box = editor.get_by_role("textbox", name="Text [en]")
    box.click()
    editor.keyboard.press("Control+a")
    editor.keyboard.type("Bold words")
    editor.keyboard.press("Control+a")
    editor.get_by_role("button", name="bold").first.click()
    save(editor)

    reader = open_page(article.get_absolute_url())
    assert reader.locator("article strong").inner_text() == "Bold words"


def test_a_person_is_found_by_typing_part_of_a_name(log_in):
    article = Article.objects.get()
    editor = log_in(make_staff("Editors"))
    editor.goto(f"/admin/news/article/{article.pk}/change/")
    editor.locator(".field-people .select2-search__field").click()
    editor.keyboard.type("рогал")
    editor.get_by_role("option", name="Viktor Rogalev").click()
    save(editor)

    assert article.people.filter(slug="viktor-rogalev").exists()
