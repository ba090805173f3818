"""Differences between snapshots, in the words of the admin's forms."""

from dataclasses import dataclass, field

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import FileField, ImageField
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assembly.core.fields import RichTextField
from assembly.media.models import Image
from assembly.text.diff import plain_change, plain_text, rich_change

from .change_notes import name_invisible, note_text
from .differences import differences
from .merging import WHOLE_ROW
from .snapshots import model_and_pk, present_part
from .stale_translations import STALE_MARKS


@dataclass(frozen=True)
class ShownFile:
    """A file before or after a change, to open or, if it is a picture, to see."""

    label: str
    address: str
    is_picture: bool


@dataclass(frozen=True)
class ValueChange:
    """What differs between two values, for staff; at least one of the lists has something."""

    runs: list  # as `word_diff` returns them, with the names of invisible characters
    notes: list = field(default_factory=list)  # sentences about what words do not show
    files: list = field(default_factory=list)  # `ShownFile`s


@dataclass(frozen=True)
class FieldChange:
    """The change of one field."""

    place: str  # the row's label; "" for the record itself
    field: str
    value: ValueChange


def field_changes(before, after):
    """Return the `FieldChange`s from one snapshot of a record to another."""
    return [
        FieldChange(
            row_label(one.key, after.get(one.key) or before[one.key], after),
            column_label(one.key, one.column),
            value_change(one.key, one.column, one.before, one.after),
        )
        for one in differences(before, after)
        if one.column != STALE_MARKS
    ]


def value_change(key, column, before, after):
    """Return the `ValueChange` from one value of a snapshot's column to another.

    Its lists are empty only if both are equal.
    """
    model, _pk = model_and_pk(key)
    column_field = model and _field(model, column)
    if _is_rich(column_field):
        change = rich_change(before or "", after or "")
    else:
        change = _value_text_change(key, column, before, after)
    runs = [
        (kind, words if kind == "equal" else name_invisible(words)) for kind, words in change.runs
    ]
    files = [*_files(_("before"), column_field, before), *_files(_("now"), column_field, after)]
    return ValueChange(runs, [note_text(note) for note in change.notes], files)


def _value_text_change(key, column, before, after):
    """Return the change of a value as text; of different values with the same text, say more."""
    texts = [value_text(key, column, value) for value in (before, after)]
    if texts[0] == texts[1] and before != after:
        texts = [value_text(key, column, value, numbered=True) for value in (before, after)]
    if texts[0] == texts[1] and before != after:
        texts = [repr(before), repr(after)]
    return plain_change(*texts)


def _files(label, column_field, value):
    """Return the file that a value names, in a list; an empty one if there is none to show."""
    if not value or column_field is None or isinstance(value, list):
        return []
    if isinstance(column_field, FileField):
        address = column_field.storage.url(value)
        return [ShownFile(label, address, isinstance(column_field, ImageField))]
    if column_field.related_model is Image:
        images = Image._base_manager.filter(pk=value).exclude(file="")
        return [ShownFile(label, image.file.url, is_picture=True) for image in images]
    return []


def row_label(key, values, content):
    """Return the label of a row; "" for the record itself."""
    if key == next(iter(content)):
        return ""
    model, _pk = model_and_pk(key)
    if model is None:
        return _no_longer(key)
    name = capfirst(model._meta.verbose_name)
    known = {field.attname for field in model._meta.concrete_fields}
    row = model(**{column: value for column, value in values.items() if column in known})
    try:
        return f"{name}: {row}"
    except ObjectDoesNotExist:  # a row that it refers to is gone
        return str(name)


def column_label(key, column):
    model, _pk = model_and_pk(key)
    if column == WHOLE_ROW:
        return _("the whole row")
    if model is None:  # the row's label says so
        return column
    found = _field(model, column)
    return capfirst(found.verbose_name) if found else _no_longer(column)


def _no_longer(name):
    return _("%(name)s (no longer part of the site)") % {"name": name}


def _field(model, column):
    """Return the field of a column, or None if it is gone."""
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    named = {field.name: field for field in fields}
    return {**named, **{field.attname: field for field in fields}}.get(column)


def left_out_labels(content):
    """Return labels of a snapshot's rows and columns that are no longer part of the site."""
    present, found = present_part(content), {}
    for one in differences(content, present):
        row = content[one.key]
        place = row_label(one.key, row, content)
        column = [column_label(one.key, one.column)] if one.key in present else []
        found[" – ".join(filter(None, [place, *column]))] = None  # without duplicates, in order
    return list(found)


def value_text(key, column, value, *, numbered=False):
    """Return a value of a snapshot as text for staff; "" for none.

    With `numbered`, references have their keys, which tell records of the same name apart.
    """
    model, _pk = model_and_pk(key)
    if value is None or value == "":
        return ""
    if column == WHOLE_ROW:
        texts = (value_text(key, name, one, numbered=numbered) for name, one in value.items())
        return ", ".join(filter(None, texts))
    column_field = model and _field(model, column)
    if column_field is None:  # the field no longer exists
        return str(value)
    if hasattr(column_field, "describe"):
        return column_field.describe(value)
    if column_field.many_to_many or column_field.many_to_one:
        return _names(column_field, value if isinstance(value, list) else [value], numbered)
    if _is_rich(column_field):
        return plain_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column_field.choices:
        return str(dict(column_field.flatchoices).get(value, value))
    return str(value)


def _is_rich(column_field):
    return isinstance(getattr(column_field, "translated_field", column_field), RichTextField)


def _names(column_field, pks, numbered):
    found = column_field.related_model._base_manager.in_bulk(pks)
    names = {pk: str(found[pk]) if pk in found else _("(deleted)") for pk in pks}
    if numbered:
        names = {
            pk: _("%(name)s (no. %(number)s)") % {"name": name, "number": pk}
            for pk, name in names.items()
        }
    return ", ".join(names[pk] for pk in pks)
