"""What staff edited in the admin, which loading a content file does not undo."""

from collections import defaultdict

from django.contrib.contenttypes.models import ContentType

from assembly.publishing.versioned import Versioned

from .differences import differences
from .models import Version
from .snapshots import present_part, row_key, snapshot_fields


class StaffEdits:
    """The columns of records' rows that staff changed, by the records' public versions."""

    def __init__(self):
        self._of_roots = {}

    def keep(self, loaded):
        """Give a row of a content file the values that staff gave it.

        `loaded` is a `DeserializedObject`. Returns the names of the columns in which the file says
        something else.
        """
        row = loaded.object
        edited = self._columns(row)
        if not edited:
            return []
        present = type(row)._base_manager.get(pk=row.pk)
        kept = []
        for field in snapshot_fields(type(row)):
            if field.attname in edited:
                said, value = getattr(row, field.attname), getattr(present, field.attname)
                if isinstance(value, list):  # the file may have entries that staff never saw
                    value = [one for one in said if one not in edited[field.attname]]
                if value != said:
                    kept.append(field.name)
                setattr(row, field.attname, value)
        for name in [name for name in loaded.m2m_data or {} if name in edited]:
            del loaded.m2m_data[name]
        return kept

    def _columns(self, row):
        """Return the columns that staff changed in a row, as `_edits` does; none in a new one."""
        if row.pk is None or not hasattr(type(row), "root"):
            return {}
        stored = type(row)._base_manager.filter(pk=row.pk).first()
        root = stored and stored.root
        if not isinstance(root, Versioned):
            return {}
        if row_key(root) not in self._of_roots:
            self._of_roots[row_key(root)] = _edits(root)
        return self._of_roots[row_key(root)][row_key(row)]


def _edits(root):
    """Return the columns that staff changed, by key of the row.

    Each is mapped to what staff removed from it, if it has a list.
    """
    kind = ContentType.objects.get_for_model(root)
    versions = Version.objects.filter(content_type=kind, object_id=root.pk).public()
    found = defaultdict(lambda: defaultdict(list))
    if not versions.exclude(made_by=None).exists():
        return found
    before = {}
    for user, content in versions.order_by("pk").values_list("made_by", "content").iterator(50):
        after = present_part(content)
        if user:
            for one in differences(before, after):
                if one.key in before:
                    removed = found[one.key][one.column]
                    if isinstance(one.before, list):
                        removed += [entry for entry in one.before if entry not in (one.after or [])]
        before = after
    return found
