"""Migration operations that rename models and columns in stored snapshots.

Use them in any app's migration beside Django's `RenameModel` and `RenameField`; the migration must
depend on `("assembly", "0002_newsroom")`. Removals need no operation: snapshots keep what was
removed, and are shown, compared and restored without it.
"""

from functools import partial

from django.db.migrations import RunPython
from django.db.models import TextField
from django.db.models.functions import Cast

ROWS_AT_A_TIME = 100  # rows at a time, as snapshots are large


def rename_model_in_snapshots(old, new):
    """Return the operation that renames a model in all snapshots; labels as in "news.article"."""

    def renamed(content, before, after):
        return {
            key.replace(f"{before}/", f"{after}/", 1) if key.startswith(f"{before}/") else key: row
            for key, row in content.items()
        }

    old, new = old.lower(), new.lower()
    return _renaming(renamed, old, new, f'"{old}/', f'"{new}/')


def rename_column_in_snapshots(model, old, new):
    """Return the operation that renames a column of a model in all snapshots.

    Columns have their names in the database, such as "image_id" and "title_en"; the model has its
    label in the snapshots at that point of the migrations.
    """
    model = model.lower()

    def renamed(content, before, after):
        return {
            key: {after if name == before else name: value for name, value in row.items()}
            if key.startswith(f"{model}/")
            else row
            for key, row in content.items()
        }

    return _renaming(renamed, old, new, f'"{model}/', f'"{model}/')


def _renaming(renamed, old, new, found_by, found_back_by):
    return RunPython(
        partial(_rewrite, lambda content: renamed(content, old, new), found_by),
        partial(_rewrite, lambda content: renamed(content, new, old), found_back_by),
    )


def _rewrite(change, found_by, apps, schema_editor):
    """Rewrite the snapshots whose JSON contains a text, in batches."""
    for name in ["Version", "WorkingCopy"]:
        rows = apps.get_model("assembly", name).objects.using(schema_editor.connection.alias)
        found = rows.annotate(json=Cast("content", TextField())).filter(json__contains=found_by)
        last = 0
        while batch := list(found.filter(pk__gt=last).order_by("pk")[:ROWS_AT_A_TIME]):
            for row in batch:
                row.content = change(row.content)
            rows.bulk_update(batch, ["content"])
            last = batch[-1].pk
