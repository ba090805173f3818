"""Findings about a text that staff see before they submit it."""

import pytest

from assembly.newsroom.editorial_checks import findings
from assembly.text.punctuation import unpaired_marks
from delegations.models import Delegation
from news.models import Article

pytestmark = pytest.mark.once

SUMMARY = "A summary of some forty characters and a few more."
RUSSIAN_SUMMARY = "Краткое изложение новости, не короче сорока знаков."


def article(**given):
    """Return an article in English without any findings."""
    return Article(
        **{"title_en": "Title", "summary_en": SUMMARY, "body_en": "<p>Body.</p>", **given}
    )


def russian(**given):
    texts = {"title_ru": "Название", "summary_ru": RUSSIAN_SUMMARY, "body_ru": "<p>Текст.</p>"}
    return Article(**{**texts, **given})


def in_both(english, other):
    return article(title_ru="Название", summary_ru=RUSSIAN_SUMMARY, body_en=english, body_ru=other)


def messages(publication):
    return [finding.text for finding in findings(publication)]


@pytest.mark.parametrize("good", [article(), russian(), in_both("<p>Body.</p>", "<p>Текст.</p>")])
def test_a_correct_text_has_no_findings(good):
    assert findings(good) == []


def test_an_empty_language_has_no_findings():
    assert findings(Article()) == []
    assert {finding.language for finding in findings(Article(title_ru="Название"))} == {"ru"}


def test_a_long_title_is_reported_with_its_length():
    [finding] = findings(article(title_en="T" * 101))

    assert (finding.language, finding.field, finding.serious) == ("en", "title", False)
    assert "101 characters" in finding.text
    assert messages(article(title_en="T" * 100)) == []


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (0, ["There is no summary."]),
        (39, ["The summary has 39 characters. Extend it"]),
        (40, []),
        (300, []),
        (301, ["The summary has 301 characters. Shorten it"]),
    ],
)
def test_the_length_of_a_summary_is_checked(length, expected):
    texts = messages(article(summary_en="s" * length))

    assert [text.startswith(begun) for text, begun in zip(texts, expected, strict=True)] == [
        True for _text in expected
    ]


def test_a_subheading_needs_a_heading_before_it():
    before = "<h3>Lesser</h3><p>a</p><h2>Greater</h2><p>b</p>"
    after = "<h2>Greater</h2><p>a</p><h3>Lesser</h3><p>b</p><h3>Another</h3><p>c</p>"

    [text] = messages(article(body_en=before))
    assert text.startswith("“Lesser” is set as Heading 3, but there is no Heading 2 before it")
    assert messages(article(body_en=after)) == []


def test_an_empty_heading_is_serious():
    [finding] = findings(article(body_en="<h2> <br></h2><p>Body.</p>"))

    assert finding.serious
    assert finding.text.startswith("A heading is empty.")


@pytest.mark.parametrize("nothing", ["", "<br>", "&nbsp;", "<strong> </strong>"])
def test_an_empty_paragraph_is_reported_with_its_position(nothing):
    assert messages(article(body_en=f"<p>One.</p><p>{nothing}</p><p>Two.</p>")) == [
        "There is an empty paragraph after “One.”. Delete it."
    ]
    assert messages(article(body_en=f"<p>{nothing}</p><p>Two.</p>")) == [
        "There is an empty paragraph at the beginning. Delete it."
    ]


def test_lists_and_quotations_have_no_findings():
    body = "<ul><li><p>one</p></li><li>two</li></ul>\n<blockquote><p>said</p></blockquote>"

    assert messages(article(body_en=body)) == []


def link(words, address="https://example.org/page/"):
    return article(body_en=f'<p>See <a href="{address}">{words}</a>.</p>')


@pytest.mark.parametrize(
    "words", ["here", "Click here", "HERE.", "<em>here</em>", "read\nmore", "«this link»"]
)
def test_link_text_says_where_the_link_leads(words):
    [text] = messages(link(words))

    assert "does not say where the link leads" in text


@pytest.mark.parametrize("words", ["тут", "Здесь", "«здесь»", "Подробнее…"])
def test_russian_link_text_says_where_the_link_leads(words):
    [text] = messages(
        russian(body_ru=f'<p>Смотрите <a href="https://example.org">{words}</a>.</p>')
    )

    assert "does not say where the link leads" in text


@pytest.mark.parametrize(
    "words",
    ["https://example.org/page/", "http://a.example", "www.example.org", "example.org/page"],
)
def test_link_text_is_not_a_bare_address(words):
    [text] = messages(link(words))

    assert "is a bare address" in text


@pytest.mark.parametrize("words", ["", "<em></em>", "<br>"])
def test_a_link_without_words_is_serious(words):
    [finding] = findings(link(words))

    assert finding.serious
    assert finding.text.startswith("The link to https://example.org/page/ has no text.")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("the report", "https://example.org/"),
        ("hereafter", "https://example.org/"),
        ("press@example.org", "mailto:press@example.org"),
    ],
)
def test_a_link_with_descriptive_text_has_no_findings(words, address):
    assert messages(link(words, address)) == []


@pytest.mark.parametrize(
    "text",
    [
        "«Роман «Война и мир» вышел»",
        "«Роман «Война и мир», — сказал он",
        "«Союз „Мир“ создан» и „ещё”",
        "“A ‘so-called’ word,” he said",
        '"One," he said, "two."',
        "The members’ word, the '90s, it's rock 'n' roll",
        'a 19" screen, 55°45\'21"',
        "one (two [three]) and f(x)",
        "1) one; 2) two; а) три",
    ],
)
def test_paired_quotation_marks_and_brackets_have_no_findings(text):
    assert unpaired_marks([text]) == []


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("«Да, — сказал он", "«"),
        ("Да», — сказал он", "»"),
        ("«Союз „Мир создан»", "„"),
        ("“Yes, he said", "“"),
        ("Yes,” he said", "”"),
        ('"Yes, he said', '"'),
        ('"Yes," "no', '"'),
        ("“It's, they said", "“"),
        ("one (two", "("),
        ("one two)", ")"),
        ("one (two]", "(]"),
        ("«one (two", "«("),
    ],
)
def test_an_unpaired_quotation_mark_or_bracket_is_reported(text, marks):
    assert unpaired_marks([text]) == [(text, mark) for mark in marks]


def test_marks_are_paired_within_each_paragraph():
    [first, second] = messages(article(body_en='<p>He said "yes.</p><p>She said no".</p>'))

    assert first.startswith('A " in “He said "yes.” has no matching mark.')
    assert second.startswith('A " in “She said no".” has no matching mark.')


def test_each_paragraph_of_a_long_quotation_begins_with_its_mark():
    assert unpaired_marks(["“One.", "“Two.", "“Three.”"]) == []
    assert unpaired_marks(["“One.", "Two.”"]) == [("“One.", "“"), ("Two.”", "”")]


def test_double_spaces_are_reported_once_per_text():
    [text] = messages(article(body_en="<p>one  two</p><p>three &nbsp;four</p>"))

    assert text.startswith("There are 2 double spaces, the first in “one two”.")
    assert messages(article(body_en="<p>one\n  two</p>\n  <p>three</p>")) == []


FOREIGN = "<p>Ассамблея приняла рекомендации.</p>"
OWN = "<p>A paragraph in English, as all the others ought to be.</p>"


@pytest.mark.parametrize(
    "texts",
    [{"body_en": FOREIGN}, {"body_en": OWN + FOREIGN}, {"title_en": "Мир"}],
    ids=["all", "a paragraph", "a name"],
)
def test_a_text_in_the_alphabet_of_the_other_language_is_reported(texts):
    [finding] = findings(article(**texts))

    assert "is written in the alphabet of another language" in finding.text


def test_an_english_text_in_the_russian_column_is_reported():
    [finding] = findings(russian(body_ru="<p>The assembly adopted recommendations.</p>"))

    assert (finding.language, finding.field, finding.serious) == ("ru", "body", False)


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("5,000 people on September 14, 2025", "5 000 человек 14.09.2025"),
        ("1.5 million at 10:30", "1,5 млн в 10.30"),
        ("the 1st of July", "1-го июля"),
    ],
)
def test_figures_in_the_format_of_each_language_agree(english, other):
    assert messages(in_both(f"<p>{english}</p>", f"<p>{other}</p>")) == []


def test_differing_figures_are_reported_where_they_are_missing():
    found = findings(
        in_both("<p>In 81 regions, 15.5 million</p>", "<p>В 18 регионах, 15,5 млн</p>")
    )

    assert [(finding.language, finding.serious) for finding in found] == [
        ("ru", False),
        ("en", False),
    ]
    assert "(English) but not here: 81." in found[0].text
    assert "(Russian) but not here: 18." in found[1].text


@pytest.mark.django_db
def test_the_shipped_content_has_only_known_findings(content):
    shipped = [*Delegation.objects.all(), *Article.objects.all()]
    texts = {text for publication in shipped for text in messages(publication)}

    assert texts == {
        "There is no summary. Write one or two sentences for lists and search engines.",
        "The title has 124 characters; search engines cut off titles after 100. Shorten it.",
    }


def test_of_many_alike_findings_some_are_listed_and_the_others_counted():
    headings = "".join(f"<h3>Part {number}</h3>" for number in range(30))
    texts = messages(article(body_en=headings))

    assert len(texts) == 11
    assert texts[-1] == "There are 20 more issues like the ones above."
    empty = [finding.serious for finding in findings(article(body_en=headings + "<h2></h2>"))]
    assert empty[-1] is True


def test_the_same_mark_is_reported_once_a_paragraph():
    assert len(messages(article(body_en="<p>«a «b «c</p>"))) == 1
    assert len(messages(article(body_en="<p>«a «b</p><p>Said “so</p>"))) == 2


@pytest.mark.parametrize(
    "text",
    [
        *(mark * 100_000 for mark in '«»“”„"()[]{}'),
        *(pair * 50_000 for pair in ["«»", "“”", "„“", ")(", "([{", "«”", "(]", "“a ", "a) "]),
        *(spaced * 100_000 for spaced in ["a  ", "a\u00a0 ", "1 000 ", "1.1.", "слово "]),
        *(tag * 50_000 for tag in ["a<br>", "<em>a</em>"]),
        "a" * 5_000_000,
        " " * 5_000_000,
    ],
    ids=lambda text: f"{text[:5]!r}",
)
def test_checks_of_a_huge_monotonous_text_end(text):
    """A check that compared each of these with all others would run into the suite's timeout."""
    assert len(findings(article(body_en=f"<p>{text}</p>", body_ru="<p>Текст.</p>"))) < 60
