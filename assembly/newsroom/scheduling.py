"""Publishes working copies at their scheduled time."""

import logging

from django.db import InternalError, OperationalError, transaction
from django.db.models import Min
from django.utils import timezone

from assembly.core.locks import impatient_transaction
from assembly.publishing.content_version import current_period
from assembly.publishing.status import Status

from .misfits import MISFITS, misfit_note
from .models import Action, Version, WorkingCopy
from .working_copies import Work

logger = logging.getLogger(__name__)

# Addresses that show no texts, and must work without a database.
WITHOUT_TEXTS = ("/healthz", "/readyz", "/static/")

# Trouble with the database rather than a text: unreachable, locked or read-only.
DATABASE_TROUBLE = (OperationalError, InternalError)


def due_copies(at=None):
    """Return the copies due by a time, by default now, without those that failed before."""
    return WorkingCopy.objects.filter(
        status=Status.PUBLISHED, published_at__lte=at or timezone.now(), publishing_failed_at=None
    )


def next_due_moment():
    """Return when the next copy is due, which may have passed, or None."""
    waiting = WorkingCopy.objects.filter(status=Status.PUBLISHED, publishing_failed_at=None)
    return waiting.aggregate(first=Min("published_at"))["first"]


def publish_due_copies(get_response):
    """Publish due copies before each request, so that the first reader sees the new text."""

    def middleware(request):
        # In a known period, which ends when a copy is due, none is.
        if not request.path_info.startswith(WITHOUT_TEXTS) and current_period() is None:
            for copy in due_copies():
                try:
                    _publish_or_mark(copy)
                except DATABASE_TROUBLE as error:
                    logger.warning(
                        "The working copy %s could not be published yet: %s", copy.pk, error
                    )
        return get_response(request)

    return middleware


def _publish_or_mark(copy):
    """Publish a due copy; if that fails, mark it for staff.

    Raises one of `DATABASE_TROUBLE`, which is temporary: the next request tries again.
    """
    try:
        publish_copy_if_due(copy)
    except DATABASE_TROUBLE:
        raise
    except Exception:  # the site stays up, whatever is wrong with one text
        # Of several simultaneous requests, only one marks it and logs the error.
        if due_copies().filter(pk=copy.pk).update(publishing_failed_at=timezone.now()):
            logger.exception("The working copy %s could not be published.", copy.pk)


def publish_copy_if_due(copy):
    """Publish a due copy, unless that has happened already.

    Readers do not wait for staff: if its record stays locked, as while a form of it is rendered,
    OperationalError is raised.
    """
    with impatient_transaction():
        _publish_if_due(copy)


def _publish_if_due(copy):
    """Do it within a transaction.

    A copy that conflicts with later changes is returned to its editor with a note.
    """
    record = copy.record
    if record is None:  # deleted outside the admin
        copy.delete()
        return
    work = Work(record).lock()
    if work.copy is None or not due_copies().filter(pk=work.copy.pk).exists():
        return
    approval = Version.objects.of(record).filter(action=Action.SCHEDULED).first()
    approved_by = approval and approval.made_by
    try:
        with transaction.atomic():
            work.publish_copy()
    except MISFITS as error:
        _return_to_editor(work, misfit_note(error))
    else:
        work.save_revision(Action.PUBLISHED, user=approved_by)


def _return_to_editor(work, note):
    work.copy.status, work.copy.published_at = Status.DRAFT, None
    for name, value in note.items():
        setattr(work.copy, name, value)
    work.copy.save()
    work.save_revision(Action.RETURNED, **note)
