"""A form with many rows opens and saves, and a form with too many rows gets a clear message."""

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.core.languages import LANGUAGES
from assembly.core.rich_text import MAX_CHARACTERS

from .builders import make_appointment, make_article, make_delegation, upload
from .forms import change_page, errors, filled, save
from .large_forms import fill_with_appointments, post, sent_whole
from .pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.once  # the next test counts the queries on each database
def test_a_delegation_with_500_appointments_opens_and_saves(client, editor):
    delegation = make_delegation(status="draft")
    fill_with_appointments(delegation, site.FORM_ROWS, LANGUAGES)
    client.force_login(editor)
    opened = client.get(change_page(delegation))
    data = sent_whole(opened)
    assert len(data) > 500 * (10 + 2 * len(LANGUAGES))
    last = f"appointments-{site.FORM_ROWS - 1}"

    saved = post(client, delegation, {**data, f"{last}-title_en": "Speaker"})

    assert saved.status_code == 302
    assert delegation.appointments.get(pk=data[f"{last}-id"]).title_en == "Speaker"
    assert delegation.appointments.count() == site.FORM_ROWS


def test_each_row_costs_few_queries(client, editor):
    client.force_login(editor)
    opening, saving = [], []
    for number in [5, 15]:
        delegation = make_delegation()
        fill_with_appointments(delegation, number, LANGUAGES)
        with CaptureQueriesContext(connection) as queries:
            opened = client.get(change_page(delegation))
        opening.append(len(queries))
        data = {**filled(opened), "appointments-3-title_en": "Speaker"}
        with CaptureQueriesContext(connection) as queries:
            assert post(client, delegation, data).status_code == 302
        saving.append(len(queries))

    assert opening[1] - opening[0] == 10  # the name of the chosen person of a row
    assert saving[1] - saving[0] == 20  # the row and its chosen person


def test_an_unchanged_row_does_not_block_other_rows(client, editor):
    delegation = make_delegation(status="draft")
    first, second = (make_appointment(delegation=delegation) for _number in range(2))
    delegation.appointments.filter(pk=first.pk).update(order=10_000)  # by SQL
    client.force_login(editor)
    rows = {row.pk: number for number, row in enumerate(delegation.appointments.by_rank())}
    changed = {f"appointments-{rows[second.pk]}-title_en": "Speaker"}
    data = filled(client.get(change_page(delegation)))

    assert post(client, delegation, {**data, **changed}).status_code == 302
    refused = post(client, delegation, {**data, f"appointments-{rows[first.pk]}-title_en": "x"})

    assert f"appointments-{rows[first.pk]}-order" in errors(refused)


@pytest.mark.parametrize("with_files", [False, True])
@pytest.mark.parametrize(
    ("limit", "most"),
    [("DATA_UPLOAD_MAX_NUMBER_FIELDS", 10), ("DATA_UPLOAD_MAX_MEMORY_SIZE", 100)],
)
def test_a_form_that_is_too_large_gets_a_message(client, editor, settings, limit, most, with_files):
    delegation = make_delegation(status="draft")
    client.force_login(editor)
    data = filled(client.get(change_page(delegation)))
    setattr(settings, limit, most)

    changed = {**data, "title_en": "Renamed"}
    if with_files:  # sent in parts, each with its name
        refused = client.post(change_page(delegation), changed)
    else:
        refused = post(client, delegation, changed)

    assert refused.status_code == 413
    assert "One text can have at most 1,000,000 characters." in text(refused)
    assert "Nothing was saved: the form is larger than the site accepts at once" in text(refused)
    assert "about 500 rows" in text(refused)
    delegation.refresh_from_db()
    assert delegation.title_en != "Renamed"


@pytest.mark.once
def test_a_form_with_too_many_files_gets_a_message(client, editor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    article = make_article()
    client.force_login(editor)

    refused = client.post(
        change_page(article), {f"attachments-{row}-file": upload(b"x") for row in range(3)}
    )

    assert refused.status_code == 413


@pytest.mark.once
def test_an_article_with_500_attachments_can_be_sent():
    """A browser sends an empty file for each row."""
    assert site.DATA_UPLOAD_MAX_NUMBER_FILES >= site.FORM_ROWS


@pytest.mark.once
@pytest.mark.parametrize(("name", "letter"), [("summary_en", "x"), ("body_ru", "Ж")])
def test_a_text_of_ten_megabytes_is_refused_at_its_field(client, editor, name, letter):
    article = make_article(status="draft")
    client.force_login(editor)
    pasted = letter * (10_000_000 // len(letter.encode()))
    data = filled(client.get(change_page(article)))

    refused = client.post(change_page(article), {**data, name: pasted})

    assert list(errors(refused)) == [name]
    assert f"(it has {len(pasted)})" in errors(refused)[name]
    assert filled(refused)[name] == pasted


@pytest.mark.once
def test_a_text_as_long_as_its_limit_is_saved(client, editor):
    article = make_article(status="draft")
    client.force_login(editor)
    body = "<p>" + "Ж" * (MAX_CHARACTERS - 7) + "</p>"

    for text_en in [body + "x", body]:
        saved = save(client, change_page(article), body_en=text_en)

    assert saved.status_code == 302
    article.refresh_from_db()
    assert article.body_en == body


@pytest.mark.once
def test_a_text_that_is_too_long_as_html_is_refused_at_once_and_not_when_it_is_saved_again(
    client, editor
):
    article = make_article(status="draft")
    client.force_login(editor)

    refused = save(client, change_page(article), body_en="<p>" + "< " * (MAX_CHARACTERS // 3))

    assert list(errors(refused)) == ["body_en"]
