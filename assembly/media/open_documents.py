"""OpenDocument texts and their kin, as LibreOffice writes them (OpenDocument 1.3)."""

import re
from urllib.parse import unquote

from django.core.exceptions import ValidationError

from .field_codes import is_elsewhere, is_script, refuse_active_formula
from .packages import Elements, Target, is_packed, local_name, refuse_foreign_part
from .refusals import LOCKED_DOCUMENT, MACROS, active_content

MANIFEST = "meta-inf/manifest.xml"
CONTENT = "content.xml"
MIMETYPE = "mimetype"
LONGEST_TYPE = 200  # bytes

# Where macros and their dialogs are kept; the lists of libraries remain when those are deleted.
MACRO_PART = re.compile(
    r"(?:\A|/)(?:basic|scripts|dialogs)/(?!(?:.*/)?(?:script|dialog)-l[bc]\.xml\Z)"
)

OBJECTS = {"object", "object-ole", "plugin", "applet", "floating-frame"}
CALLS = {"href", "macro-name"}
DDE = {"dde-source", "dde-connection-decl", "dde-connection"}
CLICKED = {"a", "area-rectangle", "area-circle", "area-polygon", "button", "image-map", "base"}


class OpenDocument:
    """An OpenDocument file: its manifest and parts."""

    def __init__(self, package):
        self.package = package

    def media_type(self):
        """Return the media type, or None if the file is no OpenDocument.

        The part `mimetype` should stand first and unpacked, but need not, once a file was zipped
        anew; the manifest says it too. Raises ValidationError if the document is locked.
        """
        manifest = Elements()
        if MANIFEST in self.package:
            self.package.parse(MANIFEST, manifest)
        if any(element == "encryption-data" for element, _attributes in manifest.found):
            raise ValidationError(LOCKED_DOCUMENT)
        claims = [
            attributes.get("media-type", "")
            for element, attributes in manifest.found
            if element == "file-entry" and attributes.get("full-path") == "/"
        ]
        if MIMETYPE in self.package and self.package.parts[MIMETYPE].file_size <= LONGEST_TYPE:
            claims.insert(0, self.package.read(MIMETYPE).decode("ascii", "replace"))
        return claims[0].strip().lower() if claims and CONTENT in self.package else None

    def refuse_active(self):
        """Raise ValidationError if anything in the document acts on the reader's computer."""
        for name in self.package:
            if MACRO_PART.search(name):
                raise ValidationError(MACROS)
            start = b""
            for chunk in self.package.chunks(name):  # to the end, where the checksum is
                start = start or chunk[:1024]
            refuse_foreign_part(self.package, name, start)
            if is_packed(start):
                raise active_content("embedded", name)
            if start and name.endswith((".xml", ".rdf")):
                self.package.parse(name, ContentTarget(self.package))


class ContentTarget(Target):
    """Raises ValidationError at what runs or fetches something."""

    def __init__(self, package):
        self._package = package
        self._in_script = False

    def start(self, tag, attributes):
        name = local_name(tag)
        named = {local_name(key): value for key, value in attributes.items()}
        if name in DDE:
            program, topic = named.get("dde-application", ""), named.get("dde-topic", "")
            raise active_content("dde", f"{program} {topic}")
        if name == "execute-macro" or (name == "event-listener" and named.keys() & CALLS):
            raise active_content("script")
        if name == "script":
            self._in_script = True
        if "formula" in named:
            refuse_active_formula(named["formula"])
        if href := named.get("href", ""):
            self._inspect_link(name, href)

    def data(self, text):
        if self._in_script and text.strip():
            raise active_content("script")

    def end(self, tag):
        if local_name(tag) == "script":
            self._in_script = False

    def _inspect_link(self, name, href):
        if is_script(href) or name == "script":
            raise active_content("script")
        if name in OBJECTS and not self._is_inside(href):
            raise active_content("linked", href)
        if name == "plugin":
            raise active_content("media")
        if name == "auto-reload" or (name not in CLICKED and is_elsewhere(href)):
            raise active_content("form" if name == "form" else "remote", href)

    def _is_inside(self, href):
        path = unquote(href).removeprefix("./").strip("/").lower()
        return any(name == path or name.startswith(f"{path}/") for name in self._package)
