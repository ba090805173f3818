"""An editor makes a table with the toolbar, and readers get it on any device."""

import pytest

from news.models import Article

from ..builders import in_both, make_article
from ..forms import change_page
from .accessibility import PUBLIC, VIEWS, findings, overflows
from .forms import into_text, ready, save

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

WIDE = "".join(f"<td>Представительствующий {number}</td>" for number in range(9))


def button(page, name):
    return page.get_by_role("button", name=name).and_(page.locator(":visible")).first


def test_an_editor_makes_a_table(log_in, editor):
    article = make_article(status="draft", body_en="<p>Text</p>")
    page = ready(log_in(editor, change_page(article)))
    into_text(page).press("Control+End")
    button(page, "Insert table").click()
    for word in ["Country", "Lower", "Upper", "Belarus", "7", "4"]:
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.type("Russia")
    button(page, "Delete column").click()
    button(page, "Add row").click()
    button(page, "Table caption").click()
    page.get_by_label("Caption", exact=True).fill("Seats")
    button(page, "Update").click()
    page.locator(".prose-editor caption", has_text="Seats").wait_for()
    save(page)

    made = (
        "<table><caption>Seats</caption>"
        '<thead><tr><th scope="col">Lower</th><th scope="col">Upper</th></tr></thead><tbody>'
        "<tr><td>7</td><td>4</td></tr><tr><td></td><td></td></tr><tr><td></td><td></td></tr>"
        "</tbody></table>"
    )
    article.refresh_from_db()
    assert article.body_en.replace("<p></p>", "") == f"<p>Text</p>{made}"

    page.reload()
    into_text(page).press("Control+Home")
    page.keyboard.type("More ")
    save(page)

    article.refresh_from_db()
    assert article.body_en.replace("<p></p>", "") == f"<p>More Text</p>{made}"


def test_a_wide_table_scrolls_in_its_own_box(open_page):
    table = f"<table><caption>Места</caption><tr>{WIDE}</tr><tr>{WIDE}</tr></table>"
    article = make_article(**in_both(body=f"<p>a</p>{table}"))
    page = open_page(Article.objects.get(pk=article.pk).get_absolute_url())

    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert findings(page, PUBLIC) == {}, (width, scheme)
        assert not overflows(page), width
    box = page.get_by_role("group", name="Места")
    box.focus()
    assert box.evaluate(
        "box => box.scrollWidth > box.clientWidth && box === document.activeElement"
    )
