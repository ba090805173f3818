"""Inputs for days and times that use the browser's own, where it has them."""

from datetime import time

from django import forms
from django.core.exceptions import ValidationError


class NativeInput:
    """Shows a value in ISO 8601, as native inputs need it, and what cannot be read as typed."""

    field_class = None

    def format_value(self, value):
        if isinstance(value, str):
            try:
                value = self.field_class().to_python(value)
            except ValidationError:
                return value
        return self.iso(value) if value is not None else None


class NativeDateInput(NativeInput, forms.DateInput):
    input_type = "date"
    field_class = forms.DateField

    def iso(self, value):
        """Return a `date` or `datetime` as "2026-12-05"."""
        return value.isoformat()[:10]


class NativeTimeInput(NativeInput, forms.TimeInput):
    input_type = "time"
    field_class = forms.TimeField

    def iso(self, value):
        """Return a `time` as "09:00", with seconds only if there are any."""
        return time.isoformat(value, "seconds" if value.second else "minutes")

    def get_context(self, name, value, attrs):
        """Let the input accept the seconds of its own value, which browsers refuse by default."""
        context = super().get_context(name, value, attrs)
        if (context["widget"]["value"] or "").count(":") == 2:
            context["widget"]["attrs"]["step"] = 1
        return context
