"""No embargo is lost with the page that told of its refusal, or by a form opened before it."""

import pytest
from django.test import Client

from .builders import make_staff
from .forms import change_page, filled, save_as, take
from .moments import NEW_YEAR, moment
from .pages import text_after_redirect
from .publications import each_app

pytestmark = pytest.mark.django_db


@each_app
@pytest.mark.parametrize("title", ["The same", "Another"])
def test_an_embargo_of_a_refused_step_outlives_the_page_that_told_of_it(
    client, publisher, make, title
):
    page = make(status="review", title_en="The same", updated_by=publisher)
    client.force_login(publisher)

    take(client, page, "approve", title_en=title, **NEW_YEAR)
    assert moment(client, page) == NEW_YEAR
    assert moment(client, page) == NEW_YEAR  # loaded again
    other = Client()
    other.force_login(make_staff("Publishers", username="second"))
    take(other, page, "approve")

    page.refresh_from_db()
    assert (page.status, page.published_at.year) == ("published", 2998)


@each_app
@pytest.mark.parametrize("note", ["", "Urgent"])
def test_an_embargo_that_an_editor_proposed_meanwhile_is_read_before_the_approval(
    client, editor, publisher, make, note
):
    page = make(status="review", updated_by=editor)
    client.force_login(publisher)
    opened = {**filled(client.get(change_page(page))), "_step": "approve", "note": note}
    save_as(editor, page, **NEW_YEAR)

    refused = client.post(change_page(page), opened)

    assert "Someone saved this page while you were editing it" in text_after_redirect(
        client, refused
    )
    client.post(change_page(page), opened)
    form = filled(client.get(change_page(page)))
    assert (form.get("note") or "", str(form["moment_0"])) == (note, NEW_YEAR["moment_0"])
    take(client, page, "approve")
    page.refresh_from_db()
    assert (page.status, page.published_at.year) == ("published", 2998)


@each_app
def test_an_embargo_typed_in_an_edit_conflict_outlives_it(client, editor, publisher, make):
    page = make(status="draft", updated_by=editor)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    other = save_as(editor, page, summary_en="Meanwhile")

    client.post(change_page(page), {**opened, "summary_en": "Mine", "_step": "approve", **NEW_YEAR})

    assert moment(other, page) == NEW_YEAR
