"""Rich text is sanitised on every path into the database."""

import re
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assembly.core.rich_text import sanitise_html
from assembly.templatetags.rich_text import rich_text
from news.models import Article

from .builders import make_article

pytestmark = pytest.mark.once

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">link</a>',
    '<p onclick="alert(1)">text</p>',
    '<p style="position:fixed">text</p>',
    "<iframe src=//evil.example></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext></p><style><img src=x onerror=alert(1)></style>",
    "<form action=//evil.example><input name=q></form>",
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    "<h1>as large as the title</h1>",
]
FORBIDDEN = ["<script", "onerror", "onclick", "javascript:", "data:", "style", "<iframe", "<svg"]
FORBIDDEN += ["<form", "<input", "<img", "<h1"]

KEPT = (
    '<h2>Heading</h2><h3>Lesser</h3><p>A <strong>bold</strong>, <em>slanted</em><br>"text" — «да» '
    '<a href="https://example.org/?a=1&amp;b=2">link</a></p>'
    "<ul><li><p>one</p></li></ul><ol><li><p>two</p></li></ol><blockquote><p>said</p></blockquote>"
)


def safe(html):
    return not [sign for sign in FORBIDDEN if sign in html.lower()]


@pytest.mark.django_db
@pytest.mark.parametrize("attack", ATTACKS)
def test_each_path_into_the_database_sanitises(attack):
    body = f"<p>Before</p>{attack}"
    created = make_article(body_en=body)
    [bulk] = Article.objects.bulk_create([Article(slug="bulk", title_en="Bulk", body_en=body)])
    updated = make_article()
    Article.objects.filter(pk=updated.pk).update(body_en=body)

    stored = Article.objects.filter(pk__in=[created.pk, bulk.pk, updated.pk]).values_list("body_en")

    assert [safe(html) for (html,) in stored] == [True, True, True]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_page_also_sanitises_stored_text(attack):
    assert safe(rich_text(attack))


def test_everything_that_the_toolbar_produces_is_preserved():
    assert sanitise_html(KEPT) == KEPT


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<ul></ul>"])
def test_a_text_without_letters_is_empty(empty):
    assert sanitise_html(empty) == ""


def test_sanitising_twice_changes_nothing():
    once = sanitise_html("<p>a &lt;b&gt; &amp; c</p>")

    assert sanitise_html(once) == once == "<p>a &lt;b&gt; &amp; c</p>"


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1 2"),
        ("<svg><text>7</text><text>4</text></svg>", "7 4"),
        ("<p><del>7</del><ins>8</ins>; <s>5</s>6</p>", "<p>7 8; 5 6</p>"),
        ('<a href="\x01javascript:alert(1)">link</a>', "link"),
    ],
)
def test_what_is_left_of_other_html_stands_apart_and_stays_as_it_is(html, words):
    assert sanitise_html(html) == words == sanitise_html(words)


BLOCKS = ["div", "p", "li", "dt", "dd", "td", "section", "address", "legend", "option", "h1", "h5"]
BLOCKS += ["figure", "figcaption", "ul", "table", "tr", "blockquote", "pre", "caption", "details"]
INLINES = ["b", "i", "span", "a", "sup", "font", "o:p", "u", "small", "code", "label"]


@st.composite
def html_and_words(draw):
    """Draw HTML, well made or not, and its words: what no end of a block or line divides."""
    html, words, apart = "", [], True
    for number in range(draw(st.integers(1, 12))):
        tags = draw(st.lists(st.sampled_from([*BLOCKS, *INLINES, "br", "hr", "img"]), max_size=4))
        for tag in tags:
            html += draw(st.sampled_from([f"<{tag}>", f"</{tag}>", f"<{tag}></{tag}>"]))
            apart = apart or tag not in INLINES
        word = f"w{number}"
        html += word
        if apart:
            words.append(word)
        else:
            words[-1] += word
        apart = False
    return html, words


@given(html_and_words())
@example(("<div><blockquote><ul></blockquote>w0", ["w0"]))
@example(("<table>w0<div><caption></caption>w1<colgroup>w2", ["w0", "w1", "w2"]))
def test_words_never_join_and_never_part(drawn):
    html, words = drawn
    clean = sanitise_html(html)

    shown = re.sub(r"</?(?:strong|em|a|su[bp])\b[^>]*>", "", clean)
    assert sorted(re.sub(r"<[^>]*>", " ", shown).split()) == sorted(words)
    assert sanitise_html(clean) == clean


@given(
    st.lists(st.sampled_from([*"<<>>/&;='! \n-w", *INLINES, *BLOCKS, "br", "script"])).map("".join)
)
def test_any_text_is_sanitised_to_what_stays_as_it_is(html):
    once = sanitise_html(html)

    assert sanitise_html(once) == once


@pytest.mark.parametrize("tag", ["b", "div", "p", "li", "ul", "table", "td", "blockquote", "font"])
def test_any_depth_is_flattened_and_no_word_is_lost(tag):
    for end in ["", f"</{tag}>" * 20_000]:
        clean = sanitise_html(f"<{tag}>word " * 20_000 + end)

        assert clean.count("word") == 20_000
        depth = accumulate(-1 if mark == "</" else 1 for mark in re.findall(r"</?(?!br)", clean))
        assert max(depth, default=0) <= 65  # of tags: twenty lists have forty


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<b>a<p>b</b>c", "<strong>a</strong><p><strong>b</strong>c</p>"),
        ("<b style='font-weight: normal'>a<b>b</b></b>", "a<strong>b</strong>"),
        ("<h1>a</h1><h6>b</h6>", "<h2>a</h2><h3>b</h3>"),
        ("<h2><div>a</div><div>b</div></h2>", "<h2>a<br>b</h2>"),
        ("<p>10<sup>2</sup> km² H<sub>2</sub>O</p>",) * 2,
        ("<a href=/a>a<a href=/b>b</a>c</a>", '<a href="/a">a</a><a href="/b">b</a>c'),
        ('<ol start="3" type="a"><li>c</li></ol>',) * 2,
        ("<ol start=x type=z><li>c</li></ol>", "<ol><li>c</li></ol>"),
        ("a <b if b < 3 and c > 2", "a <strong> 2</strong>"),
        ("1 < 2 <3 <unfinished", "1 &lt; 2 &lt;3 &lt;unfinished"),
        ("a<!-- b -->c<script>d</script>e<style>f</style>g", "aceg"),
    ],
)
def test_other_html_becomes_what_the_editor_would_make_of_it(html, clean):
    assert sanitise_html(html) == clean


def test_a_text_is_sanitised_once_however_often_it_is_shown(monkeypatch):
    html = f"<p>{make_article.__name__} shown twice</p>"
    first = rich_text(html)
    monkeypatch.delattr("assembly.core.rich_text.TreeBuilder")

    assert rich_text(html) == first == html
