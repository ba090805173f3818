"""A form with many rows opens and saves, and a form with too many rows gets a clear message."""

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.core.languages import LANGUAGES

from .builders import make_appointment, make_delegation
from .forms import change_page, errors, filled
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
    delegation.appointments.filter(pk=first.pk).update(confirmed_on="2999-01-01")  # by SQL
    client.force_login(editor)
    rows = {row.pk: number for number, row in enumerate(delegation.appointments.all())}
    changed = {f"appointments-{rows[second.pk]}-title_en": "Speaker"}
    data = filled(client.get(change_page(delegation)))

    assert post(client, delegation, {**data, **changed}).status_code == 302
    refused = post(client, delegation, {**data, f"appointments-{rows[first.pk]}-title_en": "x"})

    assert f"appointments-{rows[first.pk]}-confirmed_on" in errors(refused)


@pytest.mark.parametrize(
    ("limit", "most"),
    [("DATA_UPLOAD_MAX_NUMBER_FIELDS", 10), ("DATA_UPLOAD_MAX_MEMORY_SIZE", 100)],
)
def test_a_form_that_is_too_large_gets_a_message(client, editor, settings, limit, most):
    delegation = make_delegation(status="draft")
    client.force_login(editor)
    data = filled(client.get(change_page(delegation)))
    setattr(settings, limit, most)

    refused = post(client, delegation, {**data, "title_en": "Renamed"})

    assert refused.status_code == 413
    assert "Nothing was saved: the form is larger than the site accepts at once" in text(refused)
    assert "about 500 rows" in text(refused)
    delegation.refresh_from_db()
    assert delegation.title_en != "Renamed"
