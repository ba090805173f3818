"""Staff type what sources said of a fact in rows, without scripts; nothing typed is lost."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.http import QueryDict
from django.utils.translation import override

from assembly.core import clock
from delegations.admin.statements import StatementsFormField, statements_html
from delegations.statements import MOST_STATEMENTS, cleaned

from .forms import field_of, statement_inputs

pytestmark = pytest.mark.once

PAGE = {"title_en": "Composition", "title_ru": "Состав", "address": "https://example.org/seats"}
LATEST = {"day": "2025-09-14", "says": "so", "kind": "website", **PAGE}
OLDER = {**dict.fromkeys(PAGE, ""), "day": "2017-12", "says": "began", "kind": "report"}
OLDER["title_en"] = "Report"
STORED = cleaned([LATEST, OLDER])


class FactForm(forms.Form):
    statements = StatementsFormField(label="statements", required=False)


class Inputs(HTMLParser):
    """The ids, the labels and the open state of what a browser draws."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.labelled, self.controls, self.is_open, self.names = [], [], [], None, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if tag == "details":
            self.is_open = "open" in found
        if tag == "label":
            self.labelled.append(found["for"])
        if "id" in found:
            self.ids.append(found["id"])
        if tag in {"input", "select"}:
            self.names.append(found["name"])
            if found.get("type") != "hidden":
                self.controls.append(found["id"])


def opened(statements, prefix=None):
    """Return what a browser would send of a form that shows these statements."""
    form = FactForm(initial={"statements": statements}, prefix=prefix)
    bound = form["statements"]
    return dict(
        statement_inputs(bound.field.widget.rows(bound.html_name, bound.value()), "statements")
    )


def sent(statements=(), typed=None):
    """Return the form that a browser sends after something was typed in one with statements.

    What was typed is by the inputs' names after "statements-".
    """
    data = QueryDict(mutable=True)
    texts = {f"statements-{name}": text for name, text in (typed or {}).items()}
    data.update({**opened(list(statements)), **texts})
    return FactForm(data, initial={"statements": list(statements)})


def kept(form):
    assert form.is_valid(), form.errors
    return form.cleaned_data["statements"]


def test_statements_that_nobody_touched_are_kept_and_unchanged():
    form = sent(STORED)

    assert kept(form) == STORED
    assert not form.has_changed()


def test_a_blank_row_adds_nothing():
    form = sent()

    assert kept(form) == []
    assert not form.has_changed()


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2021", "2021"), ("2021-03", "2021-03"), ("1.3.2021", "2021-03-01"), ("03.2021", "2021-03")],
)
def test_a_statement_is_added_in_the_blank_row(typed, day):
    texts = {"day": typed, "title_ru": "Отчёт", "address": "example.org/report"}
    texts |= {"says": "ended", "kind": "decision"}

    form = sent(STORED, {f"2-{name}": text for name, text in texts.items()})

    added = {"day": day, "says": "ended", "kind": "decision", "title_en": "", "title_ru": "Отчёт"}
    added["address"] = "https://example.org/report"
    assert kept(form) == [LATEST, added, OLDER]
    assert form.has_changed()


def test_a_statement_is_removed_by_its_tick_or_by_emptying_its_row():
    ticked = sent(STORED, {"0-remove": "on"})
    emptied = sent(STORED, {f"0-{name}": "" for name in ["day", *PAGE]})

    assert kept(ticked) == kept(emptied) == [OLDER]
    assert ticked.has_changed()


def test_a_removed_row_may_hold_anything():
    assert kept(sent(STORED, {"0-day": "yesterday", "0-remove": "on"})) == [OLDER]


def test_the_same_statement_typed_in_another_form_is_no_change():
    form = sent(STORED, {"0-day": "14.9.2025", "1-day": " 12.2017 "})

    assert kept(form) == STORED
    assert not form.has_changed()


def test_a_row_after_a_gap_is_read():
    form = sent(STORED, {"5-title_en": "Later", "rows": "6"})

    assert [one["title_en"] for one in kept(form)] == ["Composition", "Report", "Later"]


def test_a_form_without_the_rows_leaves_statements_as_they_are():
    form = FactForm(QueryDict(), initial={"statements": STORED})

    assert not form.has_changed()
    assert form["statements"].value() == STORED


each_language = pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "Statement 2, day: Enter a day, a month or a year: 2021-03-01, 2021-03 or 2021.",
                "Statement 3, address of the source: Enter a valid URL.",
            ],
        ),
        (
            "ru",
            [
                "Сообщение источника № 2, дата: Введите день, месяц или год: 2021-03-01, 2021-03 "
                "или 2021.",
                "Сообщение источника № 3, адрес источника: Введите правильный URL.",
            ],
        ),
    ],
)


@each_language
def test_an_error_names_its_row_and_all_that_was_typed_comes_back(language, said):
    with override(language):
        typed = {"1-day": "May", "2-address": "nowhere", "2-title_en": " New <b>"}
        form = sent(STORED, {**typed, "0-remove": "on"})
        errors = list(form.errors["statements"])
        bound = form["statements"]
        rows = bound.field.widget.rows(bound.html_name, bound.value())
        back = dict(statement_inputs(rows, "statements"))
        html = str(bound)

    assert errors == said
    assert back["statements-rows"] == "4"
    assert back["statements-1-day"] == "May"
    assert (back["statements-2-address"], back["statements-2-title_en"]) == ("nowhere", " New <b>")
    assert back["statements-0-remove"] == "on"
    assert 'value=" New &lt;b&gt;"' in html
    assert html.count('aria-invalid="true"') == 2
    assert Inputs(html).is_open


@pytest.mark.parametrize(
    "bad",
    [
        "a\0b",
        "9" * 400,
        "\x01\x1b\u202e\ufffe",
        "x" * 100_000,
        "javascript:alert(1)",
        "ftp://a.org/",
    ],
)
def test_bad_input_is_refused_in_place(bad):
    form = sent(STORED, {"0-day": bad, "1-address": bad, "1-says": bad})

    assert len(form.errors["statements"]) >= 3
    assert form.has_changed()


def test_a_day_to_come_is_refused():
    year = clock.today().year + 1

    assert "cannot be in the future" in str(sent(typed={"0-day": str(year)}).errors["statements"])


def test_too_many_statements_are_refused_and_come_back():
    rows = {f"{place}-title_en": str(place) for place in range(MOST_STATEMENTS + 1)}

    form = sent(typed=rows)

    assert list(form.errors["statements"]) == ["A fact has at most 200 statements."]
    assert len(form["statements"].value()) == MOST_STATEMENTS + 1


@pytest.mark.parametrize("number", ["-1", "x", "\0", "9" * 30, ""])
def test_a_forged_number_of_rows_harms_none(number):
    assert kept(sent(STORED, {"rows": number})) == STORED


def test_an_address_of_the_form_cannot_break_it():
    form = FactForm(initial={"statements": "typed in the address"})

    assert "New statement" in str(form)
    assert sent().fields["statements"].has_changed("typed in the address", None) is False


@pytest.mark.parametrize("prefix", [None, "appointments-3", "appointments-__prefix__"])
def test_every_input_has_a_label_and_an_id_of_its_own(prefix):
    html = str(FactForm(initial={"statements": STORED}, prefix=prefix)["statements"])

    found = Inputs(html)
    assert len(found.ids) == len(set(found.ids))
    assert found.labelled == found.controls
    assert len(found.controls) == 3 * 6 + 2  # no tick to remove the blank row
    name = f"{prefix}-statements" if prefix else "statements"
    assert {field_of(one).removesuffix("-rows") for one in found.names} == {name}


@pytest.mark.parametrize(
    ("language", "statements", "summary"),
    [
        ("en", STORED, "Statements: 2, last of 14 September 2025"),
        ("ru", STORED, "Сообщения источников: 2, последнее — от 14 сентября 2025 г."),
        ("en", [{**LATEST, "day": None}], "Statements: 1, without a date"),
        ("ru", [{**LATEST, "day": None}], "Сообщения источников: 1, без даты"),
        ("en", [], "Statements: none yet"),
        ("ru", [], "Сообщения источников: пока нет"),
    ],
)
def test_a_closed_list_says_how_many_there_are_and_the_last_day(language, statements, summary):
    with override(language):
        html = str(FactForm(initial={"statements": statements})["statements"])

    said = html.split("<summary>")[1].split("</summary>")[0].strip()
    assert said.replace("\xa0", " ") == summary
    assert Inputs(html).is_open is not bool(statements)


class Fact:
    statements = STORED


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                '14 September 2025: <a href="https://example.org/seats">Composition</a> '
                "(page of a website)",
                "that it began, December 2017: Report (report or minutes)",
            ],
        ),
    ],
)
def test_who_may_only_read_sees_a_line_for_each_statement(language, lines):
    with override(language):
        html = statements_html(Fact)

    assert html == "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
