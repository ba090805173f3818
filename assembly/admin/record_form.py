"""The form of a record, and of each of its rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

A_FILE = _("A file was sent where a text belongs. Type the text.")


class RecordForm(forms.ModelForm):
    """Refuses a file in place of a text, which would otherwise empty the field."""

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if self.add_prefix(name) in self.files and not field.widget.needs_multipart_form:
                self.add_error(name, A_FILE)
        return cleaned
