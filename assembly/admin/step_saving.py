"""What happens after a form is saved: the version is recorded, and the chosen step taken."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.core.languages import per_language
from assembly.newsroom.checked_translations import check_translation
from assembly.newsroom.models import Action, Version
from assembly.newsroom.notes import proposal_note
from assembly.newsroom.publication_dates import DateUse, date_use, moment_shown_at, shown_moment
from assembly.newsroom.workflow import Step, may_edit, take_step

from .editing_state import EditingState
from .refused_steps import keep_refused_step
from .step_form import StepFormMixin, step_form

# Steps that require having seen the latest version.
STEPS_NEEDING_READING = {Step.APPROVE, Step.PUBLISH_NOW, Step.RETURN, Step.DISCARD}
# Steps with which a moment is only proposed.
PROPOSING_STEPS = {Step.SUBMIT, Step.TAKE_BACK, Step.RETURN}
# What a step has done if it was taken already, as by the first of two presses.
DONE_BY = {
    Step.SUBMIT: {Action.SUBMITTED},
    Step.APPROVE: {Action.PUBLISHED, Action.SCHEDULED},
    Step.RESCHEDULE: {Action.RESCHEDULED},
    Step.PUBLISH_NOW: {Action.PUBLISHED},
    Step.CORRECT_DATE: {Action.DATE_CORRECTED},
    Step.WITHDRAW: {Action.WITHDRAWN},
}
MOMENT_NEEDS_A_STEP = {
    DateUse.SCHEDULED: gettext_lazy("To change the time, choose “Change the time”."),
    DateUse.PUBLIC: gettext_lazy("To correct the date, choose “Correct the date”."),
}
COPY_SET_ASIDE = gettext_lazy(
    "The working copy no longer fits what was saved since. %s The copy was set aside; you can "
    "find it in the history."
)


def where_saved(work):
    """Return a sentence about where an edit went, if it went to a working copy."""
    if not work.copy:
        return ""
    if work.is_publication:
        return _("The changes are in the working copy; readers still see the published text.")
    return _("The changes are in a working copy; readers see them once a publisher approves them.")


class StepSavingMixin(StepFormMixin):
    """Adds workflow steps to the forms of an admin."""

    def finish_saving(self, request, work, action, *, seen=True):
        """Record what was done and take the chosen step, with a message.

        `action` is None if nothing was changed; `seen` is whether the user saw the latest version,
        which is required for approval. If the step is refused, what was typed for it waits for the
        form to be opened again, and the response is a redirect to it; otherwise it is None.
        """
        column, _colon, how = request.POST.get("_checked", "").partition(":")
        if column and work.is_publication and may_edit(request.user, type(work.record)):
            check_translation(work, column, how, request.user)
        if self.withdrawal_changed(request, work):
            work.record.save()
            action = action or Action.SAVED
        step = request.POST.get("_step")
        if step not in Step.values or not work.has_workflow:
            return self.finish_without_step(request, work, action)
        done = None if action else self.already_done(request, work, Step(step))
        if done:
            self.say_what_was_done(request, work, _("“%(page)s”: already %(action)s."), done)
            return None
        try:
            self.perform_step(request, work, Step(step), seen=seen)
        except ValidationError as error:
            work.lock()
            proposed = self.keep_proposal(request, work)
            if action or proposed:
                entry = proposal_note(work.workflow_object) if proposed else {}
                work.save_revision(action or Action.SAVED, user=request.user, **entry)
            self.report_refusal(request, work, Step(step), error, saved=action is not None)
            return self.back_to_form(request, work, error)
        return None

    def finish_without_step(self, request, work, action):
        """Record an edit and a proposed moment; say what was saved and what was not."""
        note, entry, problems = self.step_values(request, work).get("note", ""), {}, {}
        if self.moment_is_typed(request, work):
            if date_use(work).is_proposal:
                self.propose_moment(request, work)
                action, entry = action or Action.SAVED, proposal_note(work.workflow_object)
            else:
                problems["moment"] = MOMENT_NEEDS_A_STEP[date_use(work)]
        if action:
            work.save_revision(action, user=request.user, note=note, **entry)
        elif note:
            problems["note"] = _("A note is saved together with a change or a step.")
        held_back = work.copy and not work.is_publication
        if IS_POPUP_VAR in request.POST and not held_back:  # the popup closes without a message
            return None
        if action:
            text = " ".join([_("“%s” was saved.") % work.record, where_saved(work)]).strip()
        else:
            text = _("There were no changes to save in “%s”.") % work.record
        if not problems:
            if action or not EditingState.of(request).withdrawn:
                messages.success(request, text)
            return None
        messages.warning(request, text)
        return self.back_to_form(request, work, ValidationError(problems))

    def step_values(self, request, work):
        """Return what was typed for a step, by field; nothing if it is invalid."""
        if not work.has_workflow:
            return {}
        form = step_form(request, type(work.record))
        return form.cleaned_data if form.is_valid() else {}

    def moment_is_typed(self, request, work):
        """Return whether the user changed the moment in the form, as opened and as it is now."""
        values = self.step_values(request, work)
        if "moment" not in values or date_use(work) is None:
            return False
        if not (work.is_publication or work.copy):  # nothing that a moment could be proposed for
            return False
        if not may_edit(request.user, type(work.record)):  # but only rows that belong to it
            return False
        return values["moment"] not in self.shown_moments(request, work)

    def shown_moments(self, request, work):
        """Return the moments of the form, as it would be now and as opened, in whole seconds."""
        opened = self.opened_revision(request, work)
        shown = [shown_moment(work), moment_shown_at(opened) if opened else None]
        return [one and one.replace(microsecond=0) for one in shown]

    def misses_moment(self, request, work):
        """Return whether a moment was set that the user has neither seen nor typed."""
        values, (present, opened) = (
            self.step_values(request, work),
            self.shown_moments(request, work),
        )
        unseen = present is not None and present != opened
        return unseen and "moment" in values and values["moment"] == opened

    def propose_moment(self, request, work):
        work.workflow_object.proposed_at = self.step_values(request, work)["moment"]
        work.workflow_object.save()

    def keep_proposal(self, request, work):
        """Propose the moment of a step that was not taken; return whether there was one to keep.

        The form gives back what was typed once only; opened again, it must not publish at once.
        """
        corrected = request.POST.get("_step") == Step.CORRECT_DATE  # the date of the public text
        if corrected or not self.step_values(request, work).get("moment"):
            return False
        if not self.moment_is_typed(request, work) or not date_use(work).is_proposal:
            return False
        self.propose_moment(request, work)
        return True

    def already_done(self, request, work, step):
        """Return the version made by the same step since the form was opened, if it is the last.

        A second press, or someone else's, is not refused for having nothing left to do; it is if
        it names another moment.
        """
        opened = self.opened_revision(request, work)
        last = Version.objects.of(work.record).exclude(action=Action.SET_ASIDE).first()
        if not opened or last.pk <= opened.pk or last.action not in DONE_BY.get(step, ()):
            return None
        moment = self.step_values(request, work).get("moment")
        same = moment in (None, moment_shown_at(opened), last.published_at)
        return last if same else None

    def perform_step(self, request, work, step, *, seen):
        """Take a step and say so; raise ValidationError if that is not possible."""
        form = step_form(request, type(work.record))
        if not form.is_valid():
            raise ValidationError(form.errors.as_data())
        unread = not seen or self.misses_moment(request, work)
        if step in STEPS_NEEDING_READING and unread:
            raise ValidationError(
                _(
                    "Someone saved this page while you were editing it. Read "
                    "their changes, then choose again."
                )
            )
        # The form of a row that belongs to the record has no field for the reason.
        if work.is_publication and EditingState.of(request).saved == work.record:
            self.take_over_withdrawal(request, work)
        with transaction.atomic():
            if step in PROPOSING_STEPS and self.moment_is_typed(request, work):
                self.propose_moment(request, work)
            version = take_step(step, work, request.user, **form.cleaned_data)
        self.say_what_was_done(request, work, _("“%(page)s”: %(action)s."), version)

    def say_what_was_done(self, request, work, text, version):
        """Say what a step did, and for which moment."""
        words = {"page": work.record, "action": version.get_action_display()}
        note = f"{capfirst(version.system_note)}." if version.system_note else ""
        messages.success(request, " ".join([text % words, note]).strip())

    def report_refusal(self, request, work, step, error, *, saved):
        """Say in one message what was refused, and what was saved all the same.

        The reasons at fields are left to the list of errors, which leads to them.
        """
        at_fields = getattr(error, "error_dict", None)
        others = ValidationError(at_fields.get(NON_FIELD_ERRORS, [])) if at_fields else error
        words = {"page": work.record, "step": step.label, "reasons": " ".join(others.messages)}
        if saved:
            text = _("“%(page)s” was saved, but “%(step)s” was refused. %(reasons)s") % words
            text = " ".join([text.strip(), where_saved(work)]).strip()
        else:
            text = (_("“%(step)s” was refused. %(reasons)s") % words).strip()
        messages.error(request, text)

    def back_to_form(self, request, work, error):
        """Return a redirect to the form, which gives back what was typed for a step."""
        said = error.message_dict if hasattr(error, "error_dict") else {}
        said.pop(NON_FIELD_ERRORS, None)
        keep_refused_step(request, said, moment=not self.misses_moment(request, work))
        return redirect(EditingState.of(request).form_address or request.get_full_path())

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
