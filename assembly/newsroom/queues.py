"""Queues of publications by state, for the dashboard, lists and filters."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.core.moments import moment_in_words
from assembly.publishing.publication import Publication
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
# The queues of records that are no pages: only their working copies have a state.
COPY_QUEUES = ["failed", "review", "returned", "mine", "scheduled", "draft", "copy"]


def queues_of(model):
    """Return the labels of a model's queues by name."""
    if issubclass(model, Publication):
        return QUEUES
    return {name: QUEUES[name] for name in COPY_QUEUES}


def in_queue(pages, queue, user):
    """Return the records in one of `queues_of` them, by their state or their working copy's."""
    now = timezone.now()
    draft, returned = Q(status=Status.DRAFT), ~Q(note="")
    of_page = {
        "review": Q(status=Status.REVIEW),
        "returned": draft & returned & Q(submitted_by=user),
        "mine": draft & Q(updated_by=user),
        "draft": draft,
    }
    returned |= ~Q(note_code="")
    approved = Q(status=Status.PUBLISHED)
    failed = Q(publishing_failed_at__isnull=False)
    of_copy = {
        **of_page,
        "returned": draft & returned & Q(submitted_by=user),
        "failed": failed,
        "scheduled": approved & ~failed,
        "copy": Q(),
    }
    if not issubclass(pages.model, Publication):
        return pages.filter(_with_copy(pages, of_copy[queue]))
    of_page |= {
        "scheduled": Q(approved, published_at__gt=now),
        "public": Q(approved, published_at__lte=now),
        "withdrawn": Q(status=Status.WITHDRAWN),
    }
    if queue == "stale":
        return pages.filter(_marked(pages))
    found = [of_page[queue]] if queue in of_page else []
    found += [Q(_with_copy(pages, of_copy[queue]))] if queue in of_copy else []
    return pages.filter(Q(*found, _connector=Q.OR))


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
    """Return the state of a page and its working copy: "public; working copy: in review".

    For a record that is no page, only that of its working copy; "" without one.
    """
    if not isinstance(page, Publication):
        text = ""
    elif page.is_public:
        text = _("published")
    elif page.status == Status.PUBLISHED:
        text = format_lazy("{} {}", _("scheduled for"), moment_in_words(page.published_at))
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
    of_copy = format_lazy("{}: {}", _("working copy"), state)
    return format_lazy("{}; {}", text, of_copy) if text else of_copy
