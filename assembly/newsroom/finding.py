"""What the checks of a publication's texts find."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import ngettext
from modeltranslation.utils import build_localized_fieldname

from assembly.core.language_names import language_name

MOST_ALIKE = 10  # findings of one check on one text


@dataclass(frozen=True)
class Finding:
    """A problem and how to fix it; it blocks submission and approval if it is serious."""

    language: str | None
    field: str  # the field's name without language
    text: str
    serious: bool = False


def finding_place(model, finding):
    """Return the label of the field that a finding is about, or else its language."""
    column = build_localized_fieldname(finding.field, finding.language)
    labels = {field.name: field.verbose_name for field in model._meta.concrete_fields}
    return capfirst(labels.get(column) or language_name(finding.language))


def first_few(alike):
    """Return a check's findings without duplicates; of too many, some and the number of others."""
    found = list(dict.fromkeys(alike))
    some, others = found[:MOST_ALIKE], found[MOST_ALIKE:]
    if others:
        text = ngettext(
            "There is %(number)d more issue like the one above.",
            "There are %(number)d more issues like the ones above.",
            len(others),
        )
        serious = any(finding.serious for finding in others)
        words = text % {"number": len(others)}
        some.append(Finding(some[0].language, some[0].field, words, serious))
    return some
