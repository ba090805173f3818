"""What a PDF would run, start or fetch is found wherever it hides, and refused."""

import pikepdf
import pytest
from django.utils.translation import override
from pikepdf import Name, Object

from .documents import (
    assert_refused_as,
    attach,
    by_kind,
    docx_bytes,
    odt_bytes,
    pdf_bytes,
    pdf_with_object,
    refusal,
)

pytestmark = pytest.mark.once

SCRIPT = "<</S/JavaScript/JS(app.alert\\(1\\))>>"
LAUNCH = "<</S/Launch/F(calc.exe)>>"
OPENS_SCRIPT = pdf_bytes(catalog=f"/OpenAction {SCRIPT}")
AFTER_OTHERS = f"<</S/GoTo/D[0/Fit]/Next[<</S/Named/N/Print/Next{SCRIPT}>>]>>"
NETWORK_FILE = "<</S/GoToR/F(\\\\\\\\evil.example\\\\x)/D[0/Fit]>>"


def opening(action):
    return pdf_bytes(catalog=f"/OpenAction {action}")


def annotated(kind, more=""):
    return pdf_bytes(page=f"/Annots [<</Type/Annot/Subtype/{kind}/Rect[0 0 9 9]{more}>>]")


def linked(action):
    return annotated("Link", f"/A{action}")


def bookmark(pdf):
    with pdf.open_outline() as outline:
        action = pikepdf.Dictionary(S=Name.GoTo, Next=Object.parse(f"[{LAUNCH}]".encode()))
        outline.root.append(pikepdf.OutlineItem("Agenda", action=action))


def kind_elsewhere(pdf):
    pdf.Root.OpenAction = Object.parse(b"<</F(calc.exe)>>")
    pdf.Root.OpenAction.S = pdf.make_indirect(Name.Launch)


def data_elsewhere(pdf):
    pdf.pages[0].Contents = pdf.make_stream(b"", F=pikepdf.String("//evil.example/x"))


def old_form(pdf):
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pdf.make_stream(b"<xdp/>"))


def invoice(pdf):
    attach(pdf)
    pdf.Root.AF = [pdf.Root.Names.EmbeddedFiles.Names[1]]
    del pdf.Root.Names


def attached_file_alone(pdf):
    pdf.Root.Kept = pdf.make_stream(b"MZ", Type=Name.EmbeddedFile)


def updated(content, number, body):
    """Return a PDF to which a program appended another version of an object."""
    at = content.rindex(b"startxref") + 9
    before = content[at:].split()[0].decode()
    place = len(content)
    return (
        content
        + (
            f"{number} 0 obj\n{body}\nendobj\nxref\n{number} 1\n{place:010} 00000 n \n"
            f"trailer\n<</Size 9/Root 1 0 R/Prev {before}>>\nstartxref\n"
            f"{place + len(f'{number} 0 obj{body}endobj') + 3}\n%%EOF\n"
        ).encode()
    )


ACTIVE = {
    "script": {
        "when opened": OPENS_SCRIPT,
        "by name": pdf_bytes(catalog=f"/Names <</JavaScript<</Names[(a){SCRIPT}]>>>>"),
        "without a type": pdf_bytes(catalog="/Names <</JavaScript<</Names[(a)<</JS(x)>>]>>>>"),
        "of a page": pdf_bytes(page=f"/AA <</O{SCRIPT}>>"),
        "of closing": pdf_bytes(catalog=f"/AA <</WC{SCRIPT}>>"),
        "of a link": linked(SCRIPT),
        "of a field": pdf_bytes(
            catalog=f"/AcroForm <</Fields[<</FT/Tx/Kids[<</AA<</K{SCRIPT}>>>>]>>]>>"
        ),
        "after other actions": opening(AFTER_OTHERS),
        "with escapes in its name": OPENS_SCRIPT.replace(b"/JavaScript", b"/J#61vaScript"),
        "in a stream of objects": pdf_with_object(SCRIPT.encode()),
        "as an address": linked("<</S/URI/URI( JavaScript:x)>>"),
        "in a file that forbids copying": pdf_bytes(
            catalog=f"/OpenAction {SCRIPT}", encryption=pikepdf.Encryption(owner="o", user="")
        ),
        "in a damaged file": OPENS_SCRIPT.replace(b"startxref", b"startxerf"),
        "after a byte order mark": b"\xef\xbb\xbf" + OPENS_SCRIPT,
        "in a later version": updated(
            pdf_bytes(object_stream_mode=pikepdf.ObjectStreamMode.disable),
            1,
            f"<</Type/Catalog/Pages 2 0 R/OpenAction {SCRIPT}>>",
        ),
        "of a picture in a text": docx_bytes(("word/media/image1.pdf", OPENS_SCRIPT)),
        "of a preview": odt_bytes(("Thumbnails/thumbnail.pdf", OPENS_SCRIPT)),
    },
    "launch": {
        "when opened": opening(LAUNCH),
        "for Windows": linked("<</S/Launch/Win<</F(cmd.exe)/P(/c calc)>>>>"),
        "of a bookmark": pdf_bytes(change=bookmark),
        "by a kind that stands elsewhere": pdf_bytes(change=kind_elsewhere),
    },
    "embedded": {
        "by name": pdf_bytes(change=attach),
        "of an invoice": pdf_bytes(change=invoice),
        "pinned to a page": annotated("FileAttachment"),
        "that nothing names": pdf_with_object(b"<</Type/Filespec/F(a.exe)/EF<</F 1>>>>"),
        "alone": pdf_bytes(change=attached_file_alone),
        "portfolio": pdf_bytes(catalog="/Collection <</View/D>>"),
        "to which a link leads": linked("<</S/GoToE/T<</R/C>>>>"),
    },
    "xfa": {
        "whole": pdf_bytes(change=old_form),
        "in parts": pdf_bytes(catalog="/AcroForm <</Fields[]/XFA[(template)(x)]>>"),
    },
    "form": {
        "that is sent": linked("<</S/SubmitForm/F(http://x.example)>>"),
        "that is filled from a file": opening("<</S/ImportData/F(a.fdf)>>"),
    },
    "media": {
        "film": annotated("RichMedia"),
        "old film": annotated("Movie"),
        "screen": annotated("Screen", "/A<</S/Rendition/JS(x)>>"),
        "sound": opening("<</S/Sound>>"),
        "model": annotated("3D"),
    },
    "remote": {
        "file when opened": pdf_bytes(page=f"/AA <</O{NETWORK_FILE}>>"),
        "data": pdf_bytes(change=data_elsewhere),
        "page of another file": pdf_bytes(catalog="/Kept <</Ref<</F(http://x.example)>>>>"),
        "web page when opened": opening("<</S/URI/URI(http://x.example)>>"),
    },
}


@by_kind(ACTIVE)
def test_an_active_pdf_is_refused(kind, content):
    assert_refused_as(kind, content)


def test_a_refusal_says_what_was_found_and_what_to_do():
    content = pdf_bytes(change=attach)

    assert refusal(content).messages == [
        "There is another file inside the document: invoice.xml. "
        "Remove this, or print the document to PDF, and upload the new file."
    ]
    with override("ru"):
        assert refusal(content).messages == [
            "Внутри документа есть другой файл: invoice.xml. "
            "Уберите это или напечатайте документ в PDF и загрузите новый файл."
        ]
