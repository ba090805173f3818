"""Model fields that both apps use."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField

from .plain_text import clean_text
from .rich_text import EXTENSIONS, MAX_CHARACTERS, dead_links, sanitise_html


def slug_constraint(name, field="slug"):
    """Return the database constraint that a slug fits into a web address."""
    condition = Q(**{f"{field}__regex": r"^[-a-zA-Z0-9_]+\Z"})
    return models.CheckConstraint(condition=condition, name=name)


class WebAddressField(models.URLField):
    """A web address; `https` is assumed where no scheme is typed."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    @staticmethod
    def constraint(column, name):
        """Return the database constraint that refuses other schemes, such as `javascript:`."""
        return models.CheckConstraint(
            condition=Q(**{column: ""})
            | Q(**{f"{column}__startswith": "http://"})
            | Q(**{f"{column}__startswith": "https://"}),
            name=name,
        )


class PlainTextInput(forms.CharField):
    """A form's text, as it is stored; NUL is refused, as in all forms."""

    def to_python(self, value):
        value = super().to_python(value)
        return value if not value or "\0" in value else clean_text(value) or self.empty_value


class PlainText:
    """A model field whose text is cleaned on its way to the database, whichever way it comes."""

    django_path = ""  # for migrations, which need only the column

    def to_python(self, value):
        value = super().to_python(value)
        return clean_text(value) if isinstance(value, str) else value

    def pre_save(self, instance, add):
        """Clean the text of the instance too, whose properties ask whether it is written."""
        value = self.to_python(super().pre_save(instance, add))
        setattr(instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PlainTextInput, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, self.django_path, args, kwargs


class PlainCharField(PlainText, models.CharField):
    """A short text; see `plain_text` for what may stand in it."""

    django_path = "django.db.models.CharField"


class PlainTextField(PlainText, models.TextField):
    """A text of several lines; see `plain_text` for what may stand in it."""

    django_path = "django.db.models.TextField"


class RichTextFormField(ProseEditorFormField):
    """Refuses links that lead nowhere; those that can be completed are, see `sanitise_html`."""

    def clean(self, value):
        value = sanitise_html(super().clean(value))
        self.run_validators(value)  # signs such as < take more characters in HTML
        message = _(
            "The link “%(words)s” leads to “%(address)s”, which is no address. Type a whole one, "
            "such as https://example.org/page, or remove the link."
        )
        dead = [
            ValidationError(message, "link", {"words": words[:100], "address": address[:100]})
            for words, address in dead_links(value)
        ]
        if dead:
            raise ValidationError(dead)
        return value


class RichTextField(ProseEditorField):
    """HTML that the editor's toolbar can make, sanitised on its way to the database.

    Forms, fixtures, imports, bulk writes and the shell all pass through here. Only SQL by hand
    does not; pages and feeds sanitise what they show, once for each text.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, extensions=EXTENSIONS, sanitize=sanitise_html)

    def formfield(self, **kwargs):
        return super().formfield(
            **{"form_class": RichTextFormField, "max_length": MAX_CHARACTERS, **kwargs}
        )

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else sanitise_html(value)
