"""A file that was chosen stays chosen while the rest of its form is refused."""

from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from assembly.admin import kept_files
from assembly.admin.kept_files import CHOOSE_AGAIN
from assembly.media.models import Image

from .builders import (
    make_article,
    make_attachment,
    make_staff,
    picture_bytes,
    upload,
)
from .documents import docx_bytes
from .forms import change_page, errors, filled, tokens
from .pages import text

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ADD_IMAGE = "/admin/assembly/image/add/"
REFUSED = {"title_en": "", "title_ru": ""}
TITLES = {"title_en": "Mended"}


@pytest.fixture
def article():
    return make_article(status="draft")


@pytest.fixture
def opened(client, editor, article):
    """The values of the article's form, opened by an editor."""
    client.force_login(editor)
    return filled(client.get(change_page(article)))


@cache  # an archive holds the time at which it was made
def document(content="Report"):
    return docx_bytes(body=f"<w:p><w:r><w:t>{content}</w:t></w:r></w:p>")


def rows(*files):
    """Return what a form posts for new attachments with these files, as yet unsaved."""
    found = {"attachments-TOTAL_FORMS": len(files)}
    for number, file in enumerate(files):
        row = {"title_en": f"Document {number}", "title_ru": "", "order": number, "file": file}
        found |= {f"attachments-{number}-{name}": value for name, value in row.items()}
    return found


def without_files(values):
    return {name: value for name, value in values.items() if not hasattr(value, "read")}


def content(attachment):
    with attachment.file.open() as file:
        return file.read()


def stored(media):
    return [path for path in Path(media).glob("chosen/**/*") if path.is_file()]


def test_a_new_document_is_saved_once_the_rest_is_mended(client, opened, article, media):
    posted = {**opened, **rows(upload(document(), "report.docx"))}
    refused = client.post(change_page(article), {**posted, **REFUSED})
    assert "“report.docx” is chosen. Choose another file to replace it." in text(refused)

    again = without_files(posted) | tokens(refused)
    refused = client.post(change_page(article), {**again, **REFUSED})  # and refused once more
    client.post(change_page(article), again | tokens(refused))

    [attachment] = article.attachments.all()
    assert content(attachment) == document()
    assert stored(media) == []


def test_a_document_chosen_anew_replaces_the_present_one(client, editor, article):
    attachment = make_attachment(article)
    client.force_login(editor)
    posted = filled(client.get(change_page(article)))
    chosen = {"attachments-0-file": upload(document(), "report.docx")}

    refused = client.post(change_page(article), {**posted, **REFUSED, **chosen})
    client.post(change_page(article), posted | tokens(refused))

    attachment.refresh_from_db()
    assert content(attachment) == document()


def test_a_picture_is_kept_while_its_focal_point_is_refused(client, editor):
    client.force_login(editor)
    posted = filled(client.get(ADD_IMAGE)) | {"alt_en": "A hall", "focal_x": "500"}

    chosen = upload(picture_bytes(size=(64, 32)), "hall.jpg")
    refused = client.post(ADD_IMAGE, {**posted, "file": chosen})
    assert list(errors(refused)) == ["focal_x"]
    assert "The chosen file will be shown here once it is saved." in text(refused)
    client.post(ADD_IMAGE, {**posted, "focal_x": "50", **tokens(refused)})

    assert (Image.objects.get().width, Image.objects.get().height) == (64, 32)


def test_another_file_can_be_chosen_instead(client, opened, article):
    posted = {**opened, **rows(upload(document("First")))}
    refused = client.post(change_page(article), {**posted, **REFUSED})

    other = {"attachments-0-file": upload(document("Second"))}
    client.post(change_page(article), {**posted, **tokens(refused), **other})

    assert content(article.attachments.get()) == document("Second")


def test_one_bad_file_of_ten_is_named_and_the_others_stay_chosen(client, opened, article):
    files = [upload(document(str(number)), f"{number}.docx") for number in range(10)]
    files[3] = upload(b"MZ", "3.docx")
    posted = {**opened, **rows(*files)}

    refused = client.post(change_page(article), posted)
    assert list(errors(refused)) == ["attachments-3-file"]
    kept = tokens(refused)
    mended = {"attachments-3-file": upload(document("mended"))}
    client.post(change_page(article), without_files(posted) | kept | mended)

    contents = [content(attachment) for attachment in article.attachments.order_by("order")]
    said = [*"012", "mended", *"456789"]
    assert contents == [document(one) for one in said]


def test_a_file_stays_chosen_when_an_earlier_row_is_removed(client, opened, article):
    posted = {**opened, **rows(upload(document("First")), upload(document("Second")))}
    refused = client.post(change_page(article), {**posted, **REFUSED})

    token = tokens(refused)["attachments-1-file-chosen"]
    one_row = without_files({**opened, **rows(None)})
    del one_row["attachments-0-file"]
    client.post(change_page(article), {**one_row, "attachments-0-file-chosen": token})

    assert content(article.attachments.get()) == document("Second")


def expire(monkeypatch, media):
    monkeypatch.setattr(kept_files, "KEPT_FOR", timedelta(days=-1))


def delete(monkeypatch, media):
    for path in stored(media):
        path.unlink()


@pytest.mark.parametrize("lose", [expire, delete])
def test_a_lost_file_must_be_chosen_again(client, opened, article, media, monkeypatch, lose):
    attachment = make_attachment(article)
    before = attachment.file.name
    opened = filled(client.get(change_page(article)))
    chosen = {"attachments-0-file": upload(document())}
    refused = client.post(change_page(article), {**opened, **REFUSED, **chosen})

    lose(monkeypatch, media)
    again = client.post(change_page(article), {**opened, **TITLES, **tokens(refused)})

    assert errors(again) == {"attachments-0-file": CHOOSE_AGAIN}
    article.refresh_from_db()
    attachment.refresh_from_db()
    assert article.title_en != "Mended"
    assert attachment.file.name == before


def test_a_token_is_good_for_its_user_and_field_only(client, opened, article, publisher):
    posted = {**opened, **rows(upload(document()))}
    refused = client.post(change_page(article), {**posted, **REFUSED})
    [token] = tokens(refused).values()
    picture = filled(client.get(ADD_IMAGE)) | {"alt_en": "A hall"}

    elsewhere = client.post(ADD_IMAGE, {**picture, "file-chosen": token})
    client.force_login(publisher)
    by_other = client.post(
        change_page(article), without_files(posted) | {"attachments-0-file-chosen": token}
    )

    assert errors(elsewhere) == {"file": CHOOSE_AGAIN}
    assert errors(by_other) == {"attachments-0-file": CHOOSE_AGAIN}
    assert not article.attachments.exists()


def test_a_token_is_good_once(client, opened, article):
    """Or a form of many fields would make as many copies of the file."""
    refused = client.post(change_page(article), {**opened, **REFUSED, **rows(upload(document()))})
    [token] = tokens(refused).values()
    names = [f"attachments-{number}-file-chosen" for number in range(2)]

    twice = without_files({**opened, **rows(None, None)}) | dict.fromkeys(names, token)
    for number in range(2):
        del twice[f"attachments-{number}-file"]
    assert errors(client.post(change_page(article), twice)) == {"attachments-1-file": CHOOSE_AGAIN}


@pytest.mark.parametrize("token", ["x", "a:b:c", "\0", "Ж" * 9000, "../../etc/passwd"])
def test_a_forged_token_is_refused_at_the_field(client, opened, article, token):
    posted = without_files({**opened, **rows(None)})
    del posted["attachments-0-file"]

    refused = client.post(change_page(article), {**posted, "attachments-0-file-chosen": token})

    assert errors(refused) == {"attachments-0-file": CHOOSE_AGAIN}


def test_a_file_sent_as_text_must_be_chosen_again(client, opened, article):
    make_attachment(article)
    opened = filled(client.get(change_page(article)))

    refused = client.post(change_page(article), {**opened, "attachments-0-file": "report.pdf"})

    assert errors(refused) == {"attachments-0-file": CHOOSE_AGAIN}


def test_no_reader_reaches_a_chosen_file(client, opened, article, media):
    client.post(change_page(article), {**opened, **REFUSED, **rows(upload(document()))})
    [path] = stored(media)

    assert client.get(f"/media/{path.relative_to(media)}").status_code == 404


def test_what_is_kept_is_bounded_in_size_and_age(client, opened, article, media, monkeypatch):
    size = len(document())
    monkeypatch.setattr(kept_files, "MAX_BYTES_OF_A_USER", 2 * size)
    three = rows(*[upload(document()) for _number in range(3)])
    refused = client.post(change_page(article), {**opened, **REFUSED, **three})
    assert len(stored(media)) == 2

    again = without_files({**opened, **three}) | tokens(refused)
    refused = client.post(change_page(article), again)
    assert list(errors(refused)) == ["attachments-0-file"]  # the oldest made room

    monkeypatch.setattr(kept_files, "KEPT_FOR", timedelta(0))
    client.force_login(make_staff("Editors", username="another"))
    client.post(change_page(article), {**opened, **REFUSED, **rows(upload(document()))})
    assert len(stored(media)) == 1


def test_a_form_without_a_chosen_file_stores_nothing(client, opened, article, media):
    client.post(change_page(article), {**opened, **REFUSED})

    assert stored(media) == []
