"""Migration operations that rename models and columns in stored snapshots.

Use them in any app's migration beside Django's `RenameModel` and `RenameField`; the migration must
depend on `("assembly", "0008_notes_and_failed_publishing")`. Removals need no operation: snapshots
keep what was removed, and are shown, compared and restored without it.
"""

from functools import partial

from django.db.migrations import RunPython
from django.db.models import TextField
from django.db.models.functions import Cast

from .stale_translations import STALE_MARKS

ROWS_AT_A_TIME = 100  # rows at a time, as snapshots are large


def rename_model_in_snapshots(old, new):
    """Return the operation that renames a model in all snapshots; labels as in "news.article"."""
    old, new = old.lower(), new.lower()
    return RunPython(partial(_rename_model, old, new), partial(_rename_model, new, old))


def rename_column_in_snapshots(model, old, new):
    """Return the operation that renames a column of a model in all snapshots.

    It also renames the column in the marks of stale translations and in system notes. Columns have
    their names in the database, such as "image_id" and "title_en"; the model has its label in the
    snapshots at that point of the migrations.
    """
    model = model.lower()
    return RunPython(
        partial(_rename_column, model, old, new), partial(_rename_column, model, new, old)
    )


def _rename_model(old, new, apps, schema_editor):
    def renamed(content):
        return {
            key.replace(f"{old}/", f"{new}/", 1) if key.startswith(f"{old}/") else key: row
            for key, row in content.items()
        }

    for rows in _kept(apps, schema_editor):
        _rewrite(rows, "content", renamed, f'"{old}/')


def _rename_column(model, old, new, apps, schema_editor):
    def name_of(name):
        return new if name == old else name

    def renamed_marks(marks):
        return {
            name_of(name): {**mark, "source": name_of(mark["source"])}
            for name, mark in marks.items()
        }

    def renamed_row(row):
        row = {name_of(name): value for name, value in row.items()}
        marks = row.get(STALE_MARKS)
        return {**row, STALE_MARKS: renamed_marks(marks)} if marks else row

    def renamed(content):
        return {
            key: renamed_row(row) if key.startswith(f"{model}/") else row
            for key, row in content.items()
        }

    def renamed_note(values):
        return {
            name: name_of(value) if name == "field" else value for name, value in values.items()
        }

    app_label, model_name = model.split(".")
    for rows in _kept(apps, schema_editor):
        _rewrite(rows, "content", renamed, f'"{model}/')
        of_model = rows.filter(content_type__app_label=app_label, content_type__model=model_name)
        _rewrite(of_model, "note_values", renamed_note, f'"{old}"')
    live = apps.all_models[app_label].get(model_name)
    if live and any(field.name == STALE_MARKS for field in live._meta.fields):
        _rewrite(_rows(live, schema_editor), STALE_MARKS, renamed_marks, f'"{old}"')


def _kept(apps, schema_editor):
    """Return the versions and the working copies of all records."""
    return [
        _rows(apps.get_model("assembly", name), schema_editor)
        for name in ["Version", "WorkingCopy"]
    ]


def _rows(model, schema_editor):
    return model._base_manager.using(schema_editor.connection.alias)


def _rewrite(rows, column, change, found_by):
    """Rewrite the values of a column whose JSON contains a text, in batches."""
    found = rows.annotate(json=Cast(column, TextField())).filter(json__contains=found_by)
    last = 0
    while batch := list(found.filter(pk__gt=last).order_by("pk")[:ROWS_AT_A_TIME]):
        for row in batch:
            setattr(row, column, change(getattr(row, column)))
        rows.bulk_update(batch, [column])
        last = batch[-1].pk
