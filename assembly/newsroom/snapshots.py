"""Snapshots: a record and its rows as one value, to store, compare, merge and restore.

A snapshot is a dictionary of rows, those first that others refer to. A row's key is its model and
primary key, as in "news.article/5"; the row is a dictionary of its columns, with many-to-many
relations as lists of keys. Primary keys are never reused (see `core.databases`), so that a row that
was deleted, or exists only in a working copy, can be restored under its own key.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.db.models import CharField, FileField, JSONField
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.manager import get_translatable_fields_for_model

from assembly.core.sequences import reserve_key


class DeletedReferenceError(ValidationError):
    """A snapshot refers to a record that was deleted."""


class RefusedValueError(ValidationError):
    """A snapshot has a missing or invalid value, in `place`: the row's key and the column."""

    def __init__(self, message, place):
        super().__init__(message)
        self.place = place


_rolled_back = ContextVar("rolled_back", default=False)


def snapshot_fields(model):
    """Return the fields of a model that snapshots contain."""
    translated = (
        get_translatable_fields_for_model(model) or []
    )  # their columns are included instead
    left_out = {model._meta.pk.name, *translated, *getattr(model, "workflow_fields", ())}
    return [field for field in model._meta.concrete_fields if field.name not in left_out]


def row_key(row):
    return f"{row._meta.label_lower}/{row.pk}"


def model_and_pk(key):
    """Return the model and primary key of a row's key.

    The model is None if it is no longer part of the site.
    """
    label, pk = key.split("/")
    try:
        return apps.get_model(label), int(pk)
    except LookupError:
        return None, int(pk)


def model_labels(root):
    """Return the labels of the models of a record's rows, those first that others refer to."""
    return [root._meta.label_lower, *(label.lower() for label in root.parts)]


def present_part(content):
    """Return a snapshot without the rows and columns that are no longer part of the site.

    Raises ValidationError if the record's own model is gone.
    """
    if not content:
        return {}
    root, _pk = model_and_pk(next(iter(content)))
    if root is None:
        raise ValidationError(
            _("This version belongs to a type of page that is no longer part of the site.")
        )
    columns = {label: _columns(apps.get_model(label)) for label in model_labels(root)}
    return {
        key: {name: columns[label][name](it) for name, it in row.items() if name in columns[label]}
        for key, row in content.items()
        if (label := key.partition("/")[0]) in columns
    }


def _columns(model):
    """Return the columns and many-to-many relations of a model in snapshots.

    With each comes the function that gives an earlier value what the field has added since.
    """
    fields = {field.attname: getattr(field, "completed", _same) for field in snapshot_fields(model)}
    return fields | {field.name: _same for field in model._meta.many_to_many}


def _same(value):
    return value


def snapshot(record):
    """Return the snapshot of a record as it is now."""
    return {row_key(row): _row(row) for row in record.rows()}


def _row(row):
    values = {field.attname: _value(field, row) for field in snapshot_fields(type(row))}
    values |= {
        field.name: sorted(getattr(row, field.name).values_list("pk", flat=True))
        for field in row._meta.many_to_many
    }
    # As JSON returns them, so that stored and fresh snapshots compare equal.
    return {name: _as_json(value) for name, value in values.items()}


def _value(field, row):
    value = field.get_prep_value(field.value_from_object(row))
    # A missing text is "", or NULL if no form has saved it.
    if value is None and hasattr(field, "translated_field") and field.empty_strings_allowed:
        return ""
    # Browsers send line breaks in their own way, which is not a change.
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _as_json(value):
    return value.isoformat() if hasattr(value, "isoformat") else value


def is_present_state(content, live):
    """Return whether a snapshot equals a live one, apart from added and removed columns."""
    return next(iter(content)) == next(iter(live)) and with_new_columns(content) == live


def with_new_columns(content):
    """Return the present part of a snapshot, with columns added since at their defaults."""
    found = {}
    for key, row in present_part(content).items():
        model, _pk = model_and_pk(key)
        fields = [field for field in snapshot_fields(model) if field.attname not in row]
        added = {field.attname: _as_json(_value(field, model())) for field in fields}
        found[key] = {**row, **added}
    return found


def apply_snapshot(content):
    """Write a snapshot to a record and its rows; return the record.

    What is no longer part of the site is left out. Raises ValidationError if the snapshot refers
    to something deleted or has a missing or overlong value, and IntegrityError if another record
    has a value that must be unique.
    """
    content = present_part(content)
    root, pk = model_and_pk(next(iter(content)))
    found = root._base_manager.filter(pk=pk).first()
    present = {row_key(row): row for row in found.rows()} if found else {}
    for key, row in reversed(present.items()):
        if key not in content:
            row.delete()
    for key, values in content.items():
        _write(key, values, present.get(key), content)
    return root._base_manager.get(pk=pk)


def _write(key, values, row, content):
    if row is not None and _row(row) == values:
        return
    model, pk = model_and_pk(key)
    new = row is None
    row = model(pk=pk) if new else row
    for field in snapshot_fields(model):
        if field.attname in values:
            value = field.to_python(values[field.attname])
            if field.is_relation and value is not None:
                value = _referred(field, value, content)
            _check(key, field, value)
            setattr(row, field.attname, value)
    row.save(force_insert=new)
    for field in model._meta.many_to_many:
        there = field.related_model._base_manager.filter(pk__in=values.get(field.name, []))
        getattr(row, field.name).set(there)


def _check(key, field, value):
    """Refuse a missing, overlong or invalid value, for which databases have no words or no rule.

    Raises RefusedValueError.
    """
    try:
        if value is None and not field.null:
            raise ValidationError(field.error_messages["null"])
        if value and isinstance(field, CharField | FileField) and field.max_length:
            MaxLengthValidator(field.max_length)(str(value))
        if isinstance(field, JSONField):
            field.run_validators(value)
    except ValidationError as error:
        messages = " ".join(error.messages)
        text = f"{capfirst(field.verbose_name)}: {messages}"
        raise RefusedValueError(text, f"{key}/{field.attname}") from error


def _referred(field, pk, content):
    """Return the key that a row refers to; None if it is gone, and none of `telling_references`."""
    model = field.related_model
    if f"{model._meta.label_lower}/{pk}" in content or model._base_manager.filter(pk=pk).exists():
        return pk
    if field.null and field.name not in getattr(field.model, "telling_references", []):
        return None
    words = {"field": field.verbose_name, "model": model._meta.verbose_name}
    raise DeletedReferenceError(
        _("This version refers to a deleted record: %(field)s (%(model)s).") % words
    )


def replace_reference(kind, row, model, old, new):
    """Return a row with references to one record of a model replaced by another."""
    row = dict(row)
    for field in kind._meta.concrete_fields:
        if field.related_model is model and row.get(field.attname) == old:
            row[field.attname] = new
    for field in kind._meta.many_to_many:
        if field.related_model is model and old in row.get(field.name, []):
            row[field.name] = sorted({*row[field.name], new} - {old})
    return row


@contextmanager
def temporarily_applied(content):
    """Apply a snapshot to the database, and roll it back when the block ends.

    Every query within the block sees the snapshot, so a page rendered there shows it. Beware:

    - Callbacks given to `transaction.on_commit` within the block never run.
    - Nothing made within the block may enter a cache that others read; see `is_rolled_back`.
    - Rows that the snapshot changes are locked until the block ends, and whoever saves one of
      them waits. Rows that it leaves as they are stay free.
    """
    token = _rolled_back.set(True)
    try:
        with transaction.atomic():
            if content:
                apply_snapshot(content)
            yield
            transaction.set_rollback(True)
    finally:
        _rolled_back.reset(token)


def is_rolled_back():
    """Return whether the present state will be rolled back, and must not be cached."""
    return _rolled_back.get()


def reserve_keys(content):
    """Reserve the keys of rows that exist only in a snapshot."""
    for model, pk in highest_keys(content).items():
        reserve_key(model, pk)


def highest_keys(content):
    """Return the highest key per model in a snapshot, without models that are gone."""
    found = {}
    for key in content:
        model, pk = model_and_pk(key)
        if model:
            found[model] = max(pk, found.get(model, 0))
    return found
