"""Takes away the marks of stale translations that staff found to be correct."""

from .models import Action
from .notes import NOTES_OF_CHECKS
from .snapshots import row_key
from .stale_translations import STALE_MARKS


def check_translation(work, column, how, user):
    """Mark a stale translation as checked, in the record and its working copy.

    `how` is "correct", or "typo" if only a typo was fixed in the other language.
    """
    key = row_key(work.record)
    marks = work.copy.content[key][STALE_MARKS] if work.copy else {}
    if how not in NOTES_OF_CHECKS or column not in {*marks, *work.record.stale}:
        return
    if marks.pop(column, None):
        work.copy.save()
    if work.record.stale.pop(column, None):
        work.record.save()
    note = {"note_code": NOTES_OF_CHECKS[how], "note_values": {"field": column}}
    work.save_revision(Action.CHECKED, user=user, **note)
