"""The steps that set when a text is or was published, and what they refuse."""

from enum import StrEnum

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from assembly.core.languages import per_language
from assembly.core.moments import day_in_words
from assembly.core.sentences import one_full_stop
from assembly.publishing.status import Status

from .models import Action
from .notes import NoteCode
from .readiness import refuse_unchanged, refuse_unready
from .snapshots import snapshot
from .working_copies import LiveTextChangedError


class DateUse(StrEnum):
    """What a moment means that is typed in the form of a text, by the state of the text."""

    FIRST = "first"  # when a page that never was public goes public
    RECORD = "record"  # when a working copy of a record that is no page replaces what readers see
    COPY = "copy"  # when a working copy replaces the public text, which keeps its date
    AGAIN = "again"  # which date a withdrawn page gets; by default it keeps its own
    SCHEDULED = "scheduled"  # when an approved text goes public
    PUBLIC = "public"  # which date a public page gets

    @property
    def is_proposal(self):
        """Whether the moment is only proposed until a publisher approves the text."""
        return self not in {DateUse.SCHEDULED, DateUse.PUBLIC}


def date_use(work):
    """Return the `DateUse` of a text in its present state; None if its time has come but failed."""
    if work.copy and work.copy.publishing_failed_at:
        return None
    if not work.is_publication:
        approved = work.copy and work.copy.status == Status.PUBLISHED
        return DateUse.SCHEDULED if approved else DateUse.RECORD
    if work.workflow_object.status == Status.PUBLISHED:
        return DateUse.SCHEDULED if work.copy or not work.record.is_public else DateUse.PUBLIC
    if work.copy:
        return DateUse.COPY
    return DateUse.AGAIN if work.record.was_public else DateUse.FIRST


def shown_moment(work):
    """Return the moment that a form of the text shows: approved or else proposed; or None."""
    text, use = work.workflow_object, date_use(work)
    if use == DateUse.SCHEDULED:
        return text.published_at
    # A record that is no page has a proposal only in its working copy.
    return getattr(text, "proposed_at", None) if use and use.is_proposal else None


def moment_shown_at(version):
    """Return the moment that a form of a version showed, as `shown_moment` does for a text."""
    state = version.workflow_state
    if state.get("status") != Status.PUBLISHED:
        return parse_datetime(state.get("proposed_at") or "")
    return version.published_at if version.published_at > version.made_at else None


def is_past(moment, now=None):
    """Return whether a moment is before the present minute."""
    return moment < (now or timezone.now()).replace(second=0, microsecond=0)


def approve(work, user, note, moment, past):
    """Approve a text to be published now or at a moment; see `workflow.take_step`."""
    refuse_unchanged(work)
    text, now = work.workflow_object, timezone.now()
    use, later = date_use(work), moment is not None and moment > now
    problems = {}
    if text.updated_by == user and not note:
        problems["note"] = _(
            "You were the last to edit this text, so someone else should approve it. If it "
            "cannot wait, give the reason in the note; it is saved in the history."
        )
    if moment and (problem := _problem_of_moment(work, use, moment, past, later)):
        problems["moment"] = problem
    if problems:
        raise ValidationError(problems)
    refuse_unready(work)
    if use == DateUse.AGAIN:
        for name in per_language("withdrawal"):
            setattr(text, name, "")
        text.published_at = moment or text.published_at
    else:
        text.published_at = moment or now
    text.status, text.note, text.proposed_at = Status.PUBLISHED, "", None
    if not later:
        publish_now(work)
    said = _note(NoteCode.GOES_PUBLIC if later else NoteCode.DATED, at=moment) if moment else {}
    return {"action": Action.SCHEDULED if later else Action.PUBLISHED, **said}


def _problem_of_moment(work, use, moment, past, later):
    """Return why an approval with a moment is refused, or ""."""
    words = {"day": day_in_words(moment)}
    if later and use == DateUse.AGAIN:
        return _(
            "A page that has already been published cannot be scheduled again. Leave “Publish "
            "at” empty to publish it now."
        )
    if use == DateUse.RECORD and is_past(moment):
        return _("%(day)s is in the past: enter a time to come, or clear the field.") % words
    if use == DateUse.COPY and is_past(moment):
        words["date"] = day_in_words(work.record.published_at)
        text = _(
            "%(day)s is in the past, and the published text keeps its date, %(date)s. Choose "
            "a time to come, or clear the field; “Correct the date” changes the date."
        )
        return one_full_stop(text % words)
    if is_past(moment) and moment != past:
        return (
            _(
                "This is dated %(day)s, in the past: readers find it there. If that is meant, "
                "tick the box and approve again."
            )
            % words
        )
    return ""


def reschedule(work, user, note, moment, past):
    """Change the time at which an approved text goes public."""
    text, before = work.workflow_object, work.workflow_object.published_at
    if moment is None:
        problem = _("Enter the new date and time.")
    elif moment == before:
        problem = _("It already goes public at this time: enter another.")
    elif moment <= timezone.now():
        problem = _("Enter a time to come, or choose “Publish now”.")
    else:
        text.published_at = moment
        return {"action": Action.RESCHEDULED, **_note(NoteCode.MOVED, at=moment, before=before)}
    raise ValidationError({"moment": problem})


def publish_early(work, user, note, moment, past):
    """Publish an approved text before its time."""
    refuse_unready(work)
    before = work.workflow_object.published_at
    work.workflow_object.published_at = timezone.now()
    publish_now(work)
    return {"action": Action.PUBLISHED, **_note(NoteCode.PUBLISHED_EARLY, before=before)}


def correct_date(work, user, note, moment, past):
    """Correct the date of a public page; its working copy is left alone."""
    record, before, problems = work.record, work.record.published_at, {}
    if moment is None:
        problems["moment"] = _("Enter the right date and time of publication.")
    elif moment > timezone.now():
        problems["moment"] = _(
            "A public page cannot be dated in the future. To hide it until then, withdraw it."
        )
    elif moment == before:
        problems["moment"] = _("It already has this date: enter the right one.")
    if not note:
        problems["note"] = _("Give the reason for the new date in the note.")
    if problems:
        raise ValidationError(problems)
    record.published_at = moment
    record.save()
    return {
        "action": Action.DATE_CORRECTED,
        "content": snapshot(record),
        "of_copy": False,
        **_note(NoteCode.REDATED, at=moment, before=before),
    }


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


def _note(code, **moments):
    """Return a system note with moments, for a version."""
    values = {name: moment.isoformat() for name, moment in moments.items()}
    return {"note_code": code, "note_values": values}
