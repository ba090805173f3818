"""The form of a record, and of each of its rows."""

from django import forms
from django.utils.translation import gettext_lazy as _

A_FILE = _("A file was sent where a text belongs. Type the text.")


class RecordForm(forms.ModelForm):
    """Refuses a file in place of a text, which would otherwise empty the field."""

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if not field.widget.needs_multipart_form and self.sends_file(name):
                self.add_error(name, A_FILE)
        return cleaned

    def sends_file(self, name):
        """Return whether a file was sent under the name of a field, or of one of its inputs."""
        own = self.add_prefix(name)
        return any(sent == own or sent.startswith(f"{own}-") for sent in self.files)
