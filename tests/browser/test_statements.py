"""Staff add statements of a fact at once, and what they typed finds its row again."""

import pytest

from ..builders import make_appointment, make_composition, make_delegation
from ..forms import change_page
from .accessibility import each_view, findings, overflows
from .forms import crash, ready, restore_draft, save, wait_until_stored

pytestmark = [
    pytest.mark.browser,
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
]

ROW = {"says": "so", "kind": "website", "title_ru": "", "address": ""}
PAGE = {**ROW, "day": "2025-09-14", "title_en": "Page"}
REPORT = {**ROW, "day": "2017-12", "title_en": "Report"}


@pytest.fixture
def composition():
    """A composition that is not public, so that a save changes the record itself."""
    delegation = make_delegation(status="draft")
    return make_composition(delegation, seats=[7], statements=[PAGE, REPORT])


@pytest.fixture
def page(log_in, editor, composition):
    page = ready(log_in(editor, change_page(composition)))
    page.get_by_text("Statements: 2").click()
    return page


def row(page, number):
    return page.locator(".statements__row").nth(number)


def add(page):
    page.get_by_role("button", name="Add a statement").click()


def test_several_statements_are_added_at_once(page, composition):
    row(page, 2).get_by_label("Day").fill("1.3.2021")
    add(page)
    page.keyboard.type("2020")  # the new row has the focus
    row(page, 3).get_by_label("Kind of source").select_option("letter")
    add(page)
    row(page, 4).get_by_label("Title of the source (English)").fill("Minutes")
    row(page, 1).get_by_label("Remove this statement").check()
    save(page)

    composition.refresh_from_db()
    found = [(one["day"], one["kind"], one["title_en"]) for one in composition.statements]
    assert found == [
        ("2025-09-14", "website", "Page"),
        ("2021-03-01", "website", ""),
        ("2020", "letter", ""),
        (None, "website", "Minutes"),
    ]


def test_an_added_row_of_a_fact_has_statements_of_its_own(log_in, editor, composition):
    make_appointment(delegation=composition.delegation, statements=[PAGE])
    page = ready(log_in(editor, change_page(composition.delegation)))
    for _row in range(2):
        page.get_by_role("button", name="Add another Appointment").click()
    last = page.locator("#appointments-2")
    last.get_by_role("button", name="Add a statement").click()

    last.locator(".statements").get_by_label("Day").last.fill("2020")

    assert page.locator("#id_appointments-2-statements-1-day").input_value() == "2020"
    assert page.locator("#appointments-1 .statements__row").count() == 1
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert [one for one in set(ids) if ids.count(one) > 1] == []


def test_what_was_typed_finds_its_row_though_another_statement_was_added(page, composition):
    row(page, 1).get_by_label("Title of the source (English)").fill("Annual report")
    add(page)
    row(page, 3).get_by_label("Title of the source (English)").fill("Minutes")
    wait_until_stored(page, "Annual report", "Minutes")
    composition.statements = [{**PAGE, "day": "2026-02", "title_en": "Newer"}, PAGE, REPORT]
    composition.save()

    page = crash(page, change_page(composition))
    restore_draft(page)

    titles = page.locator(".statements [name$=title_en]")
    assert [one.input_value() for one in titles.all()][:5] == [
        "Newer",
        "Page",
        "Annual report",
        "",
        "Minutes",
    ]
    save(page)
    composition.refresh_from_db()
    assert [one["title_en"] for one in composition.statements] == [
        "Newer",
        "Page",
        "Annual report",
        "Minutes",
    ]


@each_view
def test_statements_are_accessible_and_fit_every_window(log_in, editor, composition, width, scheme):
    page = ready(log_in(editor, change_page(composition), width=width, color_scheme=scheme))
    page.get_by_text("Statements: 2").click()
    add(page)

    assert findings(page) == {}
    assert not overflows(page)
    assert row(page, 3).get_by_label("Day").evaluate("one => one === document.activeElement")
