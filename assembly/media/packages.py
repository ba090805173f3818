"""Packed documents: the parts of a ZIP archive, read within bounds, and their XML.

Office and LibreOffice write archives of plain and deflated parts only (ECMA-376, part 2, annex B;
OpenDocument 1.3, part 2, section 3), so whatever else an archive may hold counts as damage.
"""

import re
import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO

from django.core.exceptions import ValidationError
from lxml import etree

from .pdf_documents import PDF_MARK, refuse_harmful_pdf
from .refusals import (
    DAMAGED_DOCUMENT,
    LARGE_DOCUMENT,
    LOCKED_DOCUMENT,
    TOO_COMPLEX,
    active_content,
)

MEGABYTE = 1024 * 1024
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_PARSED_BYTES = 32 * MEGABYTE  # of XML: two seconds
MAX_PARTS = 10_000
MAX_PDFS = 20  # within a document
CHUNK_BYTES = MEGABYTE

LOCKED_FLAG = 1  # of an entry (APPNOTE.TXT, section 4.4.4)

# Files that may stand in no document: programs, scripts, old Office, RTF, mail, web pages.
FOREIGN_NAME = re.compile(
    r"\.(?:exe|dll|com|scr|pif|msi|bat|cmd|ps1|jse?|vb[es]|wsf|hta|jar|lnk|html?|mht|rtf)\Z"
)
FOREIGN_START = re.compile(
    rb"MZ|\x7fELF|#!|\xd0\xcf\x11\xe0|\{\\rtf"
    rb"|(?i:mime-version:|\s*<(?:!doctype\s+html|html|script))"
)

# What zipfile and zlib raise on archives that are cut off, inconsistent or made up. ValueError is
# for names in a wrong encoding and for places before the file, OverflowError for places beyond any.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


class Budget:
    """How much a document, with those inside it, may still take: bytes and PDFs."""

    def __init__(self):
        self.unpacked = MAX_UNPACKED_BYTES
        self.parsed = MAX_PARSED_BYTES
        self.pdfs = MAX_PDFS

    def unpack(self, size):
        self.unpacked -= size
        if self.unpacked < 0:
            raise ValidationError(LARGE_DOCUMENT)

    def parse(self, size):
        self.parsed -= size
        if self.parsed < 0:
            raise ValidationError(LARGE_DOCUMENT)

    def inspect_pdf(self):
        self.pdfs -= 1
        if self.pdfs < 0:
            raise ValidationError(TOO_COMPLEX)


class Package:
    """The parts of a packed document: a mapping of their names in lower case.

    Raises ValidationError, here and while parts are read, if the archive is damaged, locked or
    too large. Names are compared in lower case, as Office does.
    """

    def __init__(self, content, budget=None):
        self.budget = budget or Budget()
        # Before zipfile makes an object of each entry.
        if content.count(b"PK\x01\x02") > MAX_PARTS:
            raise ValidationError(LARGE_DOCUMENT)
        with _refusing_damage():
            self._archive = zipfile.ZipFile(BytesIO(content))
            entries = self._archive.infolist()
        if any(entry.flag_bits & LOCKED_FLAG for entry in entries):
            raise ValidationError(LOCKED_DOCUMENT)
        self.budget.unpack(sum(entry.file_size for entry in entries))
        self.parts = _sound(entries)

    def __contains__(self, name):
        return name in self.parts

    def __iter__(self):
        return iter(self.parts)

    def chunks(self, name):
        """Yield the content of a part in pieces; its checksum is verified with the last."""
        with _refusing_damage(), self._archive.open(self.parts[name]) as part:
            while chunk := part.read(CHUNK_BYTES):
                yield chunk

    def read(self, name):
        return b"".join(self.chunks(name))

    def parse(self, name, target, *, recover=False):
        """Feed the XML of a part to a Target, without making a tree.

        Follows no entity and no reference. Raises ValidationError on malformed XML, unless told to
        recover what it can.
        """
        self.budget.parse(self.parts[name].file_size)
        options = {"resolve_entities": False, "no_network": True, "recover": recover}
        parser = etree.XMLParser(target=target, **options)
        try:
            for chunk in self.chunks(name):
                # Entities of its own can grow without bound; no program for documents writes any.
                if b"<!ENTITY" in chunk:
                    raise ValidationError(DAMAGED_DOCUMENT)
                parser.feed(chunk)
            parser.close()
        except etree.XMLSyntaxError as error:
            raise ValidationError(DAMAGED_DOCUMENT) from error


class Target:
    """What `Package.parse` feeds; this one ignores everything."""

    def start(self, tag, attributes):
        pass

    def data(self, text):
        pass

    def end(self, tag):
        pass

    def close(self):
        pass


class Elements(Target):
    """Collects the (local name, attributes) of each element of a small part."""

    def __init__(self):
        self.found = []

    def start(self, tag, attributes):
        named = {local_name(key): value for key, value in attributes.items()}
        self.found.append((local_name(tag), named))


def local_name(tag):
    """Return a tag or attribute without its namespace: each dialect of Office has others."""
    return tag.rpartition("}")[2]


def is_packed(start):
    return start.startswith(b"PK\x03\x04")


def refuse_foreign_part(package, name, start):
    """Raise ValidationError if a part, by its name or its first bytes, is a file of its own.

    A PDF may be a picture, in documents made on a Mac, and comes under the rules of PDFs.
    """
    if FOREIGN_NAME.search(name) or FOREIGN_START.match(start):
        raise active_content("embedded", name)
    if start.startswith(PDF_MARK):
        package.budget.inspect_pdf()
        refuse_harmful_pdf(package.read(name))


@contextmanager
def _refusing_damage():
    try:
        yield
    except BROKEN as error:
        raise ValidationError(DAMAGED_DOCUMENT) from error


def _sound(entries):
    """Return entries by their names, if no two programs could read the archive differently."""
    parts = {}
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        name = entry.filename.replace("\\", "/").lower()
        strange = (
            not name
            or name in parts
            or name.startswith("/")
            or ".." in name.split("/")
            or entry.orig_filename != entry.filename  # cut at a NUL
            or stat.S_ISLNK(entry.external_attr >> 16)
            or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or entry.header_offset < end  # overlaps the one before
        )
        if strange:
            raise ValidationError(DAMAGED_DOCUMENT)
        end = entry.header_offset + entry.compress_size
        # A Mac adds records of its own when it zips a folder; no program takes them for parts.
        if not entry.is_dir() and not name.startswith("__macosx/"):
            parts[name] = entry
    return parts
