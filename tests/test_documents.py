"""Documents have the type they claim, contain no active content, and get readable names."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from assembly.media import documents
from news.models import Attachment

from .builders import PDF, in_both, make_article, make_attachment, make_image, upload, zip_bytes
from .documents import DOCX, MIMETYPE, ODT, XLSX, ole2_bytes
from .forms import change_page, errors, save
from .pages import text

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ACCEPTED = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX, "odt": ODT}
REFUSED = {
    "html": b"<!DOCTYPE html><script>alert(1)</script>",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "program": b"MZ\x90\0",
    "container of nothing known": ole2_bytes("Root Entry"),
    "plain archive": zip_bytes(("virus.exe", "MZ")),
    "html before an archive": b"<html>" + DOCX,
    "odt without a text": zip_bytes(MIMETYPE),
    "nothing": b"",
}


@pytest.mark.parametrize("case", REFUSED)
def test_an_invalid_document_is_refused_and_nothing_is_stored(media, case):
    with pytest.raises(ValidationError) as refused:
        make_attachment(make_article(), file=upload(REFUSED[case], "report.pdf"))

    assert refused.value.messages == [documents.UNKNOWN_DOCUMENT]
    assert not Attachment.objects.exists()
    assert [*media.rglob("*")] == []


def test_more_than_25_mb_is_refused():
    with pytest.raises(ValidationError, match="larger than 25 MB"):
        documents.document_type(upload(b"%PDF-1.7" + bytes(25 << 20) + b"%%EOF"))


@pytest.mark.parametrize("kind", ACCEPTED)
@pytest.mark.parametrize("name", ["Повестка дня.html", "agenda.exe", "я" * 200, "../../agenda.pdf"])
def test_a_document_is_stored_under_a_random_name_with_its_true_type(kind, name):
    attachment = make_attachment(make_article(), file=upload(ACCEPTED[kind], name))

    attachment.full_clean()
    assert re.fullmatch(rf"attachments/[-\w]{{22}}\.{kind}", attachment.file.name)
    assert (attachment.kind, attachment.size) == (kind, len(ACCEPTED[kind]))
    with attachment.file.open() as file:
        assert file.read() == ACCEPTED[kind]


def test_saving_without_a_new_file_keeps_the_old(media):
    attachment = make_attachment(make_article())
    before = attachment.file.name

    attachment = Attachment.objects.get()
    attachment.title_en = "Other"
    attachment.full_clean()
    attachment.save()

    assert Attachment.objects.get().file.name == before
    assert len([*media.rglob("*.pdf")]) == 1


def test_a_document_is_downloaded_and_never_displayed_inline(client):
    attachment = make_attachment(make_article(), content=ODT)

    response = client.get(attachment.file.url)

    assert b"".join(response.streaming_content) == ODT
    assert response["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert response["Content-Disposition"] == "attachment"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_readers_see_the_documents_of_their_language(client):
    article = make_article()
    make_attachment(article, order=2, title_en="Agenda", title_ru="Повестка дня")
    content = PDF + bytes(1_600_000)
    make_attachment(article, order=1, content=content, title_en="", title_ru="Заявление")

    english = client.get(f"/en/news/{article.slug}/")
    russian = client.get(f"/ru/news/{article.slug}/")

    assert f"Documents Agenda PDF, {len(PDF)} bytes" in text(english)
    assert 'download="agenda.pdf"' in english.content.decode()
    assert "Zayavlenie" not in text(english)
    assert 'download="povestka-dnia.pdf"' in russian.content.decode()
    assert "1,5" in text(russian)
    assert text(russian).index("Заявление") < text(russian).index("Повестка дня")
    assert "Documents" not in text(client.get(make_article().get_absolute_url()))


def rows(*, total, kept, **fields):
    """Return what a browser posts for the rows of attachments."""
    counts = {"attachments-TOTAL_FORMS": total, "attachments-INITIAL_FORMS": kept}
    return counts | {f"attachments-{total - 1}-{name}": value for name, value in fields.items()}


def test_a_document_is_attached_in_the_admin(admin_client):
    article = make_article(status="draft")
    given = rows(total=1, kept=0, title_en="Agenda", order=0, file=upload(DOCX, "я" * 150))

    assert save(admin_client, change_page(article), **given).status_code == 302

    attachment = article.attachments.get()
    assert (attachment.title_en, attachment.kind) == ("Agenda", "docx")
    assert save(admin_client, change_page(article), summary_en="New").status_code == 302
    assert article.attachments.get().file == attachment.file


def test_refused_and_untitled_documents_get_a_message(admin_client):
    article = make_article()
    given = rows(total=1, kept=0, order=0, file=upload(b"<html>", "agenda.pdf"), title_en="A")

    assert errors(save(admin_client, change_page(article), **given)) == {
        "attachments-0-file": documents.UNKNOWN_DOCUMENT
    }

    given = rows(total=1, kept=0, order=0, file=upload(PDF))
    refused = save(admin_client, change_page(article), **given)
    assert "Enter a title in at least one language." in str(errors(refused))
    assert not Attachment.objects.exists()


def test_images_and_documents_are_restored_from_a_dump(tmp_path):
    article = make_article(image=make_image(), **in_both(caption="In May"))
    attachment = make_attachment(article)
    names = {"image": article.image.file.name, "file": attachment.file.name}
    dump = tmp_path / "dump.json"
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "assembly.image", "news", **natural, output=dump, verbosity=0)
    image = article.image
    article.delete()
    image.delete()

    for _twice in range(2):
        call_command("loaddata", dump, verbosity=0)

    attachment = Attachment.objects.get()
    loaded = {"image": attachment.article.image.file.name, "file": attachment.file.name}
    assert (loaded, attachment.article.caption_ru) == (names, "In May")
    assert attachment.article.image.renditions == [60]
