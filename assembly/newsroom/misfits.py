"""Why a working copy does not fit what was saved since: the system note for its editor."""

import re

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError

from assembly.core.constraints import is_taken
from assembly.publishing.addressed import AddressTakenError, addressed_models

from .notes import NoteCode, names_of
from .snapshots import DeletedReferenceError, RefusedValueError
from .working_copies import LiveTextChangedError, UndescribedImageError

# What applying or publishing a working copy raises if it does not fit.
MISFITS = (
    LiveTextChangedError,
    UndescribedImageError,
    IntegrityError,
    DataError,
    ValidationError,
)


def misfit_note(error):
    """Return the note on a working copy that raised one of `MISFITS`.

    As a dictionary of `note_code` and `note_values`.
    """
    values = {}
    match error:
        case LiveTextChangedError():
            code = NoteCode.LIVE_TEXT_CHANGED
        case UndescribedImageError():
            code, values = NoteCode.IMAGE_NOT_DESCRIBED, {"image": names_of(error.image)}
        case DeletedReferenceError():
            code = NoteCode.REFERS_TO_DELETED
        case RefusedValueError():
            code, values = NoteCode.VALUE_REFUSED, {"column": error.place}
        case AddressTakenError():
            code = NoteCode.ADDRESS_IN_USE
        case IntegrityError() if is_taken(error):
            code = NoteCode.ADDRESS_IN_USE if _is_address(error) else NoteCode.VALUE_IN_USE
        case _:
            code = NoteCode.DOES_NOT_FIT
    return {"note_code": code, "note_values": values}


def _is_address(error):
    """Return whether the value that the database refused is the address of a page."""
    tables = "|".join(model._meta.db_table for model in addressed_models())
    return bool(re.search(rf"\b({tables})[._]slug", str(error)))
