"""The form of a workflow step."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from assembly.publishing.status import EARLIEST_MOMENT, LATEST_MOMENT, NOT_BETWEEN

from .whole_texts import keep_whole
from .widgets import LabelledSplitDateTime


class StepForm(forms.Form):
    """What a step may need besides the text."""

    note = keep_whole(
        forms.CharField(
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
        validators=[
            MinValueValidator(EARLIEST_MOMENT, NOT_BETWEEN),
            MaxValueValidator(LATEST_MOMENT, NOT_BETWEEN),
        ],
        help_text=_("Leave empty to publish as soon as it is approved."),
    )
