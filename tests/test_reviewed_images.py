"""An image that readers see changes only by approval, as pages do."""

import pytest
from django.test import Client

from assembly.newsroom.models import WorkingCopy

from .builders import (
    make_appointment,
    make_article,
    make_image,
    make_person,
    picture_bytes,
    upload,
)
from .forms import change_page, save, take
from .publications import TOMORROW

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def pictures_on(page):
    """Return what readers get of the pictures on a page: its elements."""
    html = Client().get(page.get_absolute_url()).content.decode()
    return html.partition("<picture")[2].partition("</picture>")[0]


def make_reader_of(image, kind):
    """Make a page with an image; return it."""
    if kind == "article":
        return make_article(image=image)
    person = make_person(photo=image)
    make_appointment(person=person)
    return person


@pytest.mark.parametrize("kind", ["article", "person"])
@pytest.mark.parametrize("changed", ["file", "alt_en"])
def test_a_picture_that_readers_see_changes_only_by_approval(
    client, editor, publisher, kind, changed
):
    image = make_image()
    page = make_reader_of(image, kind)
    before, file = pictures_on(page), image.rendition(60, "webp")
    assert before
    new = upload(picture_bytes(size=(30, 30))) if changed == "file" else "A smaller hall"
    client.force_login(editor)

    save(client, change_page(image), **{changed: new})

    assert pictures_on(page) == before
    assert file in str(client.get(change_page(image)).context["panel"]["published_picture"])
    client.force_login(publisher)
    take(client, image, "approve")
    assert pictures_on(page) != before


def schedule_a_copy(client, publisher, image):
    """Schedule a published article's change to an image."""
    article = make_article()
    client.force_login(publisher)
    moment = {"moment_0": "2998-01-01", "moment_1": "09:00"}
    take(client, article, "approve", image=image.pk, note="For the summit.", **moment)
    assert WorkingCopy.objects.of(article).get().status == "published"


@pytest.mark.parametrize("use", ["none", "draft", "scheduled", "scheduled copy"])
def test_a_picture_is_reviewed_once_an_approved_page_shows_it(client, editor, publisher, use):
    image = make_image()
    if use == "draft":
        make_article(image=image, status="draft")
    elif use == "scheduled":
        make_article(image=image, published_at=TOMORROW)
    elif use == "scheduled copy":
        schedule_a_copy(client, publisher, image)
    client.force_login(editor)

    save(client, change_page(image), credit_en="New")

    image.refresh_from_db()
    assert (image.credit_en == "New") == (use in {"none", "draft"})
    assert WorkingCopy.objects.of(image).exists() == (use in {"scheduled", "scheduled copy"})
