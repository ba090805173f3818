"""A damaged or made-up file is refused with a message, whatever is wrong with it, and soon."""

import stat
import struct
import zipfile
from io import BytesIO
from random import Random

import pikepdf
import pytest
from django.core.exceptions import ValidationError

from assembly.media import packages, pdf_documents
from assembly.media.documents import UNKNOWN_DOCUMENT, document_type
from assembly.media.pdf_inspection import inspect_pdf
from assembly.media.refusals import (
    DAMAGED_DOCUMENT,
    LARGE_DOCUMENT,
    LOCKED_DOCUMENT,
    TOO_COMPLEX,
)

from .builders import PDF, upload, zip_bytes
from .documents import (
    DOCX,
    ODT,
    XLSX,
    docx_bytes,
    odt_bytes,
    pdf_bytes,
    refusal,
    relations,
    sheet,
    xlsx_bytes,
)

pytestmark = pytest.mark.once

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def overwritten(content, mark, offset, form, *values):
    """Return a file with other numbers at an offset from the first place of a mark."""
    changed = bytearray(content)
    struct.pack_into(form, changed, content.index(mark) + offset, *values)
    return bytes(changed)


def with_entry(name="word/a.xml", content="<a/>", **fields):
    """Return a DOCX with one more entry, of a strange kind."""
    out = BytesIO(DOCX)
    entry = zipfile.ZipInfo(name)
    for field, value in fields.items():
        setattr(entry, field, value)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(entry, content)
    return out.getvalue()


def locked_by_its_archive():
    content = overwritten(DOCX, LOCAL, 6, "<H", 1)
    return overwritten(content, CENTRAL, 8, "<H", 1)


def overlapping():
    """Return an archive of which two entries share their bytes, as the parts of a bomb do."""
    content = zip_bytes(("a", "x"), ("b", "x"))
    second = content.index(CENTRAL, content.index(CENTRAL) + 1)
    return content[: second + 42] + struct.pack("<I", 0) + content[second + 46 :]


def beyond_any_file():
    """Return an archive of which an entry stands at a place that only ZIP64 can name."""
    content = with_entry(extra=struct.pack("<HHQ", 1, 8, 2**63))
    last = content.rindex(CENTRAL)
    return content[: last + 42] + b"\xff\xff\xff\xff" + content[last + 46 :]


def without_name():
    """Return an archive of which the only entry has its name as another field."""
    content = overwritten(zip_bytes(("x", "y")), LOCAL, 26, "<HH", 0, 1)
    return overwritten(content, CENTRAL, 28, "<HH", 0, 1)


NOT_UTF8 = docx_bytes(("word/я.xml", "")).replace("я".encode(), b"\xff\xfe")
DAMAGED = {
    "half a docx": DOCX[: len(DOCX) // 2],
    "the beginning of an archive": DOCX[:4],
    "the end of an archive is missing": DOCX[:-10],
    "a name that is not in UTF-8": docx_bytes(("word/я.xml", "")).replace(
        "я".encode(), b"\xff\xfe"
    ),
    "a list of parts before the file": overwritten(DOCX, END, 16, "<I", 2**31),
    "a list of parts beyond the file": overwritten(DOCX, END, 12, "<I", 2**31),
    "a part beyond the file": overwritten(DOCX, CENTRAL, 42, "<I", 2**31),
    "a part that does not match its checksum": overwritten(DOCX, CENTRAL, 16, "<I", 1),
    "a part that is longer than it says": overwritten(DOCX, CENTRAL, 24, "<I", 3),
    "a part that is packed in no known way": overwritten(DOCX, CENTRAL, 10, "<H", 99),
    "a part for a later version of ZIP": overwritten(DOCX, CENTRAL, 6, "<H", 99),
    "a part packed with bzip2": with_entry(compress_type=zipfile.ZIP_BZIP2),
    "a part packed with LZMA": with_entry(compress_type=zipfile.ZIP_LZMA),
    "a part that is a link": with_entry(external_attr=(stat.S_IFLNK | 0o777) << 16),
    "a part outside of the document": with_entry("word/../../a.xml"),
    "a part of the computer": with_entry("/etc/passwd"),
    "a part whose name differs in its case": with_entry("WORD/DOCUMENT.XML"),
    "a part beyond any file": beyond_any_file(),
    "a part without a name": without_name(),
    "parts that overlap": overlapping(),
    "half the text": docx_bytes(body="<w:p>"),
    "a text that is no XML": docx_bytes(body="\0"),
    "entities": docx_bytes(("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "half the relationships": docx_bytes(("word/_rels/document.xml.rels", "<Relationships>")),
    "half the list of types": zip_bytes(("[Content_Types].xml", "<Types>")),
    "text nested without end": docx_bytes(body="<w:p>" * 100_000),
    "half an odt": ODT[: len(ODT) // 2],
    "an odt with half its text": odt_bytes(("styles.xml", "<styles>")),
    "half a pdf": PDF[: len(PDF) // 2],
    "a pdf without pages": PDF.replace(b"[3 0 R]", b"[]"),
    "a pdf without its last page": PDF.replace(b"[3 0 R]", b"[3 0 R 4 0 R]"),
    "a pdf whose pages hold themselves": PDF.replace(b"[3 0 R]", b"[2 0 R]"),
    "a pdf of nothing": b"%PDF-1.7\n%%EOF\n",
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_document_is_refused_as_damaged(case):
    assert refusal(DAMAGED[case]).messages == [DAMAGED_DOCUMENT]


def test_an_archive_with_a_password_is_locked():
    assert refusal(locked_by_its_archive()).messages == [LOCKED_DOCUMENT]


LARGE = {
    "a large part": overwritten(DOCX, CENTRAL, 24, "<I", packages.MAX_UNPACKED_BYTES),
    "many parts": DOCX + CENTRAL * packages.MAX_PARTS,
    "a large text": docx_bytes(body="<w:p/>" * (packages.MAX_PARSED_BYTES // 6)),
}


@pytest.mark.parametrize("case", LARGE)
def test_a_document_that_is_large_when_unpacked_is_refused(case):
    assert refusal(LARGE[case]).messages == [LARGE_DOCUMENT]


def hidden(text):
    """Return a PDF with something that the library cannot read as an object."""
    return PDF.replace(b"trailer", text.encode() + b"\ntrailer")


MANY_ENTRIES = "\n".join(f"{n} 0 obj[{'<</A 1>>' * 90_000}]endobj" for n in range(4, 18))
COMPLEX = {
    "a pdf that would take more than 400 MB": hidden(MANY_ENTRIES),
    "a pdf nested without end": hidden(f"4 0 obj{'[' * 600}{']' * 600}endobj"),
    "a text with fields nested without end": docx_bytes(
        body='<w:p><w:fldChar w:fldCharType="begin"/><w:instrText>IF</w:instrText></w:p>' * 200
    ),
    "an odt with many pdfs": odt_bytes(*[(f"Pictures/{n}.pdf", PDF) for n in range(3)]),
}


@pytest.mark.parametrize("case", COMPLEX)
def test_a_document_that_is_too_complex_is_refused(case, monkeypatch):
    monkeypatch.setattr(packages, "MAX_PDFS", 2)

    assert refusal(COMPLEX[case]).messages == [TOO_COMPLEX]


def test_a_pdf_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(pdf_documents, "MAX_WAIT", 0.001)

    assert refusal(PDF).messages == [TOO_COMPLEX]


SCRIPT = "<</S/JavaScript/JS(x)"
UNREADABLE = {
    "without an end": f"4 0 obj{SCRIPT}",
    "with errors": f"4 0 obj<</A {'q w e r ' * 30}/B {SCRIPT}>>>>endobj",
    "with two kinds": f"4 0 obj{SCRIPT}/S/GoTo>>endobj",
    "in an older version": f"4 0 obj{SCRIPT}>>endobj\n4 0 obj<</S/GoTo>>endobj",
    "in a stream": f"4 0 obj<</Length 9>>stream\n5 0 obj{SCRIPT}>>endobj\nendstream endobj",
    "with escapes": f"4 0 obj{SCRIPT.replace('S/J', 'S/#4a')}",
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_script_is_found_where_readers_mend_a_file_differently(case):
    assert refusal(hidden(UNREADABLE[case])).code == "script"


def mutated(draw, content, other):
    """Return a file with one thing wrong that disks, networks and programs do, or people."""
    place = draw.randrange(len(content))
    before, after = content[:place], content[place:]
    length = draw.randrange(1, 200)
    number = draw.choice([b"\0\0\0\0", b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f"])
    return draw.choice(
        [
            before,
            before + bytes([after[0] ^ 1 << draw.randrange(8)]) + after[1:],
            before + number + after[4:],
            before + after[length:],
            before + other[draw.randrange(len(other)) :],
            before + content[:length] + after,
            before + draw.choice([b"<<", b"(", b"[", b"&", b">", b" 9 0 R"]) + after,
        ]
    )


def stored(content):
    """Return an archive with its parts unpacked, so that a mutation hits their XML."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return out.getvalue()


def of_altered_part(draw, content):
    """Return an archive that is whole, with one part that is not."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        altered = draw.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(draw, part, part) if name == altered else part)
    return out.getvalue()


FIELD = '<w:p><w:fldSimple w:instr="TOC"/><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
PACKED = [
    docx_bytes(("word/a.xlsx", XLSX), relations("word/document.xml", ("a/image", "b")), body=FIELD),
    xlsx_bytes(sheet("A1&gt;1", "IF(A1,&quot;|&quot;)")),
    odt_bytes(("styles.xml", '<a href="Pictures/1.png"/>')),
]


def test_a_mutated_archive_is_accepted_or_refused_with_a_message():
    draw = Random(2026)
    outcomes = set()
    for _attempt in range(200):
        content = draw.choice(PACKED)
        for changed in (
            mutated(draw, content, draw.choice(PACKED)),
            mutated(draw, stored(content), draw.choice(PACKED)),
            of_altered_part(draw, content),
        ):
            try:
                outcomes.add(document_type(upload(changed)))
            except ValidationError as refused:
                outcomes.add(refused.messages[0])

    assert {"docx", "xlsx", "odt", DAMAGED_DOCUMENT, UNKNOWN_DOCUMENT} <= outcomes


def test_a_mutated_pdf_is_accepted_or_refused_with_a_reason():
    draw = Random(2026)
    linearized = pdf_bytes(page="/Annots [<</A<</S/URI/URI(https://x)>>>>]", linearize=True)
    whole = [PDF, linearized, pdf_bytes(encryption=pikepdf.Encryption(owner="o", user=""))]
    found = [inspect_pdf(mutated(draw, draw.choice(whole), linearized)) for _ in range(600)]

    assert {None, ("damaged", "")} <= set(found)
