"""References of working copies to other records, which no foreign key protects."""

from assembly.publishing.status import Status

from .models import Action, WorkingCopy
from .snapshots import model_and_pk, replace_reference
from .working_copies import Work


def copies_naming(model, pk):
    """Return the working copies that refer to a record, including its own."""
    nobody = 0
    return [
        copy
        for copy in WorkingCopy.objects.all()
        if copy.record and _referring(copy, model, pk, nobody) != copy.content
    ]


def replace_in_copies(model, old, new, *, user, **note):
    """Replace references to a deleted record by another in all working copies.

    They are first merged with the live text, which may have dropped the reference. The approval of
    a copy stays, as it says the same as before.
    """
    for copy in copies_naming(model, old):
        work = Work(copy.record).lock()
        if work.copy.status == Status.PUBLISHED:
            work.follow_live()
        else:
            work.rebase(user)
        work.copy.content = _referring(work.copy, model, old, new)
        work.copy.save()
        work.save_revision(Action.SAVED, user=user, **note)


def _referring(copy, model, old, new):
    return {
        key: replace_reference(kind, row, model, old, new)
        if (kind := model_and_pk(key)[0])
        else row  # its model is gone
        for key, row in copy.content.items()
    }
