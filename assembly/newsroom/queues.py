"""Where the publications stand, for the desk, for lists and for their filters."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.publishing.status import Status

from .models import WorkingCopy

QUEUES = {
    "review": _("to review"),
    "returned": _("returned to me"),
    "mine": _("my drafts"),
    "scheduled": _("scheduled"),
    "stale": _("stale translations"),
    "draft": _("all drafts"),
    "public": _("public"),
    "copy": _("with a working copy"),
    "withdrawn": _("withdrawn"),
}


def in_queue(pages, stage, user):
    """Return those pages, or pages with such a working copy, that stand in one of `QUEUES`."""
    now = timezone.now()
    draft = Q(status=Status.DRAFT)
    either = {
        "review": Q(status=Status.REVIEW),
        "returned": draft & ~Q(note="") & Q(submitted_by=user),
        "mine": draft & Q(updated_by=user),
        "draft": draft,
    }
    if stage in either:
        return pages.filter(either[stage] | Q(_with_copy(pages, either[stage])))
    approved = Q(status=Status.PUBLISHED)
    return pages.filter(
        {
            "scheduled": Q(approved, published_at__gt=now) | Q(_with_copy(pages, approved)),
            "stale": _marked(pages),
            "public": Q(approved, published_at__lte=now),
            "copy": Q(_with_copy(pages, Q())),
            "withdrawn": Q(status=Status.WITHDRAWN),
        }[stage]
    )


def _marked(pages):
    """Return the condition that a translation is stale in the text that staff edit."""
    marks = Q(content__contains='"stale": {"')  # unescaped, as no text within the JSON has it
    return Q(_with_copy(pages, marks)) | ~Q(stale={}) & ~Q(_with_copy(pages, Q()))


def _with_copy(pages, condition):
    kind = ContentType.objects.get_for_model(pages.model)
    copies = WorkingCopy.objects.filter(condition, content_type=kind, object_id=OuterRef("pk"))
    return Exists(copies)


def state_label(page, copy_status=None):
    """Say where a page, and its working copy, stand: "public; working copy: in review"."""
    if page.is_public:
        text = _("public")
    elif page.status == Status.PUBLISHED:
        when = date_format(timezone.localtime(page.published_at), "DATETIME_FORMAT")
        text = format_lazy("{} {}", _("scheduled for"), when)
    else:
        text = page.get_status_display()
    if copy_status is None:
        return text
    state = _("scheduled") if copy_status == Status.PUBLISHED else Status(copy_status).label
    return format_lazy("{}; {}: {}", text, _("working copy"), state)
