"""Inputs for dates and times, accessible and without scripts where the browser has its own.

In other browsers they are text fields, to which Django's scripts add a calendar and a clock.
"""

from django.contrib.admin.widgets import (
    AdminDateWidget,
    AdminSplitDateTime,
    BaseAdminDateWidget,
    BaseAdminTimeWidget,
)
from django.db import models
from django.forms import MultiWidget
from django.utils.translation import gettext_lazy as _

from assembly.core.date_inputs import NativeDateInput, NativeTimeInput


class DateInput(NativeDateInput, AdminDateWidget):
    pass


class DayOfMomentInput(NativeDateInput, BaseAdminDateWidget):
    pass


class TimeInput(NativeTimeInput, BaseAdminTimeWidget):
    pass


class LabelledSplitDateTime(AdminSplitDateTime):
    """A date and a time, with accessible names."""

    def __init__(self, attrs=None):
        MultiWidget.__init__(self, [DayOfMomentInput, TimeInput], attrs)
        for widget, name in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            widget.attrs["aria-label"] = name


NO_DATE = _("Enter a date with the year in full: 2026-12-05, 05.12.2026 or 05/12/2026.")
NO_TIME = _("Enter a time: 09:00 or 9.00.")
MOMENT_ERRORS = {"invalid_date": NO_DATE, "invalid_time": NO_TIME}

# The inputs for each kind of field, for `formfield_overrides`.
DATE_WIDGETS = {
    models.DateField: {"widget": DateInput, "error_messages": {"invalid": NO_DATE}},
    models.DateTimeField: {"widget": LabelledSplitDateTime, "error_messages": MOMENT_ERRORS},
}
