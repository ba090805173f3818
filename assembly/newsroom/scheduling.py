"""Publishes working copies at the moment for which they were approved."""

import logging

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from assembly.publishing.status import Status

from .models import Action, Version, WorkingCopy
from .working_copies import LiveTextChangedError, Work

logger = logging.getLogger(__name__)

# Addresses that show no text, and must answer without a database.
WITHOUT_TEXTS = ("/healthz", "/readyz", "/static/", "/media/")


def due_copies():
    return WorkingCopy.objects.filter(status=Status.PUBLISHED, published_at__lte=timezone.now())


def publish_due_copies(get_response):
    """Return the middleware by which the first reader after the moment finds the new text."""

    def middleware(request):
        if not request.path_info.startswith(WITHOUT_TEXTS):
            for copy in due_copies():
                try:
                    publish_copy_if_due(copy)
                except Exception:  # readers keep the site, whatever is wrong with one text
                    logger.exception("The working copy %s could not be published.", copy.pk)
        return get_response(request)

    return middleware


@transaction.atomic
def publish_copy_if_due(copy):
    """Publish a copy that is due, unless it was published meanwhile.

    One that the live text contradicts goes back to its editor, with a note that says so.
    """
    record = copy.record
    if record is None:  # deleted past the admin
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
    except (LiveTextChangedError, IntegrityError, DataError, ValidationError):
        work.copy.status, work.copy.published_at = Status.DRAFT, None
        work.copy.note = gettext("The live text was changed meanwhile; compare the two.")
        work.copy.save()
        work.save_revision(Action.RETURNED, note=work.copy.note)
    else:
        work.save_revision(Action.PUBLISHED, user=approved_by)
