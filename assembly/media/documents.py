"""Documents: what an upload holds is verified by its content, never by its name."""

import secrets
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_DOCUMENT_BYTES = 25 * MEGABYTE
MAX_UNPACKED_BYTES = 200 * MEGABYTE

# The extension of each type of file that is kept, and what it is served as.
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
IMAGE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
MEDIA_TYPES = {**DOCUMENT_TYPES, **IMAGE_TYPES}

# The part without which an archive is no document of the type.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}

UNKNOWN_DOCUMENT = _("The file holds no PDF, DOCX, XLSX or ODT document, whatever its name says.")
DAMAGED_DOCUMENT = _("The document is damaged, incomplete or locked with a password.")


def random_name():
    """Return a name that nobody can guess, so that a file is found only by those told of it."""
    return secrets.token_urlsafe(16)


def refuse_larger(file, limit):
    """Raise ValidationError where a file has more bytes than a whole number of megabytes."""
    if file.size > limit:
        message = _("The file is larger than %(limit)d MB.")
        raise ValidationError(message, params={"limit": limit // MEGABYTE})


def document_type(file):
    """Return the extension of the type of document that a file holds: a key of DOCUMENTS.

    Raises ValidationError where it holds none, or one that could harm whoever opens it.
    """
    refuse_larger(file, MAX_DOCUMENT_BYTES)
    file.open()
    start = file.read(5)
    if start == b"%PDF-":
        file.seek(max(0, file.size - 1024))
        if b"%%EOF" not in file.read():
            raise ValidationError(DAMAGED_DOCUMENT)
        return "pdf"
    if start[:4] != b"PK\x03\x04":
        raise ValidationError(UNKNOWN_DOCUMENT)
    file.seek(0)
    try:
        with zipfile.ZipFile(file.file) as archive:
            return _packed_type(archive)
    # NotImplementedError is an unknown way of packing, RuntimeError a password.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValidationError(DAMAGED_DOCUMENT) from error


def _packed_type(archive):
    """Return the type of a document that is an archive, once it is known to be whole and tame."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise ValidationError(_("The document unpacks to more than a document ever needs."))
    names = [entry.filename for entry in entries]
    found = [kind for kind, part in MAIN_PARTS.items() if part in names]
    if found and "[Content_Types].xml" not in names:
        found = []
    if _is_odt(archive, entries):
        found.append("odt")
    if len(found) != 1:
        raise ValidationError(UNKNOWN_DOCUMENT)
    if any(_is_macro(name) for name in names):
        message = _("The document holds macros. Save it without them, for example as PDF.")
        raise ValidationError(message)
    if archive.testzip():
        raise ValidationError(DAMAGED_DOCUMENT)
    return found[0]


def _is_odt(archive, entries):
    """Say whether an archive names itself a text in its first entry, as OpenDocument 1.3 asks."""
    first = entries[0] if entries else None
    claim = DOCUMENT_TYPES["odt"].encode()
    return (
        first is not None
        and first.filename == "mimetype"
        and first.file_size == len(claim)
        and archive.read(first) == claim
        and any(entry.filename == "content.xml" for entry in entries)
    )


def _is_macro(name):
    """Say whether a part of a document is where Office or LibreOffice keeps what it would run."""
    name = name.lower()
    return name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/"))
