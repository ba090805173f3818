"""What the XML of Office documents runs or fetches: fields, formulas, links and connections."""

import re

from django.core.exceptions import ValidationError

from .field_codes import (
    FieldCodes,
    is_elsewhere,
    refuse_active_field,
    refuse_active_formula,
)
from .packages import Target, local_name
from .refusals import MACROS, active_content

# What `ContentTarget` looks for, in capitals, as it stands in the XML. Parts without any of these
# are not parsed, which takes longer: a sheet can have a hundred million characters.
WORDS = (
    *(b"DDELINK", b"OLELINK", b"INSTRTEXT", b"FLDSIMPLE", b"EMBEDDEDHTML", b"CONNECTSTRING"),
    *(b"WEBPR", b"REFRESHONLOAD", b"OLEOBJECT", b"IMAGEDATA", b" SRC=", b"PPACTION", b"AUTO_"),
    *(b"|", b"&#", b"CALL", b"EXEC", b"REGISTER", b"RTD", b"DDE", b"WEBSERVICE", b"IMAGE("),
    *(b"<![CDATA[", b"<!ENTITY"),
)
LONGEST_WORD = max(map(len, WORDS))
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# In other encodings than these two, the words may stand in other bytes.
OTHER_ENCODING = re.compile(
    rb"""[^\0]{0,3}\0|\xff\xfe|\xfe\xff|<\?xml[^>]*encoding\s*=\s*["'](?!utf-?8|us-ascii)""",
    re.IGNORECASE,
)

FIELD_TEXTS = {"instrText", "delInstrText"}
FORMULAS = {"f", "formula", "formula1", "formula2", "definedName"}
STARTING_NAME = re.compile(r"(?:_xlnm\.)?auto_(?:open|close|activate|deactivate)", re.IGNORECASE)


class PartScan:
    """What one reading of a part shows, whatever its size: its start, and whether to parse it."""

    def __init__(self, chunks):
        self.start = b""
        self.has_words = False
        before = b""
        for chunk in chunks:
            self.start = self.start or chunk[:1024]
            if not self.has_words:
                capitals = (before + chunk).upper()
                self.has_words = any(word in capitals for word in WORDS)
                before = chunk[-LONGEST_WORD:]

    @property
    def is_xml(self):
        start = self.start.removeprefix(BYTE_ORDER_MARK).lstrip()
        return start.startswith(b"<") or b"<" in start[:4]

    @property
    def is_worth_parsing(self):
        return self.has_words or bool(OTHER_ENCODING.match(self.start))


class ContentTarget(Target):
    """Raises ValidationError at what would act on the reader's computer.

    Elements are known by their local names: the namespaces of the strict and the transitional
    dialect differ, and no name is used for anything else.
    """

    def __init__(self):
        self._fields = FieldCodes()
        self._text = None  # the pieces of a code or formula, while inside one
        self._name = ""  # of the defined name that is being read

    def start(self, tag, attributes):
        name = local_name(tag)
        if name in FIELD_TEXTS or name in FORMULAS:
            self._text = []
            self._name = attributes.get("name", "")
        elif check := CHECKS.get(name):
            check(self, {local_name(key): value for key, value in attributes.items()})

    def data(self, text):
        if self._text is not None:
            self._text.append(text)

    def end(self, tag):
        name = local_name(tag)
        if name in FIELD_TEXTS:
            self._fields.add(self._finished_text())
        elif name in FORMULAS:
            formula = self._finished_text()
            refuse_active_formula(formula)
            if STARTING_NAME.match(self._name) and "#REF!" not in formula:
                raise ValidationError(MACROS)
        elif name == "p":
            self._fields.end_paragraph()

    def close(self):
        self._fields.end_text()

    def _finished_text(self):
        text, self._text = "".join(self._text or []), None
        return text

    def _field_mark(self, attributes):
        if attributes.get("fldCharType") == "begin":
            self._fields.begin()
        elif attributes.get("fldCharType") == "end":
            self._fields.end()

    def _simple_field(self, attributes):
        refuse_active_field(attributes.get("instr", ""))

    def _dde_link(self, attributes):
        raise active_content(
            "dde", " ".join([attributes.get("ddeService", ""), attributes.get("ddeTopic", "")])
        )

    def _ole_link(self, attributes):
        raise active_content("linked", attributes.get("progId", ""))

    def _ole_object(self, attributes):
        if attributes.get("Type", "").lower() == "link":
            raise active_content("linked", attributes.get("ProgID", ""))

    def _picture(self, attributes):
        for key in ("src", "href", "althref"):
            if is_elsewhere(attributes.get(key, "")):
                raise active_content("remote", attributes[key])

    def _web_video(self, _attributes):
        raise active_content("media")

    def _query(self, attributes):
        raise active_content("remote", attributes.get("url") or attributes.get("val", ""))

    def _connection(self, attributes):
        if attributes.get("refreshOnLoad", "").lower() in ("1", "true"):
            raise active_content("remote", attributes.get("name", ""))

    def _click(self, attributes):
        action = attributes.get("action", "")
        if action.startswith(("ppaction://program", "ppaction://macro", "ppaction://ole")):
            raise active_content("launch", action)


CHECKS = {
    "fldChar": ContentTarget._field_mark,
    "fldSimple": ContentTarget._simple_field,
    "ddeLink": ContentTarget._dde_link,
    "oleLink": ContentTarget._ole_link,
    "OLEObject": ContentTarget._ole_object,
    "imagedata": ContentTarget._picture,
    "fill": ContentTarget._picture,
    "stroke": ContentTarget._picture,
    "webVideoPr": ContentTarget._web_video,
    "connectString": ContentTarget._query,
    "webPr": ContentTarget._query,
    "connection": ContentTarget._connection,
    "hlinkClick": ContentTarget._click,
    "hlinkHover": ContentTarget._click,
}
