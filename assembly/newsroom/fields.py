import json

from django.db import models


class SnapshotField(models.TextField):
    """A snapshot as JSON text, which keeps the order of rows and columns, unlike jsonb."""

    def from_db_value(self, value, expression, connection):
        return None if value is None else json.loads(value)

    def get_prep_value(self, value):
        return None if value is None else json.dumps(value, ensure_ascii=False)

    def to_python(self, value):
        return json.loads(value) if isinstance(value, str) else value

    def value_to_string(self, record):
        """Return the snapshot as content files have it: `to_python` takes it from there."""
        return self.get_prep_value(self.value_from_object(record))
