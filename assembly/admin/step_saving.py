"""What happens after a form is saved: the version is recorded, and the chosen step taken."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import modelform_factory
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.core.languages import per_language
from assembly.newsroom.models import Action
from assembly.newsroom.workflow import Step, may_edit, take_step
from assembly.newsroom.working_copies import check_translation

from .editing_state import EditingState
from .step_form import StepForm

# Steps that require having seen the latest version.
STEPS_NEEDING_READING = {Step.APPROVE, Step.RETURN, Step.DISCARD, Step.WITHDRAW}
COPY_SET_ASIDE = gettext_lazy(
    "The working copy no longer fits what was saved since: a record it refers to was deleted, or "
    "its address is now in use. The copy was set aside; you can find it in the history."
)


def where_saved(work):
    """Return a sentence about where an edit went, if it went to a working copy."""
    if work.copy:
        return _("The changes are in the working copy; readers still see the published text.")
    return ""


class StepSavingMixin:
    """Adds workflow steps to the forms of an admin."""

    def finish_saving(self, request, work, action, *, seen=True):
        """Record what was done and take the chosen step, with messages.

        `action` is None if nothing was changed; `seen` is whether the user saw the latest version,
        which is required for approval.
        """
        column, _colon, how = request.POST.get("_checked", "").partition(":")
        if column and work.is_publication and may_edit(request.user, type(work.record)):
            check_translation(work, column, how, request.user)
        if self.withdrawal_changed(request, work):
            work.record.save()
            action = action or Action.SAVED
        step = request.POST.get("_step")
        form = StepForm(request.POST)
        if step not in Step.values or not work.is_publication:
            step = None
        elif not form.is_valid():
            messages.error(request, " ".join(" ".join(said) for said in form.errors.values()))
            step = None
        elif step in STEPS_NEEDING_READING and not seen:
            messages.error(
                request,
                _(
                    "Someone saved this page while you were editing it. Read "
                    "their changes, then choose again."
                ),
            )
            step = None
        if step and self.perform_step(request, work, Step(step), form.cleaned_data):
            return
        if action:
            work.save_revision(action, user=request.user)
        if IS_POPUP_VAR not in request.POST:
            if action:
                text = " ".join([_("“%s” was saved.") % work.record, where_saved(work)]).strip()
            else:
                text = _("There were no changes to save in “%s”.") % work.record
            messages.success(request, text)

    def note(self, request):
        """Return the note typed for a step, if it is valid."""
        form = StepForm(request.POST)
        form.is_valid()
        return form.cleaned_data.get("note", "")

    def withdrawal_changed(self, request, work):
        """Copy the form's reason to a page that is already withdrawn; return whether it changed."""
        saved = EditingState.of(request).saved
        if saved != work.record or not getattr(work.record, "is_gone", False):
            return False
        return self.take_over_withdrawal(request, work)

    def take_over_withdrawal(self, request, work):
        """Copy the form's reason of the withdrawal to the record; return whether it changed."""
        names = per_language("withdrawal")
        before = [getattr(work.record, name) or "" for name in names]
        saved = EditingState.of(request).saved
        after = [getattr(saved, name) or "" for name in names]
        for name, reason in zip(names, after, strict=True):
            setattr(work.record, name, reason)
        return after != before

    def perform_step(self, request, work, step, given):
        """Take a step or report why it is not possible; return whether it was taken."""
        # The form of a row that belongs to the record has no field for the reason.
        if EditingState.of(request).saved == work.record:
            self.take_over_withdrawal(request, work)
        try:
            with transaction.atomic():
                version = take_step(
                    step, work, request.user, note=given["note"], moment=given["moment"]
                )
        except ValidationError as error:
            work.lock()
            for message in error.messages:
                messages.error(request, message)
            return False
        text = _("“%(page)s”: %(action)s.")
        words = {"page": work.record, "action": version.get_action_display()}
        messages.success(request, text % words)
        if work.copy_was_set_aside:
            messages.warning(request, COPY_SET_ASIDE)
        return True

    def withdraw_despite_errors(self, request, work):
        """Withdraw a page although the form could not be saved, as it may be urgent.

        Returns whether a withdrawal was requested. The browser keeps what was typed.
        """
        if request.POST.get("_step") != Step.WITHDRAW or not self.has_change_permission(request):
            return False
        state = EditingState.of(request)
        reasons = modelform_factory(type(work.record), fields=per_language("withdrawal"))
        with transaction.atomic():
            form = reasons(request.POST, instance=work.lock().record)
            if form.is_valid():
                state.saved = work.record
                self.finish_saving(request, work, None)
                state.saved = None
            else:
                messages.error(request, " ".join(" ".join(said) for said in form.errors.values()))
        return True
