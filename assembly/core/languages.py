"""The site's languages, and which of them a text is written in."""

from django.conf import settings
from django.db.models import CheckConstraint, Q
from django.utils.translation import override
from modeltranslation.utils import build_localized_fieldname, fallbacks, get_language

LANGUAGES = [code for code, name in settings.LANGUAGES]


def per_language(field):
    """Return the names of a field's columns, one per language: `title_en`, `title_ru`."""
    return [build_localized_fieldname(field, language) for language in LANGUAGES]


def in_active_language(fields):
    """Return the names of the columns of these fields in the active language."""
    return [build_localized_fieldname(field, get_language()) for field in fields]


def languages_of(record, field):
    """Return the codes of the languages in which a field of a record is written."""
    return [code for code in LANGUAGES if getattr(record, build_localized_fieldname(field, code))]


def side_by_side(names):
    """Return column names, those of one text grouped in a tuple: ("title_en", "title_ru").

    Names that are in a tuple already stay together.
    """
    found = {}
    for name in names:
        if isinstance(name, tuple):
            found[name] = list(name)
            continue
        text, _underscore, code = name.rpartition("_")
        found.setdefault(text if code in LANGUAGES else name, []).append(name)
    return [tuple(columns) if len(columns) > 1 else columns[0] for columns in found.values()]


def written_in(fields, language, nothing=""):
    """Return the condition that all these fields are written in a language.

    It is false, never NULL, where a column is NULL, so that a constraint can use it too.
    `nothing` is the empty value that the columns are compared with.
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
    """Return the constraint that a text is written in at least one language.

    Forms require every language, but a language added later starts empty. SQL knows no Unicode:
    that a text of invisible characters is empty, the fields see to (`fields.PlainText`).
    """
    anywhere = [written_in([field], language) for language in LANGUAGES]
    return CheckConstraint(condition=Q(*anywhere, _connector=Q.OR), name=name, **options)


def in_any_language(instance, field):
    """Return a field's text in the active language, or in the first that has one.

    Use it to identify a record, as in the admin; public pages show no text of another language.
    """
    with fallbacks():
        return getattr(instance, field)


def translated_pages(record, field, languages):
    """Return the pages of a record in other languages, as dictionaries.

    Each has `code`, `name` (of the language), `title` (from `field`) and `address`. `languages`
    are the codes of the languages in which readers can read the record.
    """
    names, found = dict(settings.LANGUAGES), []
    for code in languages:
        with override(code):
            title, address = getattr(record, field), record.get_absolute_url()
        found.append({"code": code, "name": names[code], "title": title, "address": address})
    return found
