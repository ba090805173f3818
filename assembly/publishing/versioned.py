"""Records of which every saved state is kept, together with the rows that belong to them."""

from django.apps import apps
from django.db import models


class Versioned(models.Model):
    """A record that stands for itself and for the rows that belong to it."""

    # Models whose rows belong to a record, and the way from them to it; those referred to first.
    parts = {}
    # Columns that say how the record came about, and not what it says.
    workflow_fields = ()

    class Meta:
        abstract = True

    @property
    def root(self):
        return self

    def rows(self):
        """Yield the record and the rows that belong to it, those that are referred to first."""
        yield type(self)._base_manager.get(pk=self.pk)
        for label, path in self.parts.items():
            rows = apps.get_model(label)._base_manager
            for row in rows.filter(**{path: self.pk}).select_related(path).order_by("pk"):
                if row.root == self:
                    yield row


def versioned_models():
    """Return the models whose records are tracked."""
    return [model for model in apps.get_models() if issubclass(model, Versioned)]
