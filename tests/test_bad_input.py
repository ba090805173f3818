"""Whatever a form is sent is answered with messages at its fields; nothing else is lost."""

import pytest

from .builders import upload
from .forms import change_page, errors, field_of, filled
from .whole_records import each_record, make_whole_article

pytestmark = [pytest.mark.once, pytest.mark.django_db]

# The values that belong to the form itself, and that no one types.
MANAGEMENT = ("opened", "_FORMS", "-id", "-article", "-delegation", "-rows", "-key")
BAD = {
    "a null character": "a\0b",
    "a number too large for any column": "9" * 400,
    "markup": "<script>alert('1')</script>\"; --",
    "other alphabets": "Кириллица ١٢ 漢字 \U0001f600",
    "control characters": "\x01\x1b\u202e\ufffe",
    "many letters": "x" * 100_000,
}


def typed_names(values):
    """Return the names of the controls that a user fills in."""
    return [name for name in values if not name.endswith(MANAGEMENT)]


@pytest.fixture
def open_form(client, editor):
    """Return a function that opens a record's form; it returns what a browser would post."""

    def open_form(page):
        client.force_login(editor)
        return filled(client.get(change_page(page)))

    return open_form


@each_record
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_every_control_refuses_bad_input_and_gives_it_back(client, open_form, make, bad):
    page = make()
    opened = open_form(page)
    names = typed_names(opened)

    refused = client.post(change_page(page), {**opened, **dict.fromkeys(names, bad)})

    assert refused.status_code == 200
    said = errors(refused)
    assert len(said) > 3
    shown = filled(refused)
    for name in names:
        kept = shown.get(name)
        if isinstance(kept, str) and kept not in {"", "True"}:
            assert kept == bad, name


@each_record
def test_a_null_character_is_refused_at_each_text(client, open_form, make):
    page = make()
    opened = open_form(page)
    texts = [name for name, value in opened.items() if name.endswith(("_en", "_ru", "slug"))]
    texts = [name for name in texts if not name.startswith("shown")]

    refused = client.post(change_page(page), {**opened, **dict.fromkeys(texts, "a\0b")})

    assert {field_of(name) for name in texts} <= set(errors(refused))


@each_record
def test_a_file_in_place_of_a_text_is_refused_and_clears_nothing(client, open_form, make):
    page = make()
    opened = open_form(page)
    texts = [name for name in typed_names(opened) if name.endswith(("_en", "_ru"))]

    for name in [texts[0], texts[-1], "slug"]:
        refused = client.post(change_page(page), {**opened, name: upload(b"\0\xff", "a.txt")})

        assert (
            "A file was sent where a text belongs. Type the text."
            in errors(refused)[field_of(name)]
        )
    page.refresh_from_db()
    assert page.title_en == opened["title_en"]


def test_forged_choices_are_refused_at_their_fields(client, open_form):
    article = make_whole_article()
    opened = open_form(article)
    forged = {"image": "-1", "topics": ["1e9", "\0"], "people": "99999", "delegations": "<b>"}

    refused = client.post(change_page(article), {**opened, **forged})

    assert sorted(errors(refused)) == sorted(forged)


@pytest.mark.parametrize("count", ["-1", "x", "\0", "9" * 30, "1001", ""])
@pytest.mark.parametrize("name", ["attachments-TOTAL_FORMS", "attachments-INITIAL_FORMS"])
def test_a_forged_number_of_rows_harms_none(client, open_form, name, count):
    article = make_whole_article()
    opened = open_form(article)

    answer = client.post(change_page(article), {**opened, name: count})

    assert answer.status_code in {200, 302}
    assert article.attachments.count() == 2


def test_rows_that_were_not_sent_are_not_counted(client, open_form):
    article = make_whole_article()
    opened = open_form(article)
    forged = {"attachments-TOTAL_FORMS": "2000", "title_en": "", "title_ru": ""}

    refused = client.post(change_page(article), {**opened, **forged})

    [rows] = refused.context["inline_admin_formsets"]
    assert len(rows.formset.forms) == 2


@pytest.mark.parametrize("name", ["_step", "_checked", "opened", "form_key", "_add_people", "note"])
@pytest.mark.parametrize("bad", ["\0", "9" * 400, "x:y:z", "Ж"])
def test_forged_values_of_the_form_itself_break_nothing(client, open_form, name, bad):
    article = make_whole_article()
    opened = open_form(article)

    answer = client.post(change_page(article), {**opened, name: bad})

    assert answer.status_code in {200, 302}
