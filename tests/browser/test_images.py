"""An image is previewed before upload and cropped around the focal point."""

import pytest

from assembly.media.models import Image

from ..builders import (
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_image,
    make_person,
    make_staff,
    picture_bytes,
)
from ..forms import change_page
from .accessibility import PAINTED, each_view, findings, overflows
from .forms import press, ready

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("groups")]

PHOTO = {
    "name": "фото.jpg",
    "mimeType": "image/jpeg",
    "buffer": picture_bytes(size=(600, 400)),
}
NO_PHOTO = {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": b"<html>"}


def test_an_image_goes_from_preview_to_public_page(log_in, open_page):
    staff = log_in(make_staff("Publishers", is_superuser=True), "/admin/assembly/image/add/")
    preview = staff.locator(".preview img")
    assert not preview.is_visible()

    staff.get_by_label("File:").set_input_files(PHOTO)
    preview.wait_for()
    box = preview.bounding_box()
    preview.click(position={"x": box["width"] * 0.9, "y": box["height"] * 0.2})
    assert staff.get_by_label("Focal point from the left").input_value() == "90"
    assert findings(staff) == {}

    staff.get_by_label("Focal point from the top").fill("0")  # as with the keyboard
    mark = staff.locator(".preview .focus").bounding_box()
    assert mark["y"] + mark["height"] / 2 == pytest.approx(box["y"], abs=1)
    staff.get_by_label("Alternative text (English)").fill("A hall")
    press(staff, "Save", "was saved.")

    image = Image.objects.get()
    assert (image.focal_x, image.focal_y) == (90, 0)
    article = make_article(image=image)
    page = open_page("/en/news/")
    shown = page.get_by_role("img", name="A hall")
    assert shown.evaluate("img => img.decode().then(() => img.currentSrc)").endswith("-320.avif")
    assert shown.evaluate("img => getComputedStyle(img).objectPosition") == "90% 0%"
    page.goto(article.get_absolute_url())
    assert shown.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0


def test_an_unsupported_format_has_no_preview_and_the_saved_image_returns(log_in):
    image = make_image()
    staff = log_in(make_staff("Publishers", is_superuser=True), change_page(image))
    preview = staff.locator(".preview img")
    assert preview.is_visible()

    staff.get_by_label("File:").set_input_files(NO_PHOTO)
    preview.wait_for(state="hidden")
    staff.get_by_label("File:").set_input_files([])
    preview.wait_for()

    assert preview.get_attribute("src") == image.file.url


@each_view
def test_pages_with_images_are_accessible_and_fit(open_page, width, scheme):
    content = picture_bytes(size=(900, 1400))
    texts = in_both(credit="Превысокомногорассмотрительствующий" * 3)
    image = make_image(content=content, **texts)
    person = make_appointment(person=make_person(photo=image)).person
    article = make_article(image=image, **in_both(caption="w" * 200, title="w" * 150))
    make_attachment(article, **in_both(title="w" * 150))

    page = open_page("/en/", width=width, color_scheme=scheme)
    for address in ["/en/news/", article.get_absolute_url(), person.get_absolute_url()]:
        page.goto(address)
        assert findings(page) == {}, address
        assert not overflows(page), address


def test_the_layout_does_not_shift_when_an_image_loads(open_page):
    image = make_image(content=picture_bytes(size=(900, 600)))
    article = make_article(image=image, **in_both(caption="Below the image"))
    page = open_page("/en/")
    below = page.get_by_text("Below the image")

    with_image = page.goto(article.get_absolute_url()) and below.bounding_box()
    page.route("**/media/**", lambda route: None)  # never answered
    page.goto(article.get_absolute_url(), wait_until="domcontentloaded")
    page.evaluate(PAINTED)

    assert below.bounding_box() == with_image


def test_the_admin_of_images_is_accessible_and_fits_a_phone(log_in):
    image = make_image()
    article = make_article(image=image)
    make_attachment(article)
    person = make_person(photo=image)
    page = log_in(make_staff("Publishers", is_superuser=True), width=320)

    for address in [
        "/admin/assembly/image/",
        "/admin/assembly/image/add/",
        f"/admin/assembly/image/{image.pk}/change/",
        f"/admin/news/article/{article.pk}/change/",
        f"/admin/delegations/person/{person.pk}/change/",
    ]:
        page.goto(address)
        ready(page)
        assert findings(page) == {}, address
        assert not overflows(page), address
