"""Documents: the type of an upload is verified by its content, never by its name.

To accept another type, add it to DOCUMENT_TYPES: a kin of DOCX such as PPTX, or of ODT such as ODS,
needs nothing else but the migration of its list of types (`Attachment.kind`).
"""

import secrets

from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .office_documents import OfficeDocument, is_office
from .open_documents import OpenDocument
from .packages import MEGABYTE, Package, is_packed
from .pdf_documents import is_pdf, refuse_harmful_pdf
from .refusals import LOCKED_DOCUMENT

MAX_DOCUMENT_BYTES = 25 * MEGABYTE

# The media type with which each type of file is served, by extension.
DOCUMENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
IMAGE_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp", "avif": "image/avif"}
MEDIA_TYPES = {**DOCUMENT_TYPES, **IMAGE_TYPES}
EXTENSIONS = {media_type: extension for extension, media_type in DOCUMENT_TYPES.items()}

# What Office wrote before 2007, and what it locks with a password, are containers of OLE2 with
# streams of these names (MS-CFB; MS-OFFCRYPTO, section 1.3).
OLE2_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
OLD_STREAMS = [
    name.encode("utf-16-le") for name in ("WordDocument", "Workbook", "Book", "PowerPoint Document")
]

ACCEPTED_DOCUMENTS = ", ".join(extension.upper() for extension in DOCUMENT_TYPES)
UNKNOWN_DOCUMENT = format_lazy(
    _(
        "The content of the file is of no accepted type, even if its name says so. "
        "Upload one of these types: {types}."
    ),
    types=ACCEPTED_DOCUMENTS,
)
OLD_DOCUMENT = format_lazy(
    _(
        "The document is of an old type, such as DOC or XLS. Save it as one of these types and "
        "upload the new file: {types}."
    ),
    types=ACCEPTED_DOCUMENTS,
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

    Raises ValidationError if the file is no such document, is damaged or locked, or could harm
    whoever opens it.
    """
    refuse_larger(file, MAX_DOCUMENT_BYTES)
    file.open()
    content = file.read()
    if content.startswith(OLE2_MARK):
        raise ValidationError(_ole2_refusal(content))
    if is_packed(content):
        return _packed_type(Package(content))
    if is_pdf(content):
        refuse_harmful_pdf(content)
        return "pdf"
    raise ValidationError(UNKNOWN_DOCUMENT)


def _ole2_refusal(content):
    if LOCKED_STREAM in content:
        return LOCKED_DOCUMENT
    return OLD_DOCUMENT if any(name in content for name in OLD_STREAMS) else UNKNOWN_DOCUMENT


def _packed_type(package):
    """Return the type of the document in a package that is intact and harmless."""
    document = OfficeDocument(package) if is_office(package) else OpenDocument(package)
    extension = EXTENSIONS.get(document.media_type())
    if extension is None:
        raise ValidationError(UNKNOWN_DOCUMENT)
    document.refuse_active()
    return extension
