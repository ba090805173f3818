"""What the lists of all versioned records say of review, and who may delete what readers see."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assembly.newsroom.bin import new_batch
from assembly.newsroom.models import WorkingCopy
from assembly.newsroom.queues import state_label
from assembly.newsroom.workflow import Step, may_publish, take_step
from assembly.newsroom.working_copies import Work

from .bin import with_undo


class ReviewMixin:
    """Adds the state of review to a record's list, and lets only publishers delete what is seen."""

    actions = ["submit_selected"]

    @admin.display(description=_("status"))
    def stage(self, record):
        failed = record.copy_failed_at is not None
        return state_label(record, record.copy_status, copy_failed=failed) or "–"

    def get_queryset(self, request):
        """Return the records, each with what lists say of its working copy, or None."""
        copies = WorkingCopy.objects.of_kind(self.model).filter(object_id=OuterRef("pk"))
        return (
            super()
            .get_queryset(request)
            .annotate(
                copy_status=Subquery(copies.values("status")[:1]),
                copy_failed_at=Subquery(copies.values("publishing_failed_at")[:1]),
            )
        )

    def has_delete_permission(self, request, obj=None):
        """A deletion cannot wait for approval: of what readers see, it needs who may approve."""
        allowed = super().has_delete_permission(request, obj)
        if not allowed or obj is None or may_publish(request.user, self.model):
            return allowed
        return not Work(obj).needs_review

    @admin.action(description=_("Submit for review"), permissions=["change"])
    def submit_selected(self, request, queryset):
        batch, taken = new_batch(), 0
        for record in queryset:
            try:
                with transaction.atomic():
                    work = Work(record).lock()
                    work.record_outside_changes()  # the version that undo goes back to
                    take_step(Step.SUBMIT, work, request.user, batch=batch)
            except ValidationError as error:
                messages.error(request, f"{record}: {' '.join(error.messages)}")
            else:
                taken += 1
        if taken:
            said = ngettext(
                "%d record was submitted for review.",
                "%d records were submitted for review.",
                taken,
            )
            messages.success(request, with_undo(said % taken, batch))
