"""Queues of publications by state, for the dashboard, lists and filters."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.publishing.status import Status

from .models import WorkingCopy

QUEUES = {
    "failed": _("could not be published"),
    "review": _("awaiting review"),
    "returned": _("returned to me"),
    "mine": _("my drafts"),
    "scheduled": _("scheduled"),
    "stale": _("outdated translations"),
    "draft": _("all drafts"),
    "public": _("published"),
    "copy": _("with a working copy"),
    "withdrawn": _("withdrawn"),
}


def in_queue(pages, queue, user):
    """Return the pages in one of `QUEUES`, by their own state or that of their working copy."""
    now = timezone.now()
    draft, returned = Q(status=Status.DRAFT), ~Q(note="")
    of_page = {
        "review": Q(status=Status.REVIEW),
        "returned": draft & returned & Q(submitted_by=user),
        "mine": draft & Q(updated_by=user),
        "draft": draft,
    }
    returned |= ~Q(note_code="")
    of_copy = {**of_page, "returned": draft & returned & Q(submitted_by=user)}
    if queue in of_page:
        return pages.filter(of_page[queue] | Q(_with_copy(pages, of_copy[queue])))
    approved = Q(status=Status.PUBLISHED)
    failed = Q(publishing_failed_at__isnull=False)
    return pages.filter(
        {
            "failed": Q(_with_copy(pages, failed)),
            "scheduled": Q(approved, published_at__gt=now)
            | Q(_with_copy(pages, approved & ~failed)),
            "stale": _marked(pages),
            "public": Q(approved, published_at__lte=now),
            "copy": Q(_with_copy(pages, Q())),
            "withdrawn": Q(status=Status.WITHDRAWN),
        }[queue]
    )


def _marked(pages):
    """Return the condition that the text being edited has stale translations."""
    marks = Q(
        content__contains='"stale": {"'
    )  # unescaped, so it cannot be part of a text within the JSON
    return Q(_with_copy(pages, marks)) | ~Q(stale={}) & ~Q(_with_copy(pages, Q()))


def _with_copy(pages, condition):
    kind = ContentType.objects.get_for_model(pages.model)
    copies = WorkingCopy.objects.filter(condition, content_type=kind, object_id=OuterRef("pk"))
    return Exists(copies)


def state_label(page, copy_status=None, copy_failed=False):
    """Return the state of a page and its working copy: "public; working copy: in review"."""
    if page.is_public:
        text = _("published")
    elif page.status == Status.PUBLISHED:
        when = date_format(timezone.localtime(page.published_at), "DATETIME_FORMAT")
        text = format_lazy("{} {}", _("scheduled for"), when)
    else:
        text = page.get_status_display()
    if copy_status is None:
        return text
    if copy_failed:
        state = QUEUES["failed"]
    elif copy_status == Status.PUBLISHED:
        state = _("scheduled")
    else:
        state = Status(copy_status).label
    return format_lazy("{}; {}: {}", text, _("working copy"), state)
