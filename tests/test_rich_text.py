"""Rich text is sanitised on every path into the database."""

import pytest

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
