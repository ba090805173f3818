"""In which languages a text is written."""

from django.conf import settings
from django.db.models import CheckConstraint, Q
from django.utils.translation import get_language_info, override
from modeltranslation.utils import build_localized_fieldname, fallbacks

LANGUAGES = [code for code, name in settings.LANGUAGES]


def language_name(language):
    """Return what a language is called in the active one."""
    return get_language_info(language)["name_translated"]


def per_language(field):
    """Return the names of a field's columns, one per language: `title_en`, `title_ru`."""
    return [build_localized_fieldname(field, language) for language in LANGUAGES]


def languages_of(record, field):
    """Return the codes of the languages in which a field of a record is written."""
    return [code for code in LANGUAGES if getattr(record, build_localized_fieldname(field, code))]


def side_by_side(names):
    """Return the names of columns with those of one text together: ("title_en", "title_ru")."""
    found = {}
    for name in names:
        text, _underscore, code = name.rpartition("_")
        found.setdefault(text if code in LANGUAGES else name, []).append(name)
    return [tuple(columns) if len(columns) > 1 else columns[0] for columns in found.values()]


def written_in(fields, language, nothing=""):
    """Return the condition that all these fields are written in a language.

    It is false, never unknown, where a column is NULL, so that it can stand in a constraint too.
    `nothing` is what a field is compared with.
    """
    condition = Q()
    for field in fields:
        column = build_localized_fieldname(field, language)
        condition &= Q(**{f"{column}__isnull": False, f"{column}__gt": nothing})
    return condition


def shown_in(fields, language, nothing=""):
    """Return the condition that these fields are written in a language, and shown to the public."""
    column = build_localized_fieldname("shown", language)
    return written_in(fields, language, nothing) & Q(**{column: True})


def text_required(field, name, **options):
    """Return the constraint that a text is written in one language at least.

    The forms ask for every language; a language that is added later begins empty.
    """
    anywhere = [written_in([field], language) for language in LANGUAGES]
    return CheckConstraint(condition=Q(*anywhere, _connector=Q.OR), name=name, **options)


def in_any_language(instance, field):
    """Return a field's text in the active language, or in the first that has one.

    It is for recognising a record, as in the admin; what the public reads borrows nothing.
    """
    with fallbacks():
        return getattr(instance, field)


def translated_pages(record, field, languages):
    """Return where a record can be read: a language's code and name, a title and an address each.

    `field` is what it is called, and these are the codes of the languages in which readers have it.
    """
    names, found = dict(settings.LANGUAGES), []
    for code in languages:
        with override(code):
            title, address = getattr(record, field), record.get_absolute_url()
        found.append({"code": code, "name": names[code], "title": title, "address": address})
    return found
