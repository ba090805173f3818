from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from assembly.admin.whole_texts import keep_whole
from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import PartialDateFormField, validate_partial_date

from ..statements import (
    LONGEST_ADDRESS,
    LONGEST_TITLE,
    TITLES,
    Says,
    SourceKind,
    Statement,
    as_values,
    cleaned,
)


class SourceForm(forms.Form):
    """Asks for the source that states facts, and the day of which it does; by default today.

    `statement` is the `Statement` of a valid form.
    """

    day = PartialDateFormField(
        label=_("day"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("The day of which the source tells, or just its month or year."),
    )
    kind = forms.ChoiceField(label=_("kind of source"), choices=SourceKind)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, column in zip(LANGUAGES, TITLES, strict=True):
            label = _("source (%s)") % language_name(code)
            self.fields[column] = forms.CharField(
                label=label, max_length=LONGEST_TITLE, required=False
            )
        self.fields["address"] = forms.URLField(
            label=_("source address"),
            max_length=LONGEST_ADDRESS,
            required=False,
            assume_scheme="https",
        )
        self.finish_fields()

    def finish_fields(self):
        """Label the fields as the forms of the admin do, and let them cut nothing."""
        for field in self.fields.values():
            field.label = capfirst(field.label)
            keep_whole(field)

    def clean(self):
        cleaned_data = super().clean()
        self.statement = Statement.of({**cleaned_data, "says": Says.SO})
        if not self.statement.has_source and not {*TITLES, "address"} & self.errors.keys():
            self.add_error(None, _("Enter the title of the source or its address."))
        if not self.errors:
            cleaned([as_values(self.statement)])
        return cleaned_data


def source_of(facts):
    """Return the initial values of the form: today, and the source that last stated all facts.

    Where their sources differ, none is proposed.
    """
    today = {"day": timezone.localdate().isoformat(), "kind": SourceKind.WEBSITE}
    last = {
        fact.last_statement and (fact.last_statement.titles, fact.last_statement.address)
        for fact in facts
    }
    if len(last) != 1 or last == {None}:
        return today
    return {**as_values(facts[0].last_statement), **today, "kind": facts[0].last_statement.kind}
