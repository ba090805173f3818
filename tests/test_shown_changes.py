"""Whoever reviews a change is shown it in words, whatever it is."""

import pytest
from django.apps import apps
from django.db.models import BooleanField, ForeignKey, IntegerField, JSONField
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assembly.core.fields import RichTextField
from assembly.core.rich_text import sanitise_html
from assembly.newsroom.changes import field_changes, value_change
from assembly.newsroom.models import WorkingCopy
from assembly.newsroom.snapshots import model_labels, snapshot, snapshot_fields
from assembly.newsroom.stale_translations import STALE_MARKS
from assembly.publishing.versioned import versioned_models
from delegations.statements import StatementsField

from .builders import make_article, make_image, make_topic, says
from .forms import change_page, take
from .pages import text

PAGE = "news.article/1"
FRAGMENTS = [
    *("<p>", "</p>", "<h2>", "</h2>", "<h3>", "</h3>", "<ul>", "</ul>", "<ol>", "</ol>", "<li>"),
    *("</li>", "<blockquote>", "</blockquote>", "<strong>", "</strong>", "<em>", "</em>", "<br>"),
    *('<a href="/en/">', '<a href="https://example.org/">', "</a>", "<table>", "</table>", "<tr>"),
    *("<td>", "<th>", "</td>", "</th>", "<caption>", "</caption>", "<sup>", "</sup>", "<sub>"),
    *("a", "b", "Совет", " ", "  ", "\u00a0", "\u200b", "\u00ad", "«", "»", "–", "-", ".", "\n"),
]
html = st.lists(st.sampled_from(FRAGMENTS), max_size=15).map("".join).map(sanitise_html)


def shown(change):
    return [run for run in change.runs if run[0] != "equal"] or change.notes


def notes(before, after):
    return value_change(PAGE, "body_en", before, after).notes


@given(html, html)
@pytest.mark.once
def test_different_texts_are_never_shown_as_equal(before, after):
    assert bool(shown(value_change(PAGE, "body_en", before, after))) == (before != after)
    assert bool(shown(value_change(PAGE, "title_en", before, after))) == (before != after)


@given(html)
@pytest.mark.once
def test_a_text_does_not_differ_from_itself(one):
    change = value_change(PAGE, "body_en", one, one)

    assert (change.runs, change.notes, change.files) == ([], [], [])


ONE = "<p>One two three</p>"
BULLETS = "<ul><li><p>One</p></li><li><p>Two</p></li></ul>"


@pytest.mark.once
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (ONE, "<h2>One two three</h2>", "Paragraph became heading 2: “One two three”"),
        (ONE, "<p>One <strong>two three</strong></p>", "Added bold: “two three”"),
        ("<p><em>One</em></p>", "<p>One</p>", "Removed italic: “One”"),
        ("<p>m2</p>", "<p>m<strong>2</strong></p>", "Added bold: “m2”"),
        (ONE, ONE.replace("two", '<a href="/a">two</a>'), "Added a link from “two” to /a"),
        ('<p><a href="/a">One</a></p>', "<p>One</p>", "Removed the link from “One” to /a"),
        (
            '<p><a href="/a">One</a></p>',
            '<p><a href="/b">One</a></p>',
            "The link from “One” led to /a and now leads to /b",
        ),
        (
            "<p>One two</p>",
            "<p>One\u00a0two</p>",
            "In “One two”, the space has changed: it was 1 space and is now no-break space",
        ),
        (
            "<p>One two</p>",
            "<p>One  two</p>",
            "In “One two”, the space has changed: it was 1 space and is now 2 spaces",
        ),
        ("<p>One</p>", "<p>One</p><h2>Two</h2>", "Added as heading 2: “Two”"),
        ("<p>One</p>", "<p>One <strong>new</strong></p>", "Added bold: “new”"),
        (
            "<ul><li><p>One</p></li></ul>",
            "<blockquote><p>One</p></blockquote>",
            "Item of a bulleted list became quotation: “One”",
        ),
        (
            BULLETS,
            "<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul>",
            "Item of a bulleted list became item of a bulleted list, level 2: “Two”",
        ),
        (
            '<p><a href="/a" title="Old">One</a></p>',
            '<p><a href="/a" title="New">One</a></p>',
            "The link from “One” led to /a “Old” and now leads to /a “New”",
        ),
        (
            "<ol><li>One</li></ol><p>Two</p>",
            '<ol start="7"><li>One</li></ol><p>Three</p>',
            "The list “One” was numbered from 1 and is now numbered from 7",
        ),
        (
            '<ol type="a"><li>One</li></ol>',
            '<ol type="A"><li>Two</li></ol>',
            "The list “Two” was numbered like a and is now numbered like A",
        ),
        (
            '<table><tr><td colspan="2">One</td></tr></table><p>Two</p>',
            "<table><tr><td>One</td></tr></table><p>Three</p>",
            "Columns that the cell “One” takes: 2 became 1",
        ),
        (
            "<table><tr><td>One</td></tr></table>",
            '<table><tr><td rowspan="2">One</td></tr></table>',
            "Rows that the cell “One” takes: 1 became 2",
        ),
        (
            "<p>One</p><p></p>",
            "<p>One</p><p> </p>",
            "The HTML code has changed: it was <p>One</p><p></p> and is now <p>One</p><p> </p>",
        ),
    ],
)
def test_what_words_do_not_show_is_said(before, after, said):
    assert notes(before, after) == [said]


@pytest.mark.once
def test_each_item_of_a_list_that_became_numbered_is_named():
    after = BULLETS.replace("ul>", "ol>")

    assert notes(BULLETS, after) == [
        "Item of a bulleted list became item of a numbered list: “One”",
        "Item of a bulleted list became item of a numbered list: “Two”",
    ]


@pytest.mark.once
def test_it_is_said_in_russian_too():
    with override("ru"):
        assert notes(ONE, "<h2>One two three</h2>") == [
            "Было: абзац, стало: заголовок 2-го уровня – «One two three»"
        ]
        assert notes("<p>One  two</p>", "<p>One\u00a0two</p>") == [
            "В тексте «One two» изменился пробел: было – 2 пробела, стало – неразрывный пробел"
        ]


@pytest.mark.once
def test_tables_are_compared_cell_by_cell():
    before = "<table><tbody><tr><td>7</td><td>4</td></tr></tbody></table>"

    runs = value_change(PAGE, "body_en", before, before.replace("4", "5")).runs

    assert [run for run in runs if run[0] != "equal"] == [("delete", "4"), ("insert", "5")]


@pytest.mark.once
def test_many_changes_of_formatting_are_counted():
    words = [f"w{number}" for number in range(200)]
    after = "".join(f"<strong>{word}</strong> {word} " for word in words).strip()
    before = " ".join(word for word in words for _twice in range(2))

    found = notes(f"<p>{before}</p>", f"<p>{after}</p>")

    assert (len(found), found[-1]) == (51, "150 more changes of formatting")


@pytest.mark.once
def test_an_invisible_character_is_shown_by_name():
    runs = value_change(PAGE, "title_en", "Peter the Great", "Pe\u200bter the\u202e Great").runs

    assert runs == [
        ("delete", "Peter the"),
        ("insert", "Pe⟨zero-width space⟩ter the⟨right-to-left override⟩"),
        ("equal", "Great"),
    ]


@pytest.mark.django_db
def test_people_of_the_same_name_are_told_apart():
    one, other = make_topic(name_en="Peace"), make_topic(name_en="Peace")

    [change] = field_changes({PAGE: {"topics": [one.pk]}}, {PAGE: {"topics": [other.pk]}})

    assert shown(change.value) == [("delete", f"{one.pk})"), ("insert", f"{other.pk})")]


@pytest.mark.django_db
def test_zero_is_not_mistaken_for_nothing():
    [change] = field_changes({PAGE: {"x": 0}}, {PAGE: {"x": None}})

    assert shown(change.value) == [("delete", "0")]


LABELS = sorted({label for model in versioned_models() for label in model_labels(model)})


@pytest.mark.django_db
@pytest.mark.parametrize("label", LABELS)
def test_every_column_of_a_snapshot_shows_its_changes(label):
    for column, before, after in columns(apps.get_model(label)):
        key = f"{label}/1"
        for pair in [(before, after), (after, before), (None, after)]:
            [change] = field_changes({key: {column: pair[0]}}, {key: {column: pair[1]}})
            assert shown(change.value), f"{label}.{column}"


def columns(model):
    """Yield the columns of a model's snapshots, each with two different values."""
    for field in [*snapshot_fields(model), *model._meta.many_to_many]:
        if field.name == STALE_MARKS:
            continue
        choices = [value for value, _label in field.flatchoices or [] if value]
        if field.many_to_many:
            yield field.name, [1], [2]
        elif choices:
            yield field.attname, choices[0], choices[-1]
        elif isinstance(field, BooleanField):
            yield field.attname, False, True
        elif isinstance(field, IntegerField | ForeignKey):
            yield field.attname, 1, 2
        elif isinstance(field, StatementsField):
            yield field.attname, [says("2025-05-05")], [says("2025-05-06")]
        elif isinstance(field, JSONField):
            yield field.attname, [400], [800]
        elif isinstance(getattr(field, "translated_field", field), RichTextField):
            yield field.attname, "<p>One</p>", "<h2>One</h2>"
        else:
            yield field.attname, "2025-05-05", "2025-05-06"


@pytest.mark.django_db
def test_a_new_picture_is_shown_beside_the_old(client, editor):
    old, new = make_image(), make_image()

    [change] = field_changes({PAGE: {"image_id": old.pk}}, {PAGE: {"image_id": new.pk}})

    addresses = [(one.label, one.address, one.is_picture) for one in change.value.files]
    assert addresses == [("before", old.file.url, True), ("now", new.file.url, True)]


@pytest.mark.django_db
def test_the_form_counts_and_shows_a_change_that_is_not_of_words(client, editor, publisher):
    page = make_article(body_en="<p>One two three</p>")
    client.force_login(editor)
    take(client, page, "submit", body_en="<h2>One two <em>three</em></h2>")
    client.force_login(publisher)

    answer = text(client.get(change_page(page)))

    assert "1 difference from the published text" in answer
    assert "Paragraph became heading 2: “One two three”" in answer
    assert "Added italic: “three”" in answer
    assert len(field_changes(snapshot(page), WorkingCopy.objects.get().content)) == 1
