"""What staff read when a form, or a working copy, does not fit what was saved since."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render

from assembly.newsroom.misfits import misfit_note
from assembly.newsroom.models import Version
from assembly.publishing.status import Status

from .editing_state import EditingState
from .refused_steps import keep_refused_step
from .step_saving import COPY_SET_ASIDE


class ConflictMixin:
    """Reports conflicts in the forms of an admin."""

    def conflict_response(self, request, object_id, error):
        """Report that the form, or the working copy, conflicts with later changes.

        An approved copy is left alone, as opening a form must not cancel the approval.
        """
        EditingState.of(request).saved = None  # what was saved has been rolled back
        if request.method == "POST":
            EditingState.of(request).form_address = ""
            keep_refused_step(request)
        work = self.work_on(request, object_id)
        no_copy = work is None or work.copy is None
        confirmed = "set_aside" in request.POST
        plain = no_copy or not self.has_change_permission(request)
        if plain or (request.method == "POST" and not confirmed):
            return render(request, "admin/conflict.html", status=409)
        if work.copy.status == Status.PUBLISHED and not confirmed:
            note = Version(**misfit_note(error), content_type=work.kind, object_id=work.record.pk)
            context = {"reason": note.system_note, "copy": work.copy}
            return render(request, "admin/approved_conflict.html", context, status=409)
        with transaction.atomic():
            aside = work.lock().set_copy_aside(request.user, **misfit_note(error))
        messages.error(request, COPY_SET_ASIDE % aside.system_note)
        return redirect(request.get_full_path())
