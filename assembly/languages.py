"""In which languages a text is written."""

from django.conf import settings
from django.db.models import CheckConstraint, Q
from django.utils.translation import get_language_info
from modeltranslation.utils import build_localized_fieldname, fallbacks

LANGUAGES = [code for code, name in settings.LANGUAGES]


def name_of(language):
    """Return what a language is called in the active one."""
    return get_language_info(language)["name_translated"]


def per_language(field):
    """Return the names of a field's columns, one per language: `title_en`, `title_ru`."""
    return [build_localized_fieldname(field, language) for language in LANGUAGES]


def side_by_side(names):
    """Return the names of columns with those of one text together: ("title_en", "title_ru")."""
    found = {}
    for name in names:
        text, _underscore, code = name.rpartition("_")
        found.setdefault(text if code in LANGUAGES else name, []).append(name)
    return [tuple(columns) if len(columns) > 1 else columns[0] for columns in found.values()]


def written(fields, language):
    """Return the condition that all these fields are written in a language.

    It is false, never unknown, where a column is NULL, so that it can stand in a constraint too.
    """
    condition = Q()
    for field in fields:
        column = build_localized_fieldname(field, language)
        condition &= Q(**{f"{column}__isnull": False, f"{column}__gt": ""})
    return condition


def text_required(field, name, **options):
    """Return the constraint that a text is written in one language at least.

    The forms ask for every language; a language that is added later begins empty.
    """
    anywhere = [written([field], language) for language in LANGUAGES]
    return CheckConstraint(condition=Q(*anywhere, _connector=Q.OR), name=name, **options)


def in_any_language(instance, field):
    """Return a field's text in the active language, or in the first that has one.

    It is for recognising a record, as in the admin; what the public reads borrows nothing.
    """
    with fallbacks():
        return getattr(instance, field)
