"""Differences between snapshots, in the words of the admin's forms."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assembly.core.fields import RichTextField
from assembly.text.diff import plain_text, word_diff

from .merging import WHOLE_ROW
from .snapshots import differences, model_and_pk, present_part
from .stale_translations import STALE_MARKS


@dataclass(frozen=True)
class FieldChange:
    """The word diff of one field."""

    place: str  # the row's label; "" for the record itself
    field: str
    runs: list  # as `word_diff` returns them


def field_changes(before, after):
    """Return the `FieldChange`s from one snapshot of a record to another."""
    return [
        FieldChange(
            row_label(one.key, after.get(one.key) or before[one.key], after),
            column_label(one.key, one.column),
            word_diff(
                value_text(one.key, one.column, one.before),
                value_text(one.key, one.column, one.after),
            ),
        )
        for one in differences(before, after)
        if one.column != STALE_MARKS
    ]


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
    field = _field(model, column)
    return capfirst(field.verbose_name) if field else _no_longer(column)


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


def value_text(key, column, value):
    """Return a value of a snapshot as text for staff; "" for none."""
    model, _pk = model_and_pk(key)
    if value is None or value == "":
        return ""
    if column == WHOLE_ROW:
        return ", ".join(filter(None, (value_text(key, name, one) for name, one in value.items())))
    field = model and _field(model, column)
    if field is None:  # the field no longer exists
        return str(value)
    if field.many_to_many or field.many_to_one:
        return _names(field, value if isinstance(value, list) else [value])
    if isinstance(getattr(field, "translated_field", field), RichTextField):
        return plain_text(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)


def _names(field, pks):
    found = field.related_model._base_manager.in_bulk(pks)
    return ", ".join(str(found[pk]) if pk in found else _("(deleted)") for pk in pks)
