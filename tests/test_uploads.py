"""An uploaded file is served while a live page, a preview or a permission shows it."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembly.newsroom.bin import move_to_bin, restore_from_bin
from assembly.newsroom.models import PreviewLink, WorkingCopy
from news.counting import refresh_counts

from .builders import (
    make_appointment,
    make_article,
    make_attachment,
    make_image,
    make_person,
    make_user,
    picture_bytes,
    upload,
)
from .forms import change_page, save, take
from .uploads import files, read, statuses

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"published_at": timezone.now() + HOUR},
    {"shown_en": False, "shown_ru": False},
]


def pictured(**given):
    """Make an article with an image and a document; return it and the addresses of their files."""
    image = make_image(content=picture_bytes(size=(400, 200)))
    article = make_article(image=image, **given)
    return article, [*files(image), make_attachment(article).file.url]


def test_everyone_gets_the_files_of_a_live_page():
    _article, addresses = pictured()

    assert len(addresses) == 6
    assert statuses(addresses) == {200}


@pytest.mark.parametrize(
    "hidden", HIDDEN, ids=["draft", "review", "withdrawn", "scheduled", "hidden"]
)
def test_readers_get_no_file_of_a_page_that_is_not_live(hidden):
    _article, addresses = pictured(**hidden)
    _other, public = pictured()

    assert statuses(addresses) == {404}
    assert statuses(public) == {200}


def test_files_go_and_come_back_with_their_page(client, publisher):
    article, addresses = pictured()
    client.force_login(publisher)

    take(client, article, "withdraw", withdrawal_en="Wrong.")
    assert statuses(addresses) == {404}
    assert statuses(addresses, client) == {200}
    entry = move_to_bin(article, publisher)
    assert statuses(addresses) == {404}
    restore_from_bin(entry, publisher)
    assert statuses(addresses) == {404}
    take(client, article, "approve", note="It was right")
    assert statuses(addresses) == {200}


def test_a_file_that_another_live_page_shows_stays_public():
    article, _addresses = pictured(status="withdrawn")
    assert statuses(files(article.image)) == {404}

    make_article(image=article.image, shown_ru=False)

    assert statuses(files(article.image)) == {200}


def test_a_document_is_public_in_the_languages_of_its_title():
    article = make_article(shown_ru=False)
    english, russian = make_attachment(article, title_ru=""), make_attachment(article, title_en="")

    assert statuses([english.file.url]) == {200}
    assert statuses([russian.file.url]) == {404}


def test_a_photograph_is_public_with_the_page_of_the_person():
    person = make_person(photo=make_image())
    assert statuses(files(person.photo)) == {404}

    make_appointment(person=person)

    assert statuses(files(person.photo)) == {200}


def test_a_file_that_was_replaced_is_no_longer_public(client, publisher):
    article, addresses = pictured()
    image = article.image
    image.file = upload(picture_bytes("PNG"))
    image.save()

    assert statuses(addresses[:-1]) == {404}
    client.force_login(publisher)
    assert statuses(addresses, client) == {200}
    assert statuses(files(image)) == {200}


def test_the_file_of_a_working_copy_waits_for_its_publication(client, editor, publisher):
    article, _addresses = pictured()
    new = make_image()
    client.force_login(editor)
    save(client, change_page(article), image=new.pk)

    assert statuses(files(new)) == {404}
    assert statuses(files(article.image)) == {200}
    take(client, article, "submit")
    client.force_login(publisher)
    take(client, article, "approve")
    assert statuses(files(new)) == {200}
    assert statuses(files(article.image)) == {404}


def test_a_new_file_of_a_public_image_waits_for_its_review(client, editor, publisher):
    article, [*former, _document] = pictured()
    image = article.image
    client.force_login(editor)

    take(client, image, "submit", file=upload(picture_bytes("PNG")))
    [content] = WorkingCopy.objects.get().content.values()
    new = image.file.storage.url(content["file"])
    assert statuses(former) == statuses([new], client) == {200}
    assert statuses([new]) == {404}

    client.force_login(publisher)
    take(client, image, "approve")
    assert statuses([new]) == {200}
    assert statuses(former) == {404}


def test_the_first_request_for_a_file_publishes_what_is_due(client, editor, publisher):
    article, _addresses = pictured()
    new = make_image()
    client.force_login(editor)
    take(client, article, "submit", image=new.pk)
    client.force_login(publisher)
    day = timezone.localdate() + timedelta(days=2)
    take(client, article, "approve", moment_0=day, moment_1="00:00:00")
    assert statuses(files(new)) == {404}

    WorkingCopy.objects.update(published_at=timezone.now())

    assert statuses(files(article.image)) == {404}
    assert statuses(files(new)) == {200}


@pytest.mark.parametrize("permission", ["view_image", "view_article", "view_person"])
def test_staff_get_the_files_of_what_they_may_view(permission):
    _article, [*images, document] = pictured(status="draft")
    client = Client()

    client.force_login(make_user(permission))
    assert statuses(images, client) == ({200} if permission == "view_image" else {404})
    assert statuses([document], client) == ({200} if permission == "view_article" else {404})
    assert read(document, client).get("Cache-Control") in {None, "private, no-store"}

    client.force_login(make_user(permission, is_staff=False))
    assert statuses([*images, document], client) == {404}


def shared_files(client, page):
    """Make a preview link; return the addresses of files on the page that its bearer sees."""
    client.post(change_page(page).replace("change", "links"))
    address = client.get(change_page(page)).context["panel"]["links"][0]["addresses"][0]
    html = Client().get(address).content.decode()
    return sorted({*re.findall(r"/media/[^\s\"]+", html)})


def test_a_preview_link_shows_the_files_of_its_page_until_it_is_revoked(client, editor):
    article, addresses = pictured(status="draft")
    client.force_login(editor)

    shown = shared_files(client, article)

    assert [address.partition("?")[0] for address in shown] == sorted(addresses)
    assert statuses(shown) == {200}
    assert statuses(addresses) == {404}
    assert read(shown[0])["Cache-Control"] == "private, no-store"
    link = PreviewLink.objects.get()
    client.post(change_page(article).replace("change", f"links/{link.pk}"))
    assert statuses(shown) == {404}


def test_a_preview_of_a_working_copy_shows_its_files(client, editor):
    article, _addresses = pictured()
    client.force_login(editor)
    new = make_image()
    save(client, change_page(article), image=new.pk)

    shown = shared_files(client, article)

    assert {*files(new)} <= {address.partition("?")[0] for address in shown}
    assert statuses(shown) == {200}
    take(client, article, "discard")
    assert statuses(address for address in shown if files(new)[0] in address) == {404}


def test_the_proof_of_one_file_opens_no_other(client, editor):
    article, _addresses = pictured(status="draft")
    _other, [*_images, secret] = pictured(status="draft")
    client.force_login(editor)
    proof = shared_files(client, article)[0].partition("?")[2]

    assert statuses([f"{secret}?{proof}"]) == {404}


@pytest.mark.parametrize("proof", ["x", "1-1-1:x:y", ":", "\0", "я:я", "9" * 5_000, "1:1"])
def test_a_forged_proof_opens_nothing(proof):
    _article, addresses = pictured(status="draft")

    assert {read(one, data={"preview": proof}).status_code for one in addresses} == {404}


def test_a_public_file_is_checked_again_at_each_use():
    _article, addresses = pictured()

    for address in addresses:
        answer = read(address)
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies
        for name, mark in [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")]:
            again = read(address, headers={name: answer[mark]})
            assert (again.status_code, again.content) == (304, b"")
            assert again["Cache-Control"] == "public, no-cache"
        assert read(address, headers={"If-None-Match": '"another"'}).status_code == 200
        head = Client().head(address)
        head.getvalue()
        assert (head.status_code, head["Content-Length"]) == (200, answer["Content-Length"])
        part = read(address, headers={"Range": "bytes=0-3"})  # not supported: the whole is sent
        assert (part.status_code, part["Content-Length"]) == (200, answer["Content-Length"])
        assert Client().post(address).status_code == 405


def test_a_file_that_is_no_longer_shown_is_not_confirmed():
    article, addresses = pictured()
    marks = [read(address)["ETag"] for address in addresses]
    type(article).objects.update(status="withdrawn")

    for address, mark in zip(addresses, marks, strict=True):
        assert read(address, headers={"If-None-Match": mark}).status_code == 404


@pytest.mark.parametrize("number", [1, 6])
def test_serving_a_file_takes_the_same_queries_however_much_is_stored(
    django_assert_num_queries, number
):
    article, addresses = pictured()
    for _time in range(number):
        pictured(status="draft")
        make_article(image=article.image)
        make_person(photo=article.image)
    refresh_counts()

    for address in addresses:
        # Copies that are due; of a photo, counts that are; whether the file is public.
        with django_assert_num_queries(3 if "/images/" in address else 2):
            read(address)
