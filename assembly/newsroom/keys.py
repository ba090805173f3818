"""Primary keys that versions, links and addresses refer to, of rows that may be deleted."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from assembly.core.sequences import reserve_key
from assembly.publishing.generic import GenericRow

from .models import Version, WorkingCopy
from .snapshots import highest_keys


class HighestKeys(dict):
    """The highest key per model that loaded rows refer to."""

    def note(self, model, pk):
        self[model] = max(pk, self.get(model, 0))

    def note_content(self, row):
        """Note the keys in the snapshot of a version or a working copy."""
        if isinstance(row, (Version, WorkingCopy)):
            for model, pk in highest_keys(row.content).items():
                self.note(model, pk)

    def note_records(self, models):
        """Note the highest key that rows of these models refer to."""
        for model in models:
            if issubclass(model, GenericRow):
                named = model.objects.order_by().values_list("content_type")
                for kind, pk in named.annotate(Max("object_id")):
                    if found := ContentType.objects.get_for_id(kind).model_class():
                        self.note(found, pk)

    def reserve(self):
        for model, pk in self.items():
            reserve_key(model, pk)
