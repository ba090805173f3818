"""Versioned records: every saved version is kept, together with the rows that belong to it."""

from django.apps import apps
from django.db import models


class Versioned(models.Model):
    """A record that is versioned together with the rows that belong to it."""

    # Models whose rows belong to a record, mapped to the lookup of the record; referred-to first.
    parts = {}
    # Columns of the workflow, which versions do not contain.
    workflow_fields = ()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")

    @property
    def root(self):
        return self

    @property
    def reaches_readers(self):
        """Whether readers see the record, or are going to see it by a schedule."""
        return False

    @property
    def needs_review(self):
        """Whether edits wait in a working copy for approval, as readers would see them."""
        return self.reaches_readers

    def rows(self):
        """Yield the record and its rows, those first that others refer to."""
        yield type(self)._base_manager.get(pk=self.pk)
        for label, path in self.parts.items():
            rows = apps.get_model(label)._base_manager
            for row in rows.filter(**{path: self.pk}).select_related(path).order_by("pk"):
                if row.root == self:
                    yield row


def versioned_models():
    """Return all versioned models."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]
