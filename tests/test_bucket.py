"""Uploads in a private S3 bucket: readers and staff get the same as from a folder."""

import pytest
from django.core.files.storage import default_storage

from assembly import services
from assembly.media.bucket import MediaBucket
from assembly.media.models import Image

from .builders import PDF, make_article, make_attachment, picture_bytes, upload
from .forms import errors, filled, list_page, tokens
from .servers import bucket
from .uploads import files, read, statuses

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.xdist_group("bucket")]


@pytest.fixture(scope="module")
def endpoint():
    with bucket("uploads") as address:
        yield address


@pytest.fixture(autouse=True)
def objects(endpoint, settings, monkeypatch):
    """The objects in the bucket that the site is set to use."""
    for name, value in {
        "MEDIA_S3_BUCKET": "uploads",
        "MEDIA_S3_ENDPOINT": endpoint,
        "MEDIA_S3_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "tests",
        "AWS_SECRET_ACCESS_KEY": "tests",
    }.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": services.media_storage()}
    yield default_storage.bucket.objects
    default_storage.bucket.objects.delete()


def test_a_picture_that_staff_upload_is_public_with_its_article(client, editor, objects, media):
    client.force_login(editor)
    form = list_page(Image) + "add/"
    posted = filled(client.get(form)) | {"alt_en": "A hall", "focal_x": "500"}
    refused = client.post(form, {**posted, "file": upload(picture_bytes())})
    assert list(errors(refused)) == ["focal_x"]
    client.post(form, {**posted, "focal_x": "50", **tokens(refused)})
    image = Image.objects.get()
    addresses = files(image)

    assert statuses(addresses) == {404}
    make_article(image=image)
    assert statuses(addresses) == {200}
    assert sorted(f"/media/{found.key}" for found in objects.all()) == sorted(addresses)
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_reader_who_has_a_document_is_not_sent_it_again(client, monkeypatch):
    address = make_attachment(make_article()).file.url

    first = client.get(address)
    assert first.getvalue() == PDF
    monkeypatch.setattr(MediaBucket, "_open", None)  # the file itself is not asked for

    assert first["Content-Length"] == str(len(PDF))
    known = read(address, headers={"If-None-Match": first["ETag"]})
    assert (known.status_code, known.content) == (304, b"")


def test_a_document_that_the_bucket_has_lost_is_not_found(objects):
    address = make_attachment(make_article()).file.url
    objects.delete()

    assert read(address).status_code == 404


def test_nobody_but_the_owner_of_the_bucket_may_read_its_objects(objects):
    make_attachment(make_article())

    [stored] = objects.all()
    assert [grant["Grantee"]["Type"] for grant in stored.Acl().grants] == ["CanonicalUser"]
