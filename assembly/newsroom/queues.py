"""Queues of publications by state, for the dashboard, lists and filters."""

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
    copies = WorkingCopy.objects.of_kind(pages.model)
    if not issubclass(pages.model, Publication):
        return pages.filter(pk__in=_records(copies.filter(of_copy[queue])))
    of_page |= {
        "scheduled": Q(approved, published_at__gt=now),
        "public": Q(approved, published_at__lte=now),
        "withdrawn": Q(status=Status.WITHDRAWN),
    }
    if queue == "stale":
        return _either(pages, _has_marks(pages.model), copies.filter(MARKED))
    if queue not in of_copy:
        return pages.filter(of_page[queue])
    return _either(pages, of_page.get(queue), copies.filter(of_copy[queue]))


# Unescaped, so it cannot be part of a text within the JSON.
MARKED = Q(content__contains='"stale": {"')


def _has_marks(model):
    """Return the condition that a page without a working copy has stale translations."""
    copies = WorkingCopy.objects.of_kind(model).filter(object_id=OuterRef("pk"))
    return ~Q(stale={}) & ~Exists(copies)


def _either(pages, condition, copies):
    """Return the pages that meet a condition, None for no page, or that one of the copies is of.

    The keys of both are united, as an index serves each of the two, but not the one or the other.
    """
    keys = _records(copies)
    if condition is not None:
        keys = keys.union(pages.model._base_manager.filter(condition).order_by().values("pk"))
    return pages.filter(pk__in=keys)


def _records(copies):
    return copies.values("object_id")


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
