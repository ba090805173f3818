"""The form of a workflow step."""

from datetime import datetime

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainTextInput
from assembly.core.languages import per_language
from assembly.newsroom.publication_dates import DateUse, date_use, shown_moment
from assembly.newsroom.workflow import may_publish
from assembly.publishing.publication import Publication
from assembly.publishing.status import EARLIEST_MOMENT, LATEST_MOMENT, NOT_BETWEEN

from .editing_state import EditingState
from .refused_steps import returned_step
from .whole_texts import keep_whole
from .widgets import MOMENT_ERRORS, LabelledSplitDateTime

PROPOSAL = _(
    "Your proposal: a publisher decides. Leave empty to publish as soon as it is approved."
)
AT_ONCE = _("Leave empty to publish as soon as it is approved.")
# What the moment is for, and what happens without one, for publishers.
MOMENT_HELP = {
    DateUse.FIRST: AT_ONCE,
    DateUse.RECORD: AT_ONCE,
    DateUse.COPY: AT_ONCE,
    DateUse.AGAIN: _("Leave empty to keep the date of its first publication."),
    DateUse.SCHEDULED: _("To change it, choose “Change the time”; saving leaves it as it is."),
    DateUse.PUBLIC: _("To correct its date, enter the right one and choose “Correct the date”."),
}


class StepForm(forms.Form):
    """What a step may need besides the text."""

    note = keep_whole(
        PlainTextInput(
            label=_("Note"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            help_text=_("Saved in the history. Required to return a text or to approve your own."),
        )
    )
    moment = forms.SplitDateTimeField(
        label=_("Publish at"),
        required=False,
        widget=LabelledSplitDateTime,
        error_messages=MOMENT_ERRORS,
        validators=[
            MinValueValidator(EARLIEST_MOMENT, NOT_BETWEEN),
            MaxValueValidator(LATEST_MOMENT, NOT_BETWEEN),
        ],
    )
    # The moment in the past that a ticked box confirms, in ISO 8601.
    past = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_past(self):
        """Return the confirmed moment, or None if there is none that can be read."""
        try:
            moment = datetime.fromisoformat(self.cleaned_data["past"])
        except ValueError:
            return None
        return moment if timezone.is_aware(moment) else None

    @property
    def shown_moment(self):
        """The moment in the form; None if it is empty or cannot be read."""
        if "moment" not in self.fields:
            return None
        if not self.is_bound:
            return self.initial["moment"]
        try:
            return self.fields["moment"].clean(self["moment"].value() or [])
        except forms.ValidationError:
            return None


def step_form(request, model):
    """Return the form of a step on a page of a model, the same throughout a request.

    It holds what was posted or, for one opening after a refused step, what was typed then.
    """
    state = EditingState.of(request)
    if state.step_form is None:
        returned = returned_step(request) or {"values": None, "errors": {}}
        initial = {"moment": shown_moment(state.work) if state.work else None}
        posted = request.POST if request.method == "POST" else returned["values"]
        form = StepForm(_with_moment(posted, initial["moment"]), initial=initial)
        _fit_moment(form, state.work, publisher=may_publish(request.user, model))
        for name, said in returned["errors"].items():
            form.add_error(name if name in form.fields else None, said)
        state.step_form = form
    return state.step_form


def _with_moment(posted, moment):
    """Return what was posted, with the moment of the form if none at all was posted."""
    if posted is None or moment is None or "moment_0" in posted:
        return posted
    local = timezone.localtime(moment)
    return {
        **dict(posted.items()),
        "moment_0": local.date().isoformat(),
        "moment_1": local.time().isoformat("seconds"),
    }


def _fit_moment(form, work, *, publisher):
    """Explain the field of the moment to its user, or leave it out where none matters."""
    use = date_use(work) if work else DateUse.FIRST
    if use is None or (use == DateUse.SCHEDULED and not publisher):
        del form.fields["moment"]
        return
    if use == DateUse.PUBLIC and publisher:
        form.fields["moment"].label = _("Date of publication")
    form.fields["moment"].help_text = MOMENT_HELP[use] if publisher else PROPOSAL


class StepFormMixin:
    """Makes the form of a record and the form of its step one, in an admin.

    If either is refused, both come back with all that was typed, and nothing is saved.
    """

    def has_steps(self, request):
        """Return whether the form is about what is reviewed, so that it has a form of a step."""
        work = EditingState.of(request).work
        return work.has_workflow if work else issubclass(self.model, Publication)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if not self.has_steps(request):
            return form
        work = EditingState.of(request).work
        step = step_form(request, type(work.record) if work else self.model)
        returned = returned_step(request)
        members = {"step_form": step, "returned": returned["values"] if returned else {}}
        return type(form)(form.__name__, (_WithStep, form), members)


class _WithStep:
    """A form that is valid only if the form of the step below it is."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        reasons = set(per_language("withdrawal")) & self.returned.keys()
        self.initial |= {name: self.returned[name] for name in reasons}

    def is_valid(self):
        step_is_valid = self.step_form.is_valid()
        return super().is_valid() and step_is_valid
