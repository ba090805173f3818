"""What a migration does to the states that are kept, where it renames a model or a column.

Any app's migration may use these beside Django's own `RenameModel` and `RenameField`, if it depends
on `("assembly", "0002_newsroom")`. What a migration removes needs nothing: the states keep it, and
are shown, compared and restored without it.
"""

from functools import partial

from django.db.migrations import RunPython
from django.db.models import TextField
from django.db.models.functions import Cast

ROWS_AT_A_TIME = 100  # states are large, and may be many


def rename_model_in_snapshots(old, new):
    """Return the operation that renames a model in all kept states; labels as "news.article"."""

    def renamed(content, before, after):
        return {
            key.replace(f"{before}/", f"{after}/", 1) if key.startswith(f"{before}/") else key: row
            for key, row in content.items()
        }

    old, new = old.lower(), new.lower()
    return _renaming(renamed, old, new, f'"{old}/', f'"{new}/')


def rename_column_in_snapshots(model, old, new):
    """Return the operation that renames a column of a model's rows in all kept states.

    Columns are named as in the database: a reference as "image_id", a text as "title_en". The
    model has the label that the states have when the operation runs.
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
    """Rewrite the kept states that have a text in their JSON, some at a time."""
    for name in ["Version", "WorkingCopy"]:
        rows = apps.get_model("assembly", name).objects.using(schema_editor.connection.alias)
        found = rows.annotate(json=Cast("content", TextField())).filter(json__contains=found_by)
        last = 0
        while batch := list(found.filter(pk__gt=last).order_by("pk")[:ROWS_AT_A_TIME]):
            for row in batch:
                row.content = change(row.content)
            rows.bulk_update(batch, ["content"])
            last = batch[-1].pk
