"""The versions that the admin would have saved of records written by COPY."""

import json

from django.contrib.contenttypes.models import ContentType

from assembly.core.languages import per_language
from assembly.newsroom.models import Action, Version
from assembly.newsroom.snapshots import with_new_columns

from .copying import Rows


class Versions:
    """One version of each record of a model, in the form of `newsroom.snapshots`."""

    def __init__(self, model, moment):
        """`moment` is when records without a moment of their own were saved."""
        self.rows = Rows(Version)
        self.label = model._meta.label_lower
        self.kind = ContentType.objects.get_for_model(model).pk
        self.moment = moment
        [self.blank] = with_new_columns({f"{self.label}/0": {}}).values()

    def add(self, row, title, **relations):
        """Add the version of a row of `Rows`; `relations` has the keys of related records."""
        values = {
            name: blank if row[name] is None or isinstance(blank, dict) else row[name]
            for name, blank in self.blank.items()
        }
        values |= {name: sorted(keys) for name, keys in relations.items()}
        self.rows.add(
            content_type_id=self.kind,
            object_id=row["id"],
            content=json.dumps({f"{self.label}/{row['id']}": values}, ensure_ascii=False),
            workflow_state=json.dumps(_workflow_state(row), default=str),
            title=title,
            action=Action.SAVED.value,
            made_at=row.get("updated_at", self.moment),
            made_by_id=row.get("updated_by_id"),
        )

    def write(self):
        self.rows.write()


def _workflow_state(row):
    if "status" not in row:
        return {}
    columns = ["status", "published_at", "proposed_at", *per_language("withdrawal")]
    return {name: row[name] for name in columns}
