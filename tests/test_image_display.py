"""How images are shown to readers and to staff."""

import re
from unittest.mock import Mock

import pytest
from django.utils.translation import override

from assembly.media.models import Image
from assembly.media.pictures import read_picture
from assembly.newsroom.merging import merge
from assembly.newsroom.snapshots import snapshot
from news.models import Article

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_image,
    make_person,
    make_staff,
    picture_bytes,
    upload,
)
from .forms import change_page, errors, list_page, save, take
from .pages import text

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ADD = "/admin/assembly/image/add/"


@pytest.fixture
def staff(client, groups):
    """A member of staff with all permissions, logged in."""
    user = make_staff("Publishers", is_superuser=True)
    client.force_login(user)
    return user


def pictures(response):
    """Return the attributes of each `img` on a page."""
    html = response.content.decode()
    return [
        dict(re.findall(r'([\w-]+)="([^"]*)"', tag)) for tag in re.findall(r"<img\b[^>]*>", html)
    ]


def test_an_article_shows_its_image_in_every_width(client):
    content = picture_bytes(size=(1000, 500))
    image = make_image(content=content, focal_x=14, focal_y=96, **in_both(credit="Press service"))
    article = make_article(image=image, **in_both(caption="The hall in May"))

    response = client.get(article.get_absolute_url())

    stem = image.file.url.removesuffix(".jpg")
    for kind in ["avif", "webp"]:
        srcset = ", ".join(f"{stem}-{width}.{kind} {width}w" for width in [320, 640, 1000])
        assert f'<source type="image/{kind}" srcset="{srcset}" sizes="' in response.content.decode()
    assert pictures(response) == [
        {
            "src": image.file.url,
            "width": "1000",
            "height": "500",
            "alt": "A hall",
            "class": "focus-x-10 focus-y-100",
            "fetchpriority": "high",
        }
    ]
    assert "The hall in May Image: Press service" in text(response)


def test_alternative_text_is_that_of_the_page_and_never_in_another_language(client):
    image = make_image(alt_ru="Зал", credit_en="Press service")
    article = make_article(image=image)

    russian = client.get(f"/ru/news/{article.slug}/")

    assert pictures(russian)[0]["alt"] == "Зал"
    assert "Press service" not in text(russian)
    assert "None" not in text(russian)


def test_lists_show_small_images_loaded_lazily(client):
    image = make_image()
    person = make_person()
    article = make_article(image=image)
    article.people.add(person)
    make_article()

    for address in ["/en/news/", "/en/news/2025/", person.get_absolute_url()]:
        [shown] = pictures(client.get(address))
        assert (shown["src"], shown["loading"]) == (image.file.url, "lazy"), address


def test_a_person_has_a_photograph(client):
    photo = make_image()
    person = make_appointment(person=make_person(photo=photo)).person

    [shown] = pictures(client.get(person.get_absolute_url()))

    assert shown["src"] == photo.file.url


def test_merging_two_records_of_a_person_keeps_the_photograph():
    person, photo = make_person(), make_image()

    person.merge(make_person(photo=photo))

    person.refresh_from_db()
    assert person.photo == photo


def test_no_page_reads_image_files(client, media):
    article = make_article(image=make_image())
    for path in media.rglob("*.*"):
        path.unlink()

    assert client.get(article.get_absolute_url()).status_code == 200


def test_a_file_is_served_with_its_type(client):
    image = make_image()
    make_article(image=image)
    addresses = {
        image.file.url: "image/jpeg",
        image.file.storage.url(image.rendition(60, "webp")): "image/webp",
        image.file.storage.url(image.rendition(60, "avif")): "image/avif",
    }

    for address, kind in addresses.items():
        response = client.get(address)
        assert b"".join(response.streaming_content)
        assert response["Content-Type"] == kind
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert response["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize(
    "path",
    [
        "images/../secret.jpg",
        "images/%2e%2e/secret.jpg",
        "images/..%2fsecret.jpg",
        "../secret.jpg",
        "secret.jpg",
        "images/page.html",
        "images/drawing.svg",
        "images/page.html.jpg",
        "images/",
        "images",
        "",
        "images/photo.jpg%00",
        "images/photo.jpg%0A",
        "images/missing.jpg",
    ],
)
def test_no_other_file_is_served(client, media, path):
    (media / "images").mkdir()
    for name in ["secret.jpg", "images/page.html", "images/drawing.svg", "images/page.html.jpg"]:
        (media / name).write_text("secret")

    assert client.get(f"/media/{path}").status_code == 404


def test_a_draft_needs_no_alternative_text_and_a_published_article_does(client, staff):
    image = make_image(alt_ru="")
    article = make_article(status="draft")

    save(client, change_page(article), image=image.pk)
    refused = take(client, article, "approve", note="Nobody else is here")

    article.refresh_from_db()
    assert (article.image, article.status) == (image, "draft")
    assert "alternative text" in text(client.get(refused["Location"]))


def test_only_the_languages_of_the_text_need_the_alternative_text(client, staff):
    article = make_article(status="draft", body_ru="", image=make_image(alt_ru=""))

    take(client, article, "approve", note="Nobody else is here")
    article.refresh_from_db()
    assert article.status == "published"


def test_alternative_text_that_published_pages_need_cannot_be_removed(client, staff):
    published, draft = make_image(), make_image()
    make_article(image=published, title_en="Session in Minsk")
    make_article(image=draft, status="draft")

    refused = save(client, change_page(published), alt_en="")

    assert "“Session in Minsk” shows this image" in errors(refused)["alt_en"]
    assert save(client, change_page(draft), alt_en="").status_code == 302


def test_a_photograph_requires_alternative_text(client, staff):
    person, photo = make_person(), make_image(alt_en="")

    refused = save(client, change_page(person), photo=photo.pk)

    assert [*errors(refused)] == ["photo"]
    photo.alt_en = "A woman at a desk"
    photo.save()
    assert save(client, change_page(person), photo=photo.pk).status_code == 302


def test_an_image_is_uploaded_in_the_admin(client, staff, monkeypatch):
    file = upload(picture_bytes(), "я" * 150 + ".html")
    read = Mock(side_effect=read_picture)
    monkeypatch.setattr("assembly.media.pictures.read_picture", read)

    saved = save(client, ADD, file=file, alt_en="A hall")

    assert saved.status_code == 302
    image = Image.objects.get()
    assert (image.alt_en, image.renditions) == ("A hall", [60])
    assert read.call_count == 1  # decoding takes seconds
    assert "alternative text in" in text(client.get(list_page(Image))).lower()


def test_an_invalid_image_is_refused_with_its_reason(client, staff):
    refused = save(client, ADD, file=upload(b"<svg onload=alert(1)>", "photo.png"))

    assert errors(refused) == {
        "file": "The content of the file is not a readable image, "
        "even if its name says so. Upload one of these types: JPEG, PNG, WebP, GIF, AVIF, HEIC."
    }
    assert save(client, ADD, file=upload(b"", "photo.png")).status_code == 200
    assert not Image.objects.exists()


def test_an_image_edited_without_a_new_file_keeps_its_file(client, staff, media):
    image = make_image()
    before = {*media.rglob("*.*")}

    save(client, change_page(image), focal_x=10, credit_en="Press service")

    kept = Image.objects.get()
    assert (kept.file, kept.focal_x, kept.credit_en) == (image.file, 10, "Press service")
    assert {*media.rglob("*.*")} == before


def test_the_form_of_an_image_lists_where_it_is_used(client, staff):
    image = make_image()
    users = [make_person(photo=image), make_article(image=image)]
    make_article(image=make_image())
    make_article()

    html = client.get(change_page(image)).content.decode()

    assert [*image.uses()] == users
    used = html.partition('<ul class="uses">')[2].partition("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', used) == [change_page(one) for one in users]
    assert [*Image().uses()] == []


def test_an_image_in_use_cannot_be_deleted(client, staff):
    image = make_image()
    make_article(image=image)

    client.post(change_page(image).replace("change", "delete"), {"post": "yes"})

    assert Article.objects.get().image == image


def test_only_the_form_of_images_allows_blob_previews(client, staff):
    policy = "Content-Security-Policy"

    assert "img-src 'self' blob:;" in client.get(ADD)[policy] + ";"
    assert "blob:" not in client.get("/admin/news/article/add/")[policy]
    assert "blob:" not in client.get("/en/")[policy]


def test_replacing_a_file_twice_at_once_leaves_renditions_of_one_file():
    image = make_image()
    base = snapshot(image)
    [key] = base
    mine = {key: {**base[key], "file": "mine.jpg", "renditions": [320]}}
    theirs = {key: {**base[key], "file": "theirs.jpg", "renditions": [640]}}

    _merged, conflicts = merge(base, mine, theirs)

    assert [conflict.column for conflict in conflicts] == ["file", "renditions"]


def test_an_image_without_alternative_text_is_called_by_its_number():
    image = make_image(**in_both(alt=""))

    assert str(image) == f"Image {image.pk}"
    with override("ru"):
        assert str(image) == f"Изображение {image.pk}"
