from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.date_inputs import NativeDateInput


class OneDay(NativeDateInput):
    def value_from_datadict(self, data, files, name):
        """Keep every value, so that a second one is refused instead of ignored."""
        return ", ".join(data.getlist(name))


NOT_A_DATE = _("This is not a valid date. Enter the year, month and day: 2021-03-01.")


class DayForm(forms.Form):
    """The day that a page of facts shows, by default today, and that on which it was cited."""

    on = forms.DateField(
        label=_("As of"),
        required=False,
        widget=OneDay,
        error_messages={"invalid": NOT_A_DATE},
    )
    cited = forms.DateField(
        label=_("Cited on"),
        required=False,
        widget=OneDay,
        error_messages={"invalid": NOT_A_DATE},
    )

    def clean_cited(self):
        cited = self.cleaned_data["cited"]
        if cited and cited > clock.today():
            raise forms.ValidationError(_("The day of a citation cannot be in the future."))
        return cited

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
        return self._query("on")

    @property
    def citation(self):
        """The query string of the page as it was cited; "" for today's, not cited."""
        return self._query("on", "cited")

    def _query(self, *names):
        days = {name: self.cleaned_data[name] for name in names}
        query = urlencode({name: day.isoformat() for name, day in days.items() if day})
        return f"?{query}" if query else ""

    @property
    def is_to_come(self):
        """Whether the day is after today, of which only what was announced can be known."""
        return self.day > clock.today()

    @property
    def to_cite(self):
        """The query string that cites this day, and says that it is cited today."""
        return f"?on={self.iso}&cited={clock.today().isoformat()}"
