"""Documents: the type of an upload is verified by its content, never by its name."""

import secrets
import zipfile
import zlib

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

MEGABYTE = 1024 * 1024
MAX_DOCUMENT_BYTES = 25 * MEGABYTE
MAX_UNPACKED_BYTES = 200 * MEGABYTE

# The media type with which each type of file is served, by extension.
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
IMAGE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
MEDIA_TYPES = {**DOCUMENT_TYPES, **IMAGE_TYPES}

# The part that an archive must have to be a document of the type.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}

ACCEPTED_DOCUMENTS = ", ".join(extension.upper() for extension in DOCUMENT_TYPES)
UNKNOWN_DOCUMENT = format_lazy(
    _(
        "The content of the file is of no accepted type, even if its name says so. "
        "Upload one of these types: {types}."
    ),
    types=ACCEPTED_DOCUMENTS,
)
DAMAGED_DOCUMENT = _(
    "The document is damaged, incomplete or password-protected. Upload a copy "
    "that opens without a password."
)


def random_name():
    """Return an unguessable name, so that only people who were given a file's address find it."""
    return secrets.token_urlsafe(16)


def refuse_larger(file, limit):
    """Raise ValidationError if a file is larger than a limit in bytes, a multiple of MEGABYTE."""
    if file.size > limit:
        message = _("The file is larger than %(limit)d MB. Upload a smaller one.")
        raise ValidationError(message, params={"limit": limit // MEGABYTE})


def document_type(file):
    """Return the type of a document as its extension, a key of DOCUMENT_TYPES.

    Raises ValidationError if the file is no such document, or could harm whoever opens it.
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
    # NotImplementedError: an unknown compression method; RuntimeError: a password.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ValidationError(DAMAGED_DOCUMENT) from error


def _packed_type(archive):
    """Return the type of the document in an archive that is intact and harmless."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise ValidationError(
            _("The document is unusually large when unpacked. Save it again, for example as a PDF.")
        )
    names = [entry.filename for entry in entries]
    found = [kind for kind, part in MAIN_PARTS.items() if part in names]
    if found and "[Content_Types].xml" not in names:
        found = []
    if _is_odt(archive, entries):
        found.append("odt")
    if len(found) != 1:
        raise ValidationError(UNKNOWN_DOCUMENT)
    if any(_is_macro(name) for name in names):
        message = _("The document contains macros. Save it without them, for example as a PDF.")
        raise ValidationError(message)
    if archive.testzip():
        raise ValidationError(DAMAGED_DOCUMENT)
    return found[0]


def _is_odt(archive, entries):
    """Return whether an archive's first entry declares an OpenDocument text (version 1.3)."""
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
    """Return whether a part of a document is where Office or LibreOffice stores macros."""
    name = name.lower()
    return name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/"))
