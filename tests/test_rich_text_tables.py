"""Tables are rich text, and their numbers stay in their columns and apart."""

from html import unescape

import pytest

from assembly.core.rich_text import sanitise_html
from assembly.templatetags.rich_text import rich_text
from assembly.text.diff import plain_text
from assembly.text.outline import read_html

from .builders import in_both, make_article

pytestmark = pytest.mark.once

KEPT = (
    "<table><caption>Seats</caption>"
    '<thead><tr><th scope="col">Country</th><th scope="col">Lower</th><th scope="col">Upper</th>'
    "</tr></thead><tbody>"
    '<tr><th scope="row">Belarus</th><td>7</td><td><strong>4</strong></td></tr>'
    "<tr><td>Russia</td><td>10</td><td></td></tr></tbody></table>"
)
SPANS = (
    '<thead><tr><th scope="col" rowspan="2">Country</th><th scope="col" colspan="2">Seats</th></tr>'
    '<tr><th scope="col">Lower</th><th scope="col">Upper</th></tr></thead>'
)


def body(html):
    """Return the rows of a table's body, each a list of its cells as HTML."""
    rows = html.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")[:-1]
    return [
        [cell.removeprefix("<td>") for cell in row.removeprefix("<tr>").split("</td>")[:-1]]
        for row in rows
    ]


def test_a_table_that_the_editor_made_is_preserved():
    assert sanitise_html(KEPT) == KEPT


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Belarus<td>7<td>4<tr><td>Russia<td>10<td>12</table>",
        "<table><tbody><tr><td><p>Belarus</p></td><td><p>7</p></td><td><div>4</div></td></tr>"
        "<tr><td> <p>\n Russia</p></td><td><p><span>10</span></p></td><td>12 </td></tr></table>",
        "<table><colgroup><col><col></colgroup>text-free<tr></tr><tr><td>Belarus</td><td>7</td>"
        "<td>4</td></tr></tbody><tr><td>Russia</td><td>10</td><td>12</td></tr>",
        "<table border=1 width='100%' style='border-collapse:collapse'><tr bgcolor=red>"
        "<td width=64 onclick=x>Belarus</td><td>7</td><td>4</td></tr><tr><td>Russia</td><td>10</td>"
        "<td>12</td></tr></table>",
    ],
)
def test_each_cell_keeps_its_column_however_the_table_is_written(html):
    assert body(sanitise_html(html)) == [["Belarus", "7", "4"], ["Russia", "10", "12"]]


def test_blocks_within_a_cell_become_lines():
    html = (
        "<table><tr><td><p>a</p><p>b</p><ul><li>c<li>d</ul><h2>e</h2>f</td><td>7</td></tr></table>"
    )

    assert body(sanitise_html(html)) == [["a<br>b<br>c<br>d<br>e<br>f", "7"]]


def test_cells_that_span_others_do_so_within_the_table():
    rows = "<tbody><tr><td>Belarus</td><td>7</td><td>4</td></tr></tbody>"
    assert sanitise_html(f"<table>{SPANS}{rows}</table>") == f"<table>{SPANS}{rows}</table>"
    long = (
        '<table><tr><td rowspan="9">a</td><td colspan="-1">1</td></tr><tr><td>2</td></tr></table>'
    )
    assert sanitise_html(long) == (
        '<table><tbody><tr><td rowspan="2">a</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>'
    )


def test_cells_that_would_cover_each_other_take_a_column_each():
    html = (
        '<table><tr><td>a</td><td rowspan="2">1</td></tr><tr><td colspan="2">b</td><td>2</td></tr>'
        "</table>"
    )
    assert body(sanitise_html(html)) == [["a", "1"], ["b", "", "2"]]


def test_the_header_is_what_was_marked_or_is_all_headings():
    head = '<thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
    for written in ["<thead><tr><td>a<td>b</thead>", "<tr><th>a</th><th>b</th></tr>"]:
        html = sanitise_html(f"<table>{written}<tbody><tr><td>1<td>2</table>")
        assert html == f"<table>{head}<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"


def test_a_table_that_only_places_text_becomes_that_text():
    inner = "<table><tr><td>Belarus</td><td>7</td></tr></table>"
    html = (
        f"<table><tr><td><h1>News</h1>Read:</td><td>{inner}</td></tr><tr><td>End</td></tr></table>"
    )

    assert sanitise_html(html) == (
        "<h2>News</h2><p>Read:</p>"
        "<table><tbody><tr><td>Belarus</td><td>7</td></tr></tbody></table><p>End</p>"
    )
    assert sanitise_html("<table><tr><td>a<p>b</td></tr></table>") == "<p>a</p><p>b</p>"


def test_words_between_the_cells_stay_before_the_table():
    html = sanitise_html("<table>one<tr><td>a</td>two<td>b</td></tr>three</table>four")

    assert html == (
        "<p>one<br>two<br>three</p><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>four"
    )


def test_cells_stay_apart_wherever_text_is_read():
    blocks, _links = read_html(KEPT)
    rows = ["Seats", "Country · Lower · Upper", "Belarus · 7 · 4", "Russia · 10"]

    assert [block.text.rstrip(" ·") for block in blocks] == rows
    assert [line.rstrip(" ·") for line in plain_text(KEPT).splitlines()] == rows


@pytest.mark.django_db
def test_readers_feeds_and_search_get_the_table(client):
    article = make_article(**in_both(title="Seats", body=KEPT))

    page = client.get(article.get_absolute_url()).content.decode()
    feed = unescape(client.get("/feeds/news.en.xml").content.decode())
    found = client.get("/en/search/?q=belarus+lower").content.decode()

    assert KEPT in page
    assert KEPT in feed
    assert article.get_absolute_url() in found
    assert "Seats Country · Lower · Upper" in page.partition('"description" content="')[2][:200]


def test_a_table_is_reached_by_keyboard_and_has_a_name():
    assert 'role="group" aria-label="Seats" tabindex="0"' in rich_text(KEPT)
    assert 'aria-label="Table"' in rich_text("<table><tr><td>7</td><td>4</td></tr></table>")
    assert 'aria-label="&lt;A&gt; &amp; B"' in rich_text(
        "<table><caption>&lt;A> &amp; <em>B</em></caption><tr><td>7</td><td>4</td></tr></table>"
    )
