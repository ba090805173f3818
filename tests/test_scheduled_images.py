"""No image is published without its alternative text because only a working copy shows it yet."""

import pytest

from assembly.newsroom.models import WorkingCopy

from .builders import make_article, make_image, make_user
from .forms import change_page, errors, save, take
from .pages import text
from .work import edited

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheduled(client, editor, publisher):
    """An image that only an approved working copy shows."""
    image, page = make_image(), make_article(title_en="Public")
    client.force_login(editor)
    take(client, page, "submit", image=image.pk, title_en="Not public yet")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    assert WorkingCopy.objects.get().status == "published"
    return image


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_text_that_a_scheduled_copy_needs_cannot_be_cleared(client, scheduled, code):
    refused = save(client, change_page(scheduled), **{f"alt_{code}": ""})

    said = "Required, because a page scheduled for publication shows it."
    assert errors(refused) == {f"alt_{code}": said}
    scheduled.refresh_from_db()
    assert scheduled.alt_en == "A hall"


def test_the_form_of_an_image_lists_the_scheduled_copy_that_shows_it(client, scheduled):
    assert "Not public yet" in text(client.get(change_page(scheduled)))
    client.force_login(make_user("change_image"))
    assert "Not public yet" not in text(client.get(change_page(scheduled)))


def test_a_text_that_only_a_draft_needs_may_be_cleared(client, editor):
    image, page = make_image(), make_article()
    edited(page, editor, image_id=image.pk)
    client.force_login(editor)

    save(client, change_page(image), alt_en="")

    image.refresh_from_db()
    assert not image.alt_en
