"""What an editor writes in the admin is public once a publisher has approved it."""

import pytest

from delegations.models import Delegation, Seats
from news.models import Article

from ..builders import make_staff
from ..forms import change_page
from .forms import into_text, press, text_box

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

TEXT = "Парламентарии обсудили «электоральный суверенитет» & more."


@pytest.fixture
def approve(log_in):
    """Return a function that approves a page as a publisher would."""

    def approve(page):
        publisher = log_in(make_staff("Publishers"))
        publisher.goto(change_page(page))
        press(publisher, "Approve and publish", ": published.")

    return approve


def test_an_article_goes_from_draft_to_public(log_in, open_page, approve):
    editor = log_in(make_staff("Editors"))
    editor.locator("#content .model-article .addlink").click()
    editor.get_by_label("Title (Russian)").first.fill("Новость дня")
    text_box(editor, "Russian").click()
    editor.keyboard.type(TEXT)
    press(editor, "Submit for review", "submitted for review")

    reader = open_page("/ru/news/")
    assert "Новость дня" not in reader.inner_text("main")

    approve(Article.objects.get(slug="novost-dnia"))

    reader.reload()
    reader.get_by_role("link", name="Новость дня").click()
    assert TEXT in reader.inner_text("main")


def test_a_number_typed_once_changes_on_every_page(log_in, open_page, approve):
    seats = Seats.objects.get(chamber__slug="supreme-council")
    editor = log_in(make_staff("Editors"), change_page(seats.composition))
    editor.get_by_role("spinbutton", name="Number").fill("9")
    editor.locator("p[lang=en] ins", has_text="9").wait_for()  # before it is saved
    assert editor.locator("p[lang=en] del").inner_text() == "6"
    press(editor, "Submit for review", "submitted for review")
    assert "consists of 9 deputies." in editor.inner_text("#content")
    assert "состоит из 9 депутатов." in editor.inner_text("#content")
    assert "9" not in open_page("/en/delegations/kyrgyzstan/").inner_text(".sentence")

    approve(Delegation.objects.get(slug="kyrgyzstan"))

    for address, sentence in [
        ("/en/delegations/", "to the CSTO PA consists of 9 deputies."),
        ("/en/delegations/kyrgyzstan/", "to the CSTO PA consists of 9 deputies."),
        ("/ru/delegations/kyrgyzstan/", "в ПА ОДКБ состоит из 9 депутатов."),
        ("/en/", "Supreme Council 9"),
    ]:
        assert sentence in " ".join(open_page(address).inner_text("main").split())


def test_rich_text_survives_an_edit_untouched(log_in, approve):
    article = Article.objects.get()
    before = article.body_en
    editor = log_in(make_staff("Editors"), change_page(article))
    editor.get_by_label("Summary (English)").fill("A summary.")
    press(editor, "Submit for review", "submitted for review")

    approve(article)

    article.refresh_from_db()
    assert (article.summary_en, article.body_en) == ("A summary.", before)


def test_the_toolbar_produces_what_the_reader_sees(log_in, open_page, approve):
    article = Article.objects.get()
    editor = log_in(make_staff("Editors"), change_page(article))
    into_text(editor).press("Control+a")
    editor.keyboard.type("Bold words")
    editor.keyboard.press("Control+a")
    editor.get_by_role("button", name="bold").first.click()
    press(editor, "Submit for review", "submitted for review")

    approve(article)

    reader = open_page(article.get_absolute_url())
    assert reader.locator("article strong").inner_text() == "Bold words"


def test_a_person_is_found_by_typing_part_of_a_name(log_in, approve):
    article = Article.objects.get()
    editor = log_in(make_staff("Editors"), change_page(article))
    editor.locator(".field-people .select2-search__field").click()
    editor.keyboard.type("рогал")
    editor.get_by_role("option", name="Viktor Rogalev").click()
    press(editor, "Submit for review", "submitted for review")

    approve(article)

    assert article.people.filter(slug="viktor-rogalev").exists()


def test_the_form_works_without_scripts(log_in):
    Article.objects.update(status="draft")
    article = Article.objects.get()
    editor = log_in(make_staff("Editors"), change_page(article), java_script_enabled=False)
    assert not editor.get_by_role("button", name="Keyboard shortcuts").is_visible()
    editor.get_by_label("Title (English)").first.fill("Typed")
    press(editor, "Save and continue editing", "was saved.")

    article.refresh_from_db()
    assert article.title_en == "Typed"
