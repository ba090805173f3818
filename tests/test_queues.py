"""Lists show the status of a page and of its working copy."""

from datetime import UTC, datetime

import pytest

from assembly.newsroom.queues import state_label

from .builders import make_article
from .forms import list_page
from .pages import text

pytestmark = pytest.mark.django_db

NEXT_CENTURY = datetime(2125, 5, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "copy_status", "label"),
    [
        ({"status": "draft"}, None, "draft"),
        ({"status": "review"}, None, "in review"),
        ({"status": "withdrawn"}, None, "withdrawn"),
        ({}, None, "published"),
        ({}, "review", "published; working copy: in review"),
        ({}, "published", "published; working copy: scheduled"),
    ],
)
def test_the_status_of_a_page_is_shown_in_words(given, copy_status, label):
    assert str(state_label(make_article(**given), copy_status)) == label


def test_a_page_approved_for_a_moment_is_listed_with_it(client, editor):
    page = make_article(published_at=NEXT_CENTURY)
    client.force_login(editor)

    label = str(state_label(page))

    assert label.startswith("scheduled for 5 May 2125")
    assert label in text(client.get(list_page(type(page))))
