"""The keys that are known of records, though their tables may have them no longer."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max

from assembly.core.sequences import reserve_key
from assembly.publishing.generic import GenericRow

from .models import Version, WorkingCopy
from .snapshots import highest_keys


class HighestKeys(dict):
    """The highest key of each model that loaded rows about records name."""

    def note(self, model, pk):
        self[model] = max(pk, self.get(model, 0))

    def note_content(self, row):
        """Note the keys in the text of a saved state or a working copy."""
        if isinstance(row, (Version, WorkingCopy)):
            for model, pk in highest_keys(row.content).items():
                self.note(model, pk)

    def note_records(self, models):
        """Note of which records there are rows of these models: the database finds the highest."""
        for model in models:
            if issubclass(model, GenericRow):
                named = model.objects.order_by().values_list("content_type")
                for kind, pk in named.annotate(Max("object_id")):
                    if found := ContentType.objects.get_for_id(kind).model_class():
                        self.note(found, pk)

    def reserve(self):
        for model, pk in self.items():
            reserve_key(model, pk)
