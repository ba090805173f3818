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
from .forms import change_page, errors, save, take
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


def schedule_a_copy(client, publisher, image, kind):
    """Schedule the change of a published page to an image."""
    page = make_article() if kind == "article" else make_appointment().person
    changed = {"image" if kind == "article" else "photo": image.pk, "note": "For the summit."}
    client.force_login(publisher)
    moment = {"moment_0": "2998-01-01", "moment_1": "09:00"}
    take(client, page, "approve", **changed, **moment)
    assert WorkingCopy.objects.of(page).get().status == "published"


@pytest.mark.parametrize(
    "use", ["none", "draft", "scheduled", "scheduled copy of article", "scheduled copy of person"]
)
def test_a_picture_is_reviewed_once_an_approved_page_shows_it(client, editor, publisher, use):
    image = make_image()
    if use == "draft":
        make_article(image=image, status="draft")
    elif use == "scheduled":
        make_article(image=image, published_at=TOMORROW)
    elif use.startswith("scheduled copy"):
        schedule_a_copy(client, publisher, image, use.split()[-1])
    client.force_login(editor)

    save(client, change_page(image), credit_en="New")

    image.refresh_from_db()
    assert (image.credit_en == "New") == (use in {"none", "draft"})
    assert WorkingCopy.objects.of(image).exists() == use.startswith("scheduled")
    if "copy" in use:
        refused = save(client, change_page(image), alt_en="")
        assert [*errors(refused)] == ["alt_en"]
