"""The rows of a form in which statements are typed: what they hold, show and find wrong."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from modeltranslation.utils import build_localized_fieldname, build_localized_verbose_name

from assembly.core.fields import PlainTextInput
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import PartialDateFormField

from ..statements import LONGEST_ADDRESS, LONGEST_TITLE, Says, SourceKind, validate_day


class AddressInput(forms.URLField):
    default_validators = [URLValidator(schemes=["http", "https"])]


def _title(code):
    label = build_localized_verbose_name(gettext_lazy("title of the source"), code)
    return PlainTextInput(label=label, required=False, max_length=LONGEST_TITLE)


# What is typed in a row. The fields keep nothing, so that all rows share them.
FIELDS = {
    "day": PartialDateFormField(
        label=gettext_lazy("day"), required=False, validators=[validate_day]
    ),
    "says": forms.ChoiceField(
        label=gettext_lazy("the source says"), required=False, choices=Says.choices
    ),
    "kind": forms.ChoiceField(
        label=gettext_lazy("kind of source"), required=False, choices=SourceKind.choices
    ),
    **{build_localized_fieldname("title", code): _title(code) for code in LANGUAGES},
    "address": AddressInput(
        label=gettext_lazy("address of the source"),
        required=False,
        max_length=LONGEST_ADDRESS,
        assume_scheme="https",
    ),
}
TYPED = [name for name in FIELDS if name not in {"says", "kind"}]
BLANK = {"says": str(Says.SO), "kind": str(SourceKind.WEBSITE)}


def key_of(statement):
    """Return a short text that tells a stored statement from the others of its fact."""
    return sha256(json.dumps(statement, sort_keys=True).encode()).hexdigest()[:12]


@dataclass(frozen=True)
class RowInput:
    """One input of a row, for its template."""

    key: str
    name: str
    label: str
    value: str
    choices: list
    limit: int | None
    errors: list

    @property
    def id(self):
        return f"id_{self.name}"


@dataclass(frozen=True)
class Row:
    """A row as stored or as typed: its texts by the keys of `FIELDS`.

    `key` is the `key_of` the stored statement that it shows, or "" for an added one.
    """

    name: str  # such as "statements-0", with which the names of its inputs begin
    number: int  # from 1
    texts: dict = field(default_factory=lambda: BLANK)
    key: str = ""
    is_removed: bool = False
    is_checked: bool = False  # whether it shows what is wrong with it

    @property
    def is_blank(self):
        return not any(self.texts.get(name, "").strip() for name in TYPED)

    @property
    def counts(self):
        """Whether it is a statement to keep."""
        return not self.is_blank and not self.is_removed

    @property
    def day(self):
        """The day as statements have it; "" if there is none or it is invalid."""
        try:
            return FIELDS["day"].clean(self.texts.get("day", ""))
        except ValidationError:
            return ""

    @property
    def legend(self):
        return (
            _("Statement %s") % self.number if self.key or not self.is_blank else _("New statement")
        )

    @cached_property
    def found(self):
        """What was typed as statements have it, and the messages about it: both by key."""
        values, errors = {}, {}
        for name, one in FIELDS.items():
            try:
                values[name] = one.clean(self.texts.get(name, ""))
            except ValidationError as error:
                errors[name] = error.messages
        return values, errors

    def problems(self):
        """Return what is wrong with the row, as sentences that name it and its inputs."""
        return [
            f"{_('Statement %s') % self.number}, {FIELDS[name].label}: {text}"
            for name, texts in self.found[1].items()
            for text in texts
        ]

    def inputs(self):
        """Return the row's `RowInput`s."""
        errors = self.found[1] if self.is_checked and self.counts else {}
        return [
            RowInput(
                name,
                f"{self.name}-{name}",
                capfirst(one.label),
                self.texts.get(name, ""),
                getattr(one, "choices", []),
                getattr(one, "max_length", None),
                errors.get(name, []),
            )
            for name, one in FIELDS.items()
        ]
