"""Model fields that both apps use."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django_prose_editor.fields import ProseEditorField

from .rich_text import EXTENSIONS, MAX_CHARACTERS, sanitise_html


def slug_constraint(name):
    """Return the database constraint that a slug fits into a web address."""
    return models.CheckConstraint(condition=Q(slug__regex=r"^[-a-zA-Z0-9_]+\Z"), name=name)


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


class RichTextField(ProseEditorField):
    """HTML that the editor's toolbar can make, sanitised on its way to the database.

    Forms, fixtures, imports, bulk writes and the shell all pass through here.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs, extensions=EXTENSIONS, sanitize=sanitise_html)

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": MAX_CHARACTERS, **kwargs})

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return value if value is None else sanitise_html(value)
