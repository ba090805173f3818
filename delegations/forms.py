from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.date_inputs import NativeDateInput


class OneDay(NativeDateInput):
    def value_from_datadict(self, data, files, name):
        """Keep every value, so that a second one is refused instead of ignored."""
        return ", ".join(data.getlist(name))


class DayForm(forms.Form):
    """The day that a page of facts shows; default: today."""

    on = forms.DateField(
        label=_("As of"),
        required=False,
        widget=OneDay,
        error_messages={
            "invalid": _("This is not a valid date. Enter the year, month and day: 2021-03-01.")
        },
    )

    @property
    def day(self):
        return self.cleaned_data["on"] or clock.today()

    @property
    def iso(self):
        """The day in ISO format, for comparison with the dates of facts."""
        return self.day.isoformat()

    @property
    def query(self):
        """The query string that selects this day; "" for today."""
        day = self.cleaned_data["on"]
        return f"?on={day.isoformat()}" if day else ""

    @property
    def is_to_come(self):
        """Whether the day is after today, of which only what was announced can be known."""
        return self.day > clock.today()

    @property
    def citation(self):
        """The query string that selects this day, and says on which day it was cited."""
        return f"?on={self.iso}&cited={clock.today().isoformat()}"
