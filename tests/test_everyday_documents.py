"""Documents as programs, scanners and servers really write them are accepted as what they are."""

import zipfile
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from assembly.media import documents
from assembly.media.documents import document_type
from assembly.media.refusals import LOCKED_DOCUMENT, MACROS

from .builders import PDF, upload, zip_bytes
from .documents import (
    DOCX,
    MIMETYPE,
    ODT,
    OFFICE,
    SHEET,
    STRICT,
    WORD,
    XLSX,
    docx_bytes,
    manifest,
    odt_bytes,
    ole2_bytes,
    open_text,
    pdf_bytes,
    relations,
    sheet,
    xlsx_bytes,
)

pytestmark = pytest.mark.once

OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
AES = pikepdf.Encryption
NO_COPYING = pikepdf.Permissions(extract=False, modify_other=False)
DATED_PDF = pdf_bytes(catalog="/Lang (ru)", linearize=True)
LINK = "<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI({})>>>>"


def utf16(xml):
    return f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16")


def zipped_anew(content, *, first="content.xml", method=zipfile.ZIP_DEFLATED):
    """Return an archive as a person packs a folder: sorted otherwise, with folders, all packed."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", method) as new:
        names = sorted(old.namelist(), key=lambda name: (name != first, name))
        new.mkdir("META-INF")
        for name in names:
            new.writestr(name, old.read(name))
            new.writestr(f"__MACOSX/._{name}", b"\0\5\x16\7 not XML")
    return out.getvalue()


def many_pages(pdf):
    for _number in range(300):
        pdf.add_blank_page()


EVERYDAY_PDFS = {
    "plain": PDF,
    "of Pillow": pdf_bytes(),
    "after a byte order mark": b"\xef\xbb\xbf" + DATED_PDF,
    "after blank lines": b"\r\n\r\n\n" + PDF,
    "after the headers of a server": b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n"
    + PDF,
    "after a command for a printer": b"\x1b%-12345X@PJL ENTER LANGUAGE=PDF\r\n" + DATED_PDF,
    "after a warning of PHP": b"<br />\n<b>Notice</b>: Undefined index in x.php" + PDF,
    "after a header of an old Mac": b"\0\6agenda" + bytes(57) + b"PDF CARO" + bytes(55) + PDF,
    "after 1,024 bytes": b" " * 1024 + PDF,
    "before blank lines": PDF + b"\r\n" * 20,
    "before the end of a web page": DATED_PDF + b"</body>\n<!-- 0.2 s -->\n</html>",
    "before two thousand zeros": DATED_PDF + bytes(2000),
    "linearized": pdf_bytes(change=many_pages, linearize=True),
    "objects in streams": pdf_bytes(
        change=many_pages, object_stream_mode=pikepdf.ObjectStreamMode.generate
    ),
    "table of objects at a wrong place": DATED_PDF.replace(b"startxref\n", b"startxref\n1"),
    "copying forbidden": pdf_bytes(encryption=AES(owner="owner", user="", allow=NO_COPYING)),
    "copying forbidden by an old program": pdf_bytes(
        encryption=AES(owner="owner", user="", R=3, allow=NO_COPYING, aes=False, metadata=False)
    ),
    "links": pdf_bytes(
        page=f"/Annots [{LINK.format('https://example.org/')}"
        f"{LINK.format('mailto:a@example.org')}{LINK.format('agenda.pdf')}]"
    ),
    "link to a page of a neighbouring file": pdf_bytes(
        page="/Annots [<</Subtype/Link/A<</S/GoToR/F(part2.pdf)/D[0/Fit]>>>>]"
    ),
    "opens at a page": pdf_bytes(catalog="/OpenAction [null /Fit] /PageMode /UseOutlines"),
    "form to fill in": pdf_bytes(
        catalog="/AcroForm <</Fields[<</FT/Tx/T(name)/Subtype/Widget>>]/NeedAppearances true>>"
    ),
    "tagged": pdf_bytes(
        catalog="/MarkInfo<</Marked true>>/StructTreeRoot<</K<</S/P/Alt(Sound)>>>>"
    ),
    "what was attached is removed": pdf_bytes(
        catalog="/Names <</EmbeddedFiles<</Names[]>>/JavaScript<</Names[]>>>> /AF []"
    ),
    "speaks of scripts": pdf_bytes(catalog="/Note (/S /JavaScript /JS /Launch /EmbeddedFile /XFA)"),
}


@pytest.mark.parametrize("case", EVERYDAY_PDFS)
def test_an_everyday_pdf_is_accepted(case):
    assert document_type(upload(EVERYDAY_PDFS[case], "scan.doc")) == "pdf"


CHART = (
    (
        "word/charts/chart1.xml",
        "<c:chartSpace xmlns:c='x'><c:externalData r:id='r0' xmlns:r='y'/></c:chartSpace>",
    ),
    relations("word/charts/chart1.xml", (f"{OFFICE}/package", "../embeddings/Sheet1.xlsx")),
    ("word/embeddings/Sheet1.xlsx", xlsx_bytes(sheet("SUM(A1:A3)"))),
)
TABLE_OF_CONTENTS = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o "1-3" </w:instrText>'
    '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>DDE</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    '<w:p><w:fldSimple w:instr=" PAGEREF DDE "/><w:fldSimple w:instr="XE &quot;DDE&quot;"/></w:p>'
)
PASTED = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>INCLUDEPICTURE '
    '"https://example.org/logo.png" \\* MERGEFORMATINET</w:instrText>'
    '<w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
FORMULAS = sheet(
    "IF(A1&gt;0,&quot;yes|no&quot;,&quot;CALL (office)&quot;)",
    "HYPERLINK(&quot;https://example.org&quot;,&quot;here&quot;)",
    "[1]Sheet1!$A$1",
    "RECALL(A1)+SHEET.CALL",
)
WORKBOOK_LINK = (
    (
        "xl/externalLinks/externalLink1.xml",
        f'<externalLink xmlns="{SHEET}"><externalBook/></externalLink>',
    ),
    relations(
        "xl/externalLinks/externalLink1.xml",
        (f"{OFFICE}/externalLinkPath", "budget.xlsx", True),
        (f"{OFFICE}/externalLinkPath", "file:///\\\\server\\share\\budget.xlsx", True),
    ),
)

EVERYDAY_OFFICE = {
    "docx": DOCX,
    "docx of Word on the web": docx_bytes(main="word/document2.xml"),
    "xlsx of Excel on the web": xlsx_bytes(main="xl/workbook22.xml"),
    "docx with another folder": docx_bytes(main="Документ/текст.xml"),
    "docx with an absolute target": docx_bytes(target="/word/document.xml"),
    "docx with an escaped target": docx_bytes(main="word/my text.xml", target="word/my%20text.xml"),
    "docx with a target in capitals": docx_bytes(target="Word/Document.XML"),
    "docx with a detour": docx_bytes(target="./docProps/../word/document.xml"),
    "strict docx": docx_bytes(relationships=STRICT),
    "strict xlsx": xlsx_bytes(relationships=STRICT),
    "docx with a content type in capitals": docx_bytes(
        kind=f"{documents.DOCUMENT_TYPES['docx'].upper()}.MAIN+XML"
    ),
    "docx zipped anew on a Mac": zipped_anew(DOCX, first="word/document.xml"),
    "xlsx without compression": zipped_anew(XLSX, method=zipfile.ZIP_STORED),
    "docx with a chart": docx_bytes(*CHART),
    "docx with a table of contents": docx_bytes(body=TABLE_OF_CONTENTS),
    "docx with a picture pasted from the web": docx_bytes(body=PASTED),
    "docx made with a template of its author": docx_bytes(
        ("word/settings.xml", f'<w:settings xmlns:w="{WORD}"/>'),
        relations(
            "word/settings.xml",
            (f"{OFFICE}/attachedTemplate", "file:///C:\\Users\\Anna\\Templates\\Letter.dotx", True),
        ),
    ),
    "docx with links": docx_bytes(
        relations(
            "word/document.xml",
            (f"{OFFICE}/hyperlink", "https://example.org/?a=%20b", True),
            (f"{OFFICE}/hyperlink", "mailto:a@example.org", True),
            (f"{OFFICE}/hyperlink", "file:///\\\\server\\share\\agenda.docx", True),
        )
    ),
    "docx in UTF-16": docx_bytes(("word/styles.xml", utf16(f'<w:styles xmlns:w="{WORD}"/>'))),
    "docx with a button": docx_bytes(
        body='<w:p><w:fldSimple w:instr="MACROBUTTON NoMacro [name]"/></w:p>'
    ),
    "docx with careless drawings of old Word": docx_bytes(
        ("word/vmlDrawing1.vml", "<xml><v:imagedata src='image1.png'><br></xml>")
    ),
    "xlsx with formulas": xlsx_bytes(FORMULAS),
    "xlsx with a link to another workbook": xlsx_bytes(*WORKBOOK_LINK),
    "xlsx with names": xlsx_bytes(
        names='<definedName name="_xlnm.Print_Area">A1</definedName>'
        '<definedName name="Auto_Open">#REF!</definedName>'
    ),
}


@pytest.mark.parametrize("case", EVERYDAY_OFFICE)
def test_an_everyday_office_document_is_accepted(case):
    assert document_type(upload(EVERYDAY_OFFICE[case], "x.pdf")) == case.removeprefix("strict ")[:4]


PICTURE = '<draw:frame><draw:image xlink:href="{}"/></draw:frame>'
EVERYDAY_ODT = {
    "plain": ODT,
    "zipped anew": zipped_anew(ODT),
    "zipped anew without the type": zip_bytes(open_text(), manifest()),
    "with a line after the type": zip_bytes((MIMETYPE[0], f"{MIMETYPE[1]}\n"), open_text()),
    "without a manifest": zip_bytes(MIMETYPE, open_text()),
    "with an empty settings": odt_bytes(("Configurations2/accelerator/current.xml", "")),
    "with a picture": odt_bytes(text=PICTURE.format("Pictures/1.png")),
    "with a chart": odt_bytes(
        ("Object 1/content.xml", open_text()[1]),
        text='<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>',
    ),
    "with a preview as PDF": odt_bytes(("Thumbnails/thumbnail.pdf", PDF)),
    "with links": odt_bytes(text='<text:a xlink:href="https://example.org">x</text:a>'),
    "with no more macros": odt_bytes(
        ("Basic/script-lc.xml", "<library/>"), ("Basic/Standard/script-lb.xml", "<library/>")
    ),
}


@pytest.mark.parametrize("case", EVERYDAY_ODT)
def test_an_everyday_opendocument_is_accepted(case):
    assert document_type(upload(EVERYDAY_ODT[case], "x.zip")) == "odt"


ENCRYPTED = manifest(inner="<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
LOCKED = {
    "pdf": pdf_bytes(encryption=AES(owner="owner", user="user")),
    "pdf of an old program": pdf_bytes(
        encryption=AES(owner="o", user="u", R=2, aes=False, metadata=False)
    ),
    "docx or xlsx": ole2_bytes("Root Entry", "EncryptionInfo", "EncryptedPackage"),
    "odt": zip_bytes(MIMETYPE, ("content.xml", b"\x8f\0noise"), ENCRYPTED),
    "odt of LibreOffice 24.8": zip_bytes(
        MIMETYPE, ("encrypted-package", b"\x8f\0noise"), ENCRYPTED
    ),
}


@pytest.mark.parametrize("case", LOCKED)
def test_a_locked_document_is_said_to_be_locked(case):
    with pytest.raises(ValidationError) as refused:
        document_type(upload(LOCKED[case], "agenda.docx"))

    assert refused.value.messages == [LOCKED_DOCUMENT]


OTHERS = {
    "template": docx_bytes(kind=f"{OFFICE_TYPE}wordprocessingml.template.main+xml"),
    "presentation": docx_bytes(kind=f"{OFFICE_TYPE}presentationml.presentation.main+xml"),
    "picture": docx_bytes(kind="image/png"),
    "no main part": docx_bytes(target="word/document3.xml"),
    "two main parts": zip_bytes(
        ("[Content_Types].xml", "<Types/>"),
        relations("", (f"{OFFICE}/officeDocument", "a.xml"), (f"{OFFICE}/officeDocument", "b.xml")),
        ("a.xml", "<a/>"),
    ),
    "no relationships": zip_bytes(
        ("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<a/>")
    ),
    "template of OpenDocument": zip_bytes(("mimetype", f"{MIMETYPE[1]}-template"), open_text()),
    "claim that differs from the manifest": zip_bytes(
        ("mimetype", "text/html"), open_text(), manifest()
    ),
    "pdf after more than a kilobyte": b" " * 1025 + PDF,
    "pdf after a program": b"MZ" + PDF,
    "pdf after a page with a script": b"<script>alert(1)</script>" + PDF,
    "pdf after a picture": b"GIF89a" + PDF,
}


@pytest.mark.parametrize("case", OTHERS)
def test_what_is_another_type_of_file_is_refused(case):
    with pytest.raises(ValidationError) as refused:
        document_type(upload(OTHERS[case], "agenda.docx"))

    assert refused.value.messages == [documents.UNKNOWN_DOCUMENT]


@pytest.mark.parametrize("stream", ["WordDocument", "Workbook", "Book", "PowerPoint Document"])
def test_a_document_of_old_office_is_to_be_saved_anew(stream):
    with pytest.raises(ValidationError, match="old type, such as DOC or XLS"):
        document_type(upload(ole2_bytes("Root Entry", stream), "agenda.docx"))


@pytest.mark.parametrize("kind", [".document.macroEnabled", ".template.macroEnabledTemplate"])
def test_a_main_part_with_macros_is_no_docx(kind):
    content = docx_bytes(kind=f"application/vnd.ms-word{kind}.main+xml")

    with pytest.raises(ValidationError) as refused:
        document_type(upload(content, "agenda.docx"))

    assert refused.value.messages == [MACROS]
