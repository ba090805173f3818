"""Office documents: DOCX, XLSX and their kin (ECMA-376, ISO/IEC 29500, strict and transitional).

Their relationships and fields are read here, with lxml. The library made for such checks, oletools,
looks at macros and little else, takes seconds, and brings ten packages.
"""

import posixpath
import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from .field_codes import is_elsewhere, is_script
from .office_content import ContentTarget, PartScan
from .packages import Elements, Package, is_packed, refuse_foreign_part
from .refusals import MACROS, active_content

CONTENT_TYPES = "[content_types].xml"
MAIN = ".main+xml"
DEPTH = 2  # of documents in documents: a workbook behind a chart of an embedded document

# What a part's name, content type or relationship says of it.
SIGNS = {
    "macros": re.compile(
        "vbaproject|vbadata|macrosheet|macroenabled|dialogsheet|attachedtoolbars|customui"
        "|ui/extensibility|ui/usercustomization"
    ),
    "control": re.compile(r"activex|relationships/control\Z"),
    "add-in": re.compile("webextension"),
    "embedded": re.compile(r"oleobject|ole10native|afchunk|text/html|message/rfc822"),
}

# What relationships may name outside of the document, by the last word of their types. Links are
# followed when readers say so: Excel keeps the values of other workbooks, and asks before it looks.
# Objects and parts of the text never stand elsewhere.
FOLLOWED_WHEN_ASKED = {"hyperlink", "hlink", "externallinkpath", "externallinklongpath"}
NEVER_OUTSIDE = {"oleobject", "package", "control", "subdocument", "frame", "afchunk"}


def is_office(package):
    return CONTENT_TYPES in package


class OfficeDocument:
    """An Office document: its content types and relationships (ECMA-376, part 2)."""

    def __init__(self, package, depth=DEPTH):
        self.package = package
        self.depth = depth
        self._types = self._read_types()
        self._relationships = [*self._read_relationships()]

    def media_type(self):
        """Return the media type by the main part, or None if it has none, or more than one.

        The package's relationships name the main part: usually `word/document.xml`, but Word on
        the web writes `word/document2.xml`. Raises ValidationError if the type is one with macros.
        """
        kinds = {
            self._type_of(part)
            for source, kind, target, outside in self._relationships
            if not source and not outside and kind.endswith("/officedocument")
            for part in [_part_name("", target)]
            if part in self.package
        }
        if len(kinds) != 1:
            return None
        kind = kinds.pop()
        if "macroenabled" in kind:
            raise ValidationError(MACROS)
        return kind.removesuffix(MAIN) if kind.endswith(MAIN) else None

    def refuse_active(self):
        """Raise ValidationError if anything in the document acts on the reader's computer.

        Every part is looked at, since programs disagree on which of them are in use.
        """
        for _source, kind, target, outside in self._relationships:
            if outside:
                _refuse_outside(kind.rpartition("/")[2], target)
            _refuse_signs(kind, target)
        for name in self.package:
            _refuse_signs(name, name)
            _refuse_signs(self._type_of(name), name)
            self._inspect_part(name)

    def _inspect_part(self, name):
        """Read a part to its end, and parse it if there is something to find."""
        scan = PartScan(self.package.chunks(name))
        refuse_foreign_part(self.package, name, scan.start)
        if is_packed(scan.start):
            self._inspect_embedded(name)
        elif scan.is_xml and (scan.is_worth_parsing or self._is_main_text(name)):
            target = ContentTarget()
            self.package.parse(name, target, recover=name.endswith(".vml"))

    def _inspect_embedded(self, name):
        """Accept a workbook behind a chart, or a table or slide in a text, under the same rules."""
        package = Package(self.package.read(name), self.package.budget)
        if not self.depth or not is_office(package):
            raise active_content("embedded", name)
        document = OfficeDocument(package, self.depth - 1)
        if document.media_type() is None:
            raise active_content("embedded", name)
        document.refuse_active()

    def _is_main_text(self, name):
        return self._type_of(name).endswith("document.main+xml")

    def _read_types(self):
        """Return the content type of each part that is named, and of each extension (".xml")."""
        elements = Elements()
        self.package.parse(CONTENT_TYPES, elements)
        types = {}
        for element, attributes in elements.found:
            kind = attributes.get("ContentType", "").partition(";")[0].strip().lower()
            if element == "Override":
                types[_part_name("", attributes.get("PartName", ""))] = kind
            elif element == "Default":
                types["." + attributes.get("Extension", "").lower()] = kind
        return types

    def _type_of(self, part):
        return self._types.get(part) or self._types.get(posixpath.splitext(part)[1], "")

    def _read_relationships(self):
        """Yield each relationship: its source part, type, target, and whether it leads outside."""
        for name in self.package:
            folder, _, file = name.rpartition("/")
            if not (f"/{folder}".endswith("/_rels") and file.endswith(".rels")):
                continue
            source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
            elements = Elements()
            self.package.parse(name, elements)
            for element, attributes in elements.found:
                if element == "Relationship":
                    target = attributes.get("Target", "")
                    outside = attributes.get("TargetMode", "").lower() == "external"
                    outside = outside or bool(
                        re.match(r"[a-z][a-z0-9+.-]+:", target, re.IGNORECASE)
                    )
                    yield source, attributes.get("Type", "").lower(), target, outside


def _part_name(source, target):
    """Return the name of the part to which a target of a relationship refers."""
    target = unquote(target).replace("\\", "/").partition("#")[0].lower()
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _refuse_signs(text, found):
    for kind, sign in SIGNS.items():
        if sign.search(text):
            raise ValidationError(MACROS) if kind == "macros" else active_content(kind, found)


def _refuse_outside(kind, target):
    if kind in NEVER_OUTSIDE:
        raise active_content("linked", target)
    if is_script(target):
        raise active_content("script", target)
    if kind not in FOLLOWED_WHEN_ASKED and is_elsewhere(target):
        raise active_content("remote", target)
