"""Replacing references of working copies to a record that is gone."""

from assembly.publishing.status import Status

from .copy_references import copies_naming, with_reference_replaced
from .merging import merge
from .models import Action
from .working_copies import Work


def replace_in_copies(model, old, new, *, user, **note):
    """Replace references to a deleted record by another in all working copies.

    They are first merged with the live text, which may have dropped the reference. The approval of
    a copy stays, as it says the same as before.
    """
    for copy in copies_naming(model, old):
        work = Work(copy.record).lock()
        if work.copy.status == Status.PUBLISHED:
            follow_live(work)
        else:
            work.rebase(user)
        work.copy.content = with_reference_replaced(work.copy, model, old, new)
        work.copy.save()
        work.save_revision(Action.SAVED, user=user, **note)


def follow_live(work):
    """Merge later changes to the live text into an approved copy, as its publication will.

    A copy that conflicts with them stays as it is.
    """
    live = work.record_outside_changes()
    merged, conflicts = merge(work.copy.base.content, work.copy.content, live.content)
    if not conflicts:
        work.copy.content, work.copy.base = merged, live
