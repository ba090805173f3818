"""What an Office document would run or fetch is found wherever it hides, and refused."""

import pytest

from .builders import zip_bytes
from .documents import (
    DOCX,
    MICROSOFT,
    OFFICE,
    OLE2,
    SHEET,
    STRICT,
    WORD,
    assert_refused_as,
    by_kind,
    docx_bytes,
    refusal,
    relations,
    sheet,
    xlsx_bytes,
)

pytestmark = pytest.mark.once

MARK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
BEGIN, END = MARK.format("begin"), MARK.format("end")
DDE = ' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '
EXTERNAL = "xl/externalLinks/externalLink1.xml"


def code(*pieces):
    return "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)


def text(*content):
    return docx_bytes(body=f"<w:p>{''.join(content)}</w:p>")


def field(*pieces):
    return text(BEGIN, code(*pieces), END)


def letters(word):
    """Return a field that writes a word by the codes of its letters."""
    return BEGIN + code(f"QUOTE {' '.join(str(ord(letter)) for letter in word)}") + END


def part(name, content, kind="application/xml"):
    return docx_bytes((name, content), types={name: kind})


def related(kind, target, *outside, source="word/document.xml"):
    return docx_bytes(relations(source, (kind, target, *outside)))


def template(target, *outside, relationships=OFFICE):
    kind = f"{relationships}/attachedTemplate"
    return related(kind, target, *outside, source="word/settings.xml")


def external(link):
    return xlsx_bytes((EXTERNAL, f'<x:externalLink xmlns:x="{SHEET}">{link}</x:externalLink>'))


def connection(content):
    return xlsx_bytes(("xl/a.xml", f'<connections xmlns="{SHEET}">{content}</connections>'))


def formula(content):
    return xlsx_bytes(sheet(content.replace('"', "&quot;")))


def name(content, called="x"):
    return xlsx_bytes(names=f'<definedName name="{called}">{content}</definedName>')


def in_utf16(body):
    content = f'<?xml version="1.0" encoding="UTF-16"?><w:ftr xmlns:w="{WORD}">{body}</w:ftr>'
    return part("word/footer1.xml", content.encode("utf-16"))


ACTIVE = {
    "dde": {
        "field": field(DDE),
        "in pieces": field(" D", "DE", "AU", "TO cmd"),
        "over two paragraphs": text(BEGIN, code("D"), "</w:p><w:p>", code("DE cmd"), END),
        "in small letters": field("ddeauto cmd"),
        "without a beginning": text(code(DDE)),
        "without an end": text(BEGIN, code(DDE)),
        "by codes of letters": text(BEGIN, letters("DDEAUTO"), code(" cmd"), END),
        "within another field": text(BEGIN, code("IF 1 = 1 "), BEGIN, code(DDE), END, END),
        "as a simple field": text('<w:fldSimple w:instr=" DDE cmd x"/>'),
        "with escaped letters": field("&#68;&#68;&#69; cmd"),
        "in a comment's way": field("D<!-- -->DE cmd"),
        "in deleted text": text(BEGIN, code(DDE).replace("instrText", "delInstrText"), END),
        "in UTF-16": in_utf16(BEGIN + code(DDE) + END),
        "in a header": part("word/header1.xml", f'<w:hdr xmlns:w="{WORD}">{code(DDE)}</w:hdr>'),
        "formula": formula("cmd|'/c calc'!A0"),
        "formula with escapes": formula("c&#109;d&#124;'/c calc'!A0"),
        "name": name("cmd|'/c calc'!A0"),
        "link": external('<x:ddeLink ddeService="cmd" ddeTopic="/c"/>'),
        "workbook in a text": docx_bytes(("a.xlsx", formula("cmd|'/c calc'!A0"))),
    },
    "formula": {
        "of a library": formula('CALL("Shell32","ShellExecuteA")'),
        "in small letters": formula('call("Shell32")'),
        "of old macros": name('EXEC("calc.exe")'),
        "of a server": formula('RTD("a.b",,1)'),
        "of a web page": formula('_xlfn.WEBSERVICE("https://x.example")'),
        "of a picture": formula('_xlfn.IMAGE("https://x.example/a.png")'),
    },
    "linked": {
        "object": related(f"{OFFICE}/oleObject", "file:///c:\\a.xlsx", True),
        "object in the text": text('<w:object><o:OLEObject Type="Link" ProgID="a"/></w:object>'),
        "object of a sheet": external('<x:oleLink progId="Package"/>'),
        "text": field("LINK Excel.Sheet.12 c:\\\\a.xlsx"),
        "part of the text": related(f"{OFFICE}/subDocument", "part.docx", True),
        "frame": related(f"{OFFICE}/frame", "a.html", True),
    },
    "remote": {
        "template": template("http://x.example/t.dotm", True),
        "template in the strict dialect": template("https://x.example", True, relationships=STRICT),
        "template on a network": template("file:///\\\\10.0.0.1\\share\\t.dotm", True),
        "template that claims to be inside": template("http://x.example/t.dotm"),
        "picture": related(f"{OFFICE}/image", "https://x.example/a.png", True),
        "picture of an old drawing": text('<w:pict><v:imagedata src="//x.example/a"/></w:pict>'),
        "path of another kind": xlsx_bytes(relations(EXTERNAL, (f"{OFFICE}/x", "//x/a", True))),
        "query when opened": connection('<connection name="a" refreshOnLoad="1"/>'),
        "query of a web page": connection('<connection><webPr url="http://x"/></connection>'),
        "letters": part("a.xml", f'<w:a xmlns:w="{WORD}"><w:connectString w:val="DSN"/></w:a>'),
        "database": field('DATABASE \\d "c:\\\\a.mdb"'),
        "text": field('INCLUDETEXT "http://x.example/a"'),
    },
    "script": {"link": related(f"{OFFICE}/hyperlink", "java%0Ascript:alert(1)", True)},
    "launch": {"slide": part("a.xml", '<a><hlinkClick action="ppaction://program"/></a>')},
    "media": {"video": part("a.xml", '<a><webVideoPr embeddedHtml="x"/></a>')},
    "control": {
        "by name": part("word/activeX/activeX1.xml", "<ocx/>"),
        "by type": part("word/a.xml", "<ocx/>", "application/vnd.ms-office.activeX+xml"),
        "by relationship": related(f"{OFFICE}/control", "a.xml"),
    },
    "add-in": {"pane": related(f"{MICROSOFT}/webextensiontaskpanes", "a.xml")},
    "embedded": {
        "object": part("word/embeddings/oleObject1.bin", OLE2),
        "object by type": part("a.bin", b"x", "application/vnd.openxmlformats.oleObject"),
        "object by relationship": related(f"{STRICT}/oleObject", "a.bin"),
        "object by its beginning": part("word/media/image1.png", OLE2),
        "program": part("word/media/image1.png", b"MZ\x90\0"),
        "program by name": part("word/media/setup.exe", b"x"),
        "web page": part("word/a.dat", b"\r\n<HTML>"),
        "page by relationship": related(f"{OFFICE}/aFChunk", "a.dat"),
        "rich text": part("word/a.dat", b"{\\rtf1"),
        "archive": part("word/a.zip", zip_bytes(("a", "b"))),
        "deep": docx_bytes(("a", docx_bytes(("b", docx_bytes(("c", DOCX)))))),
    },
    "macros": {
        "by name": part("word/vbaProject.bin", OLE2),
        "by type": part("word/a.bin", b"x", "application/vnd.ms-office.vbaProject"),
        "by relationship": related(f"{MICROSOFT}/vbaProject", "a.bin"),
        "of 1992": xlsx_bytes(("xl/macrosheets/sheet1.xml", "<a/>")),
        "of 1992 by relationship": related(f"{MICROSOFT}/xlMacrosheet", "a.xml"),
        "of 1992 by type": part("a.xml", "<a/>", "application/vnd.ms-excel.intlmacrosheet+xml"),
        "that start by a name": name("Sheet1!A1", "_xlnm.Auto_Open"),
        "of a ribbon": related(f"{MICROSOFT}/ui/extensibility", "a.xml"),
        "in a workbook inside": docx_bytes(("a.xlsm", xlsx_bytes(("xl/vbaProject.bin", OLE2)))),
    },
}


@by_kind(ACTIVE)
def test_an_active_office_document_is_refused(kind, content):
    assert_refused_as(kind, content)


def test_a_refusal_repeats_no_long_or_invisible_name():
    content = related(f"{OFFICE}/image", "http://x\u202e\u200b" + "a" * 1000, True)

    assert f"opened: http://x{'a' * 71}…. Remove" in refusal(content).messages[0]
