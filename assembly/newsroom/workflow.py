"""The workflow: the steps from draft to publication, and who may take them."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.core.languages import per_language
from assembly.core.moments import moment_in_words
from assembly.core.permissions import may
from assembly.core.plain_text import clean_text, is_blank
from assembly.publishing.status import Status

from .misfits import misfit_note
from .models import Action
from .notes import proposal_note
from .publication_dates import approve, correct_date, publish_early, reschedule
from .readiness import refuse_unchanged, refuse_unready


class Step(models.TextChoices):
    """A step of the workflow: a button that changes the status."""

    SUBMIT = "submit", gettext_lazy("Submit for review")
    TAKE_BACK = "take_back", gettext_lazy("Take back from review")
    RETURN = "return", gettext_lazy("Return with a note")
    APPROVE = "approve", gettext_lazy("Approve and publish")
    RESCHEDULE = "reschedule", gettext_lazy("Change the time")
    PUBLISH_NOW = "publish_now", gettext_lazy("Publish now")
    CORRECT_DATE = "correct_date", gettext_lazy("Correct the date")
    RETRY = "retry", gettext_lazy("Retry publishing")
    WITHDRAW = "withdraw", gettext_lazy("Withdraw")
    DISCARD = "discard", gettext_lazy("Discard the working copy")

    @property
    def for_publishers(self):
        return self not in {Step.SUBMIT, Step.TAKE_BACK, Step.DISCARD}


STEPS_FROM = {
    Status.DRAFT: [Step.SUBMIT, Step.APPROVE],
    Status.REVIEW: [Step.TAKE_BACK, Step.APPROVE, Step.RETURN],
    Status.PUBLISHED: [Step.RESCHEDULE, Step.PUBLISH_NOW, Step.RETURN],  # scheduled
    Status.WITHDRAWN: [Step.SUBMIT, Step.APPROVE],
}
OF_AN_APPROVED_TEXT = {Step.RESCHEDULE, Step.PUBLISH_NOW}


def may_publish(user, model):
    return may(user, "publish", model)


def may_edit(user, model):
    return may(user, "change", model)


def available_steps(work, user):
    """Return the steps that a user may take in the present state."""
    if not may_edit(user, type(work.record)):  # users who may only edit rows that belong to it
        return []
    if not work.has_workflow:
        return []
    live = work.needs_review
    now = Status.DRAFT if live and not work.copy else Status(work.workflow_object.status)
    failed = work.copy and work.copy.publishing_failed_at
    found = [
        *([Step.RETRY, Step.RETURN] if failed else STEPS_FROM[now]),
        *([Step.CORRECT_DATE] if live and work.is_publication and not failed else []),
        *([Step.WITHDRAW] if live and work.is_publication else []),
        *([Step.DISCARD] if work.copy else []),
    ]
    publisher = may_publish(user, type(work.record))
    return [step for step in found if publisher or not step.for_publishers]


def take_step(step, work, user, *, note="", moment=None, past=None, batch=None):
    """Take a step and record it in the history.

    `moment` is when an approved text goes public, by default now, or the new date of a page; a
    moment in the past must be confirmed by giving it as `past` too. Raises ValidationError with the
    reasons, by the name of the argument where it is about one, if the step is not possible, and
    changes nothing.
    """
    if step not in available_steps(work, user):
        edited = work.workflow_object.status != Status.PUBLISHED
        if edited and step in OF_AN_APPROVED_TEXT and may_publish(user, type(work.record)):
            raise ValidationError(
                _("An edit has cancelled the approval. Approve the text again for its time.")
            )
        raise ValidationError(
            _("“%s” is not available for this page, or you do not have permission to do it.")
            % step.label
        )
    note = clean_text(note)  # what nobody sees explains nothing
    entry = _TAKE[step](work, user, note, moment, past)
    work.workflow_object.save()
    return work.save_revision(**entry, user=user, note=note, batch=batch)


def _submit(work, user, note, moment, past):
    refuse_unchanged(work)
    refuse_unready(work)
    text = work.workflow_object
    text.status, text.submitted_by, text.note = Status.REVIEW, user, note
    return {"action": Action.SUBMITTED, **proposal_note(text)}


def _take_back(work, user, note, moment, past):
    work.workflow_object.status, work.workflow_object.note = Status.DRAFT, ""
    return {"action": Action.TAKEN_BACK}


def _return(work, user, note, moment, past):
    if not note:
        raise ValidationError({"note": _("Explain in the note what needs to be changed.")})
    workflow_object = work.workflow_object
    if workflow_object.status == Status.PUBLISHED:
        workflow_object.cancel_approval()
    workflow_object.status, workflow_object.note = Status.DRAFT, note
    return {"action": Action.RETURNED}


def _retry(work, user, note, moment, past):
    """Take the mark away, so that the next reader publishes the text, as at its moment."""
    work.copy.publishing_failed_at = None
    return {"action": Action.RETRIED}


def _withdraw(work, user, note, moment, past):
    record = work.record
    reasons = [getattr(record, name) or "" for name in per_language("withdrawal")]
    if all(is_blank(reason) for reason in reasons):
        raise ValidationError(
            _("Give the reason in the field “Reason for withdrawal”; readers will see it.")
        )
    proposed = work.copy and (work.copy.proposed_at or work.copy.moment_to_come)
    if work.copy:
        _write_copy(work, user)
    work.record.status, work.record.proposed_at = Status.WITHDRAWN, proposed
    return {"action": Action.WITHDRAWN}


def _write_copy(work, user):
    """Move the working copy to the page, which is not public any more; set it aside on conflict.

    Nothing may block a withdrawal, as it may be urgent.
    """
    record, copy = work.record, work.copy
    try:
        with transaction.atomic():
            work.apply_to_live(copy.content)
    except (IntegrityError, DataError, ValidationError) as error:
        work.record = record
        work.set_copy_aside(user, **misfit_note(error))
        return
    work.delete_copy()
    work.record.updated_at, work.record.updated_by = copy.updated_at, copy.updated_by
    for name in per_language("withdrawal"):
        setattr(work.record, name, getattr(record, name))


def _discard(work, user, note, moment, past):
    work.delete_copy()
    return {"action": Action.DISCARDED}


_TAKE = {
    Step.SUBMIT: _submit,
    Step.TAKE_BACK: _take_back,
    Step.RETURN: _return,
    Step.APPROVE: approve,
    Step.RESCHEDULE: reschedule,
    Step.PUBLISH_NOW: publish_early,
    Step.CORRECT_DATE: correct_date,
    Step.RETRY: _retry,
    Step.WITHDRAW: _withdraw,
    Step.DISCARD: _discard,
}


def explain_state(work):
    """Return two sentences: whether and why the public can read a page, and what to do next."""
    if work.needs_review and not work.copy:
        why = (
            _("This page is published.")
            if work.is_publication
            else _("Readers see this record, or will see it by a schedule.")
        )
        return why, _(
            "If you edit it, your changes go into a working copy; readers see the published text "
            "until a publisher approves them."
        )
    workflow_object = work.workflow_object
    when = moment_in_words(workflow_object.published_at) if workflow_object.published_at else ""
    if work.copy:
        why = _("Readers see the published text, not this working copy.")
    elif workflow_object.status == Status.WITHDRAWN:
        why = _("This page is withdrawn. At its address, readers see only the reason.")
    else:
        why = _("Readers cannot see this page.")
    if work.copy and work.copy.publishing_failed_at:
        return why, (
            _(
                "It was approved for %s, but could not be published because of an error; the "
                "server log gives the cause. Once that is corrected, retry publishing. Any edit "
                "cancels the approval."
            )
            % when
        )
    return why, {
        Status.DRAFT: _("When it is ready, submit it for review."),
        Status.REVIEW: _("It is waiting for a publisher to approve or return it."),
        Status.PUBLISHED: _(
            "It is approved and will be published on %s. Any edit cancels the approval."
        )
        % when,
        Status.WITHDRAWN: _("Correct it and submit it for review to publish it again."),
    }[workflow_object.status]
