"""What an OpenDocument would run or fetch is found, and refused."""

import pytest

from .documents import OLE2, OPEN, XLSX, assert_refused_as, by_kind, odt_bytes

pytestmark = pytest.mark.once

LISTENER = (
    '<office:event-listeners><script:event-listener script:event-name="dom:load" '
    'xlink:href="vnd.sun.star.script:a.b?language=Basic"/></office:event-listeners>'
)


def of_style(content):
    return odt_bytes(
        (
            "styles.xml",
            f'<office:styles xmlns:office="{OPEN}office:1.0" xmlns:script="{OPEN}script:1.0" '
            f'xmlns:xlink="http://www.w3.org/1999/xlink">{content}</office:styles>',
        )
    )


def framed(kind, address, *parts):
    text = f'<draw:frame><draw:{kind} xlink:href="{address}"/></draw:frame>'
    return odt_bytes(*parts, text=text)


def described(content):
    return odt_bytes(
        ("meta.xml", f'<meta xmlns:xlink="http://www.w3.org/1999/xlink">{content}</meta>')
    )


ACTIVE = {
    "macros": {
        "basic": odt_bytes(("Basic/Standard/Module1.xml", "<module/>")),
        "python": odt_bytes(("Scripts/python/a.py", "x")),
        "of an object": odt_bytes(("Object 1/Basic/Standard/Module1.xml", "<module/>")),
    },
    "script": {
        "of an event": odt_bytes(before=LISTENER),
        "of an event in the styles": of_style(LISTENER),
        "of an event in an object": odt_bytes(
            ("Object 1/content.xml", '<a><event-listener macro-name="x"/></a>')
        ),
        "field": odt_bytes(text="<text:script>x</text:script>"),
        "file": odt_bytes(text='<text:script xlink:href="a.js"/>'),
        "macro field": odt_bytes(text='<text:execute-macro text:name="a"/>'),
        "macro link": odt_bytes(text='<text:a xlink:href="macro:///a.b.c()">x</text:a>'),
        "command link": odt_bytes(text='<text:a xlink:href=".uno:Quit">x</text:a>'),
        "script link": odt_bytes(text='<text:a xlink:href="JavaScript:x">x</text:a>'),
    },
    "dde": {
        "source": odt_bytes(text='<office:dde-source office:dde-application="cmd"/>'),
        "text": odt_bytes(text='<text:dde-connection-decl office:dde-application="cmd"/>'),
    },
    "formula": {
        "dde": odt_bytes(text='<table:table-cell table:formula="of:=DDE(&quot;cmd&quot;)"/>'),
        "web": odt_bytes(text='<table:table-cell table:formula="of:=WEBSERVICE([.A1])"/>'),
    },
    "linked": {
        "object": framed("object", "../other.ods"),
        "frame": framed("floating-frame", "https://x.example"),
    },
    "embedded": {
        "old object": framed("object-ole", "./Object 1", ("Object 1", OLE2)),
        "program": odt_bytes(("a.dat", b"MZ\x90\0")),
        "archive": odt_bytes(("Object 1", XLSX)),
    },
    "media": {"film": framed("plugin", "Media/a.mp4", ("Media/a.mp4", b"x"))},
    "remote": {
        "picture": framed("image", "http://x.example/a.png"),
        "section": odt_bytes(text='<text:section-source xlink:href="//x.example/a.odt"/>'),
        "template": described('<template xlink:href="http://x.example/a.ott"/>'),
        "next document": described('<auto-reload xlink:href="a.odt"/>'),
    },
    "form": {"that is sent": odt_bytes(text='<form:form xlink:href="http://x.example"/>')},
}


@by_kind(ACTIVE)
def test_an_active_opendocument_is_refused(kind, content):
    assert_refused_as(kind, content)
