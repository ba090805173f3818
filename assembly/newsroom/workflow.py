"""The workflow: the steps from draft to publication, and who may take them."""

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assembly.core.languages import per_language
from assembly.core.permissions import may
from assembly.core.plain_text import clean_text, is_blank
from assembly.publishing.status import Status

from .editorial_checks import findings
from .finding import finding_place
from .misfits import misfit_note
from .models import Action
from .snapshots import temporarily_applied
from .working_copies import LiveTextChangedError


class Step(models.TextChoices):
    """A step of the workflow: a button that changes the status."""

    SUBMIT = "submit", gettext_lazy("Submit for review")
    TAKE_BACK = "take_back", gettext_lazy("Take back from review")
    RETURN = "return", gettext_lazy("Return with a note")
    APPROVE = "approve", gettext_lazy("Approve and publish")
    RETRY = "retry", gettext_lazy("Retry publishing")
    WITHDRAW = "withdraw", gettext_lazy("Withdraw")
    DISCARD = "discard", gettext_lazy("Discard the working copy")

    @property
    def for_publishers(self):
        return self in {Step.RETURN, Step.APPROVE, Step.RETRY, Step.WITHDRAW}


STEPS_FROM = {
    Status.DRAFT: [Step.SUBMIT, Step.APPROVE],
    Status.REVIEW: [Step.TAKE_BACK, Step.APPROVE, Step.RETURN],
    Status.PUBLISHED: [Step.RETURN],  # scheduled
    Status.WITHDRAWN: [Step.SUBMIT, Step.APPROVE],
}


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
    found = [
        *([Step.RETRY] if work.copy and work.copy.publishing_failed_at else []),
        *STEPS_FROM[now],
        *([Step.WITHDRAW] if live and work.is_publication else []),
        *([Step.DISCARD] if work.copy else []),
    ]
    publisher = may_publish(user, type(work.record))
    return [step for step in found if publisher or not step.for_publishers]


def take_step(step, work, user, *, note="", moment=None, batch=None):
    """Take a step and record it in the history.

    `moment` is when an approved text goes public, by default now. Raises ValidationError with the
    reasons if the step is not possible, and changes nothing.
    """
    if step not in available_steps(work, user):
        raise ValidationError(
            _("“%s” is not available for this page, or you do not have permission to do it.")
            % step.label
        )
    note = clean_text(note)  # what nobody sees explains nothing
    action = _TAKE[step](work, user, note, moment)
    work.workflow_object.save()
    return work.save_revision(action, user=user, note=note, batch=batch)


def _submit(work, user, note, moment):
    _refuse_unchanged(work)
    _refuse_unready(work)
    text = work.workflow_object
    text.status, text.submitted_by, text.note = Status.REVIEW, user, note
    return Action.SUBMITTED


def _take_back(work, user, note, moment):
    work.workflow_object.status, work.workflow_object.note = Status.DRAFT, ""
    return Action.TAKEN_BACK


def _return(work, user, note, moment):
    if not note:
        raise ValidationError({"note": _("Explain in the note what needs to be changed.")})
    workflow_object = work.workflow_object
    if (
        workflow_object.status == Status.PUBLISHED
    ):  # its publication date is cancelled with the approval
        workflow_object.published_at = None
    workflow_object.status, workflow_object.note = Status.DRAFT, note
    return Action.RETURNED


def _approve(work, user, note, moment):
    _refuse_unchanged(work)
    if work.workflow_object.updated_by == user and not note:
        raise ValidationError(
            {
                "note": _(
                    "You were the last to edit this text, so someone else should approve it. If "
                    "it cannot wait, give the reason in the note; it is saved in the history."
                )
            }
        )
    _refuse_unready(work)
    later = moment is not None and moment > timezone.now()
    workflow_object = work.workflow_object
    again = workflow_object is work.record and workflow_object.was_public
    if again and later:
        raise ValidationError(
            {
                "moment": _(
                    "A page that has already been published cannot be scheduled "
                    "again. Leave “Publish at” empty to publish it now."
                )
            }
        )
    if again:
        for name in per_language("withdrawal"):
            setattr(workflow_object, name, "")
    else:
        workflow_object.published_at = moment or timezone.now()
    workflow_object.status, workflow_object.note = Status.PUBLISHED, ""
    if not later:
        publish_now(work)
    return Action.SCHEDULED if later else Action.PUBLISHED


def _retry(work, user, note, moment):
    """Take the mark away, so that the next reader publishes the text, as at its moment."""
    work.copy.publishing_failed_at = None
    return Action.RETRIED


def publish_now(work):
    """Publish a working copy, if there is one; a page without one is public by its own date."""
    if not work.copy:
        return
    try:
        work.publish_copy()
    except LiveTextChangedError:
        raise ValidationError(
            _(
                "The published text has changed since this working copy was created. Open the "
                "form again: it shows which fields changed."
            )
        ) from None


def _withdraw(work, user, note, moment):
    record = work.record
    reasons = [getattr(record, name) or "" for name in per_language("withdrawal")]
    if all(is_blank(reason) for reason in reasons):
        raise ValidationError(
            _("Give the reason in the field “Reason for withdrawal”; readers will see it.")
        )
    if work.copy:
        _write_copy(work, user)
    work.record.status = Status.WITHDRAWN
    return Action.WITHDRAWN


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


def _discard(work, user, note, moment):
    work.delete_copy()
    return Action.DISCARDED


_TAKE = {
    Step.SUBMIT: _submit,
    Step.TAKE_BACK: _take_back,
    Step.RETURN: _return,
    Step.APPROVE: _approve,
    Step.RETRY: _retry,
    Step.WITHDRAW: _withdraw,
    Step.DISCARD: _discard,
}


def _refuse_unchanged(work):
    """Refuse a page without changes: a review would make it unavailable to the public."""
    if work.needs_review and not work.copy:
        raise ValidationError(_("There are no changes to publish."))


def _refuse_unready(work):
    """Refuse a text that is incomplete or has serious findings."""
    if not work.is_publication:
        work.clean_copy()
        return
    with temporarily_applied(work.copy.content if work.copy else None):
        record = type(work.record)._base_manager.get(pk=work.record.pk)
        if not record.shown_languages:
            raise ValidationError(
                _("Complete the text in at least one language before publication.")
            )
        serious = [
            f"{finding_place(type(record), finding)}: {finding.text}"
            for finding in findings(record)
            if finding.serious
        ]
    if serious:
        raise ValidationError(serious)


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
    when = (
        date_format(timezone.localtime(workflow_object.published_at), "DATETIME_FORMAT")
        if (workflow_object.published_at)
        else ""
    )
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
