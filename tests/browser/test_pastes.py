"""What people paste from other programs means in the editor what it meant there."""

from pathlib import Path

import pytest

from assembly.core.rich_text import sanitise_html
from news.models import Article

from ..builders import make_article
from ..forms import change_page
from .forms import into_text, ready, save, text_box
from .pasting import paste

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

# What programs put on the clipboard (.html), and what is saved of it (.saved).
PASTES = Path(__file__).parent.parent / "pastes"
PASTE_FILE = """(box) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File(["a"], "a.png", { type: "image/png" }));
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  box.dispatchEvent(event);
  return box.closest(".prose-editor").querySelector("textarea").value;
}"""
COPY = """(box) => {
  const clipboardData = new DataTransfer();
  box.dispatchEvent(new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true }));
  return clipboardData.getData("text/html");
}"""


@pytest.fixture
def page(log_in, editor):
    article = make_article(status="draft", body_en="")
    return ready(log_in(editor, change_page(article)))


def read(name):
    return (PASTES / name).read_text(encoding="utf-8").removesuffix("\n")


def test_each_program_keeps_its_meaning(page):
    into_text(page)
    names = sorted(path.stem for path in PASTES.glob("*.html"))

    found = {name: paste(page, html=read(f"{name}.html"), plain="as text") for name in names}

    saved = {name: sanitise_html(html) for name, html in found.items()}
    assert saved == {name: read(f"{name}.saved") for name in names}


def test_a_paste_is_saved_as_it_is_shown(page):
    into_text(page)
    paste(page, html=read("excel.html"))
    save(page)

    assert Article.objects.latest("pk").body_en.startswith(read("excel.saved"))


def test_text_without_html_keeps_its_lines(page):
    into_text(page)

    assert paste(page, plain="One\n\n* Two <b>&\r\nThree") == (
        "<p>One</p><p>* Two &lt;b&gt;&amp;</p><p>Three</p>"
    )


def test_what_is_left_out_is_said(page):
    into_text(page)
    status = page.locator(".prose-editor").filter(has=text_box(page)).locator("[role=status]")
    image = '<img width="60" src="data:image/png;base64,%s">'
    html = f"<p>Text{image % ('A' * 10_000_000)}{image % 'AAAA'}ends</p>"

    assert paste(page, html=html) == "<p>Text ends</p>"
    assert status.inner_text() == "Images left out: 2. Add them as images."

    long = "word " * 250_000
    for data in [{"html": f"<p>{long}</p>"}, {"plain": long}]:
        assert paste(page, **data) == "<p>Text ends</p>"
        assert "Nothing was pasted: the text has" in status.inner_text()

    assert paste(page, html="<p>Short</p>") == "<p>Short</p>"
    assert status.inner_text() == ""

    value = text_box(page).evaluate(PASTE_FILE)
    assert value == "<p>Short</p>"
    assert "Files and images cannot be pasted" in status.inner_text()


def test_a_copy_within_the_editor_is_not_changed(page):
    into_text(page)
    html = "<h2>a</h2><ul><li><p>b</p></li></ul><table><caption>c</caption><tbody><tr>"
    html += "<th><p>d</p></th><td><p>7</p></td></tr></tbody></table>"
    first = paste(page, html=html)
    box = text_box(page)
    box.press("Control+a")
    copied = box.evaluate(COPY)

    assert paste(page, html=copied) == first


def test_what_is_very_deep_is_flattened_before_the_browser_reads_it(page):
    bounded = "/static/assembly/editor/pasted_depth.js"
    ask = f"async (html) => (await import('{bounded}')).withBoundedDepth(html)"
    for tag, most, between in [("div", 100, "<br>"), ("font", 12, ""), ("span", 100, "")]:
        html = page.evaluate(ask, f"<{tag} a>word" * 1000 + f"</{tag}>" * 1000)
        assert html.count(f"<{tag} a>") == html.count(f"</{tag}>") == most
        assert html.count("word") == 1000
        assert f"word{between}word" in html
    into_text(page)

    assert paste(page, html="<p>one</p>" + "<div>" * 20_000 + "two") == "<p>one</p><p>two</p>"
