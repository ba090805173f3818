"""Builders of small documents: PDF, Office and OpenDocument files, whole or with something odd."""

from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from pikepdf import Name, Object

from assembly.media.documents import DOCUMENT_TYPES, document_type
from assembly.media.refusals import MACROS

from .builders import upload, zip_bytes

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARAGRAPH = "<w:p><w:r><w:t>Повестка дня</w:t></w:r></w:p>"

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pdf_bytes(*, catalog="", page="", change=None, **options):
    """Return a PDF of one page; `catalog` and `page` are entries for those dictionaries.

    `change(pdf)` may do more. Options go to pikepdf's `save`.
    """
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    for place, entries in [(pdf.Root, catalog), (pdf.pages[0].obj, page)]:
        for key, value in Object.parse(f"<<{entries}>>".encode()).as_dict().items():
            place[key] = pdf.make_indirect(value)
    if change:
        change(pdf)
    out = BytesIO()
    pdf.save(out, static_id=not options.get("encryption"), **options)
    return out.getvalue()


def attach(pdf):
    """Attach a file to a PDF, as an invoice has its data."""
    pdf.attachments["invoice.xml"] = b"<invoice/>"


def pdf_with_object(text):
    """Return a PDF with an object that nothing refers to, in a stream of objects."""

    def change(pdf):
        pdf.Root[Name.Kept] = pdf.make_indirect(Object.parse(text))

    return pdf_bytes(change=change, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def relations(part, *rows):
    """Return the (name, content) of a part's relationships; a row is (type, target[, outside])."""
    folder, _, name = part.rpartition("/")
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if outside else "/>")
        for number, (kind, target, *outside) in enumerate(rows)
    )
    content = f'<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'
    return f"{folder}/_rels/{name}.rels".removeprefix("/"), content


def office_bytes(extension, main, content, *parts, **given):
    """Return an Office document with this main part, and more parts of (name, content).

    Given may be `kind`, the content type of the main part, `types`, those of others by their
    names, and `relationships`, the namespace.
    """
    kind = given.get("kind", f"{DOCUMENT_TYPES[extension]}.main+xml")
    types = {main: kind, **given.get("types", {})}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{value}"/>' for name, value in types.items()
    )
    listed = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{overrides}</Types>'
    )
    kind = f"{given.get('relationships', OFFICE)}/officeDocument"
    return zip_bytes(
        ("[Content_Types].xml", listed),
        relations("", (kind, given.get("target", main))),
        (main, content),
        *parts,
    )


def word_text(body):
    return (
        f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>{body}</w:body></w:document>'
    )


def docx_bytes(*parts, body=PARAGRAPH, main="word/document.xml", **given):
    return office_bytes("docx", main, word_text(body), *parts, **given)


def xlsx_bytes(*parts, names="", main="xl/workbook.xml", **given):
    content = f'<workbook xmlns="{SHEET}"><sheets/><definedNames>{names}</definedNames></workbook>'
    return office_bytes("xlsx", main, content, *parts, **given)


def sheet(*formulas):
    """Return the (name, content) of a worksheet with these formulas."""
    cells = "".join(f"<c><f>{formula}</f><v>1</v></c>" for formula in formulas)
    content = f'<worksheet xmlns="{SHEET}"><sheetData><row>{cells}</row></sheetData></worksheet>'
    return "xl/worksheets/sheet1.xml", content


OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
MIMETYPE = ("mimetype", DOCUMENT_TYPES["odt"])


def manifest(kind=DOCUMENT_TYPES["odt"], inner=""):
    return (
        "META-INF/manifest.xml",
        '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" '
        f'"Manifest.dtd"><manifest:manifest xmlns:manifest="{OPEN}manifest:1.0">'
        "<manifest:file-entry "
        f'manifest:full-path="/" manifest:media-type="{kind}"/>{inner}</manifest:manifest>',
    )


def open_text(text="<text:p>Повестка дня</text:p>", before=""):
    """Return the (name, content) of the text of an OpenDocument."""
    return (
        "content.xml",
        f'<office:document-content xmlns:office="{OPEN}office:1.0" xmlns:text="{OPEN}text:1.0" '
        f'xmlns:draw="{OPEN}drawing:1.0" xmlns:script="{OPEN}script:1.0" '
        f'xmlns:table="{OPEN}table:1.0" xmlns:form="{OPEN}form:1.0" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink">{before}'
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>",
    )


def odt_bytes(*parts, text="<text:p>Повестка дня</text:p>", before=""):
    return zip_bytes(MIMETYPE, open_text(text, before), manifest(), *parts)


def ole2_bytes(*streams):
    """Return the beginning of a container of OLE2 with streams of these names."""
    directory = b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)
    return OLE2.ljust(512, b"\0") + directory.ljust(4096, b"\0")


DOCX, XLSX, ODT = docx_bytes(), xlsx_bytes(), odt_bytes()


def refusal(content):
    """Return the ValidationError with which a document is refused."""
    with pytest.raises(ValidationError) as refused:
        document_type(upload(content, "agenda.pdf"))
    return refused.value


def by_kind(documents):
    """Return a decorator for a test of (kind, content), for documents by kind and name."""
    return pytest.mark.parametrize(
        ("kind", "content"),
        [
            pytest.param(kind, content, id=f"{kind}: {name}")
            for kind, named in documents.items()
            for name, content in named.items()
        ],
    )


def assert_refused_as(kind, content):
    refused = refusal(content)
    if kind == "macros":
        assert refused.messages == [MACROS]
    else:
        assert refused.code == kind
