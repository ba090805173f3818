"""What is said of a document that readers could not open, or that could harm them."""

from django.core.exceptions import ValidationError
from django.utils.text import Truncator, format_lazy
from django.utils.translation import gettext_lazy as _

DAMAGED_DOCUMENT = _(
    "The document is damaged or incomplete. Open it, save it anew, and upload the new file."
)
LOCKED_DOCUMENT = _(
    "The document is locked with a password, so readers could not open it. Save it without a "
    "password, and upload the new file."
)
LARGE_DOCUMENT = _(
    "The document is unusually large when unpacked. Save it again, for example as a PDF."
)
TOO_COMPLEX = _(
    "The document is too complex to be checked. Print it to PDF, and upload the new file."
)
MACROS = _("The document contains macros. Save it without them, for example as a PDF.")

# What may not be in a document, since it acts on the reader's computer.
ACTIVE_CONTENT = {
    "add-in": _("The document contains an Office add-in."),
    "control": _("The document contains ActiveX controls."),
    "dde": _("The document starts another program through DDE: %(found)s."),
    "embedded": _("There is another file inside the document: %(found)s."),
    "form": _("The document contains a form that sends or fetches data."),
    "formula": _("A formula starts a program or fetches something from elsewhere: %(found)s."),
    "launch": _("The document starts a program or opens another file: %(found)s."),
    "linked": _("The document shows an object that is kept in another file: %(found)s."),
    "media": _("The document plays sound or video, or shows 3D models."),
    "remote": _("The document fetches something from elsewhere when it is opened: %(found)s."),
    "script": _("The document contains a script, which could run on the reader's computer."),
    "xfa": _("The document is an XFA form, which most programs cannot show."),
}
ADVICE = _("Remove this, or print the document to PDF, and upload the new file.")

LONGEST_SHOWN = 80  # characters of a name or an address that a document contains


def active_content(kind, found=""):
    """Return the refusal of active content of a kind, a key of ACTIVE_CONTENT.

    `found` is the name or address of it in the document, of any length and characters.
    """
    shown = Truncator("".join(filter(str.isprintable, found)).strip()).chars(LONGEST_SHOWN)
    message = format_lazy("{} {}", ACTIVE_CONTENT[kind], ADVICE)
    return ValidationError(message, code=kind, params={"found": shown or _("without a name")})
