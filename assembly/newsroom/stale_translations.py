"""Translations that a later change of the other language may have left behind."""

from modeltranslation.manager import get_translatable_fields_for_model
from modeltranslation.utils import build_localized_fieldname

from assembly.core.languages import LANGUAGES

STALE_MARKS = (
    "stale"  # the column with them: per column of a translation, the other column and its text
)


def mark_stale_translations(model, before, after):
    """Return a snapshot's successor with the translations marked that became stale in it.

    Where one language's text changed and another's, written already, did not, the other is stale:
    its mark keeps what the changed text had said. A changed text is not stale itself.
    """
    key = next(iter(after))
    old, new = before.get(key), after[key]
    if STALE_MARKS not in new or old is None:
        return after
    marks = dict(new[STALE_MARKS] or {})
    for field in get_translatable_fields_for_model(model):
        names = [build_localized_fieldname(field, code) for code in LANGUAGES]
        if names[0] not in new or isinstance(new[names[0]], bool):
            continue
        changed = [name for name in names if (old.get(name) or "") != (new.get(name) or "")]
        # What was stale itself and changed caught up with the other, and leaves it as it is.
        ahead = [name for name in changed if not marks.pop(name, None)]
        for name in names:
            if ahead and name not in changed and new.get(name) and old.get(ahead[0]):
                marks.setdefault(name, {"source": ahead[0], "before": old[ahead[0]]})
    marks = {name: mark for name, mark in marks.items() if _differs(mark, new)}
    return {**after, key: {**new, STALE_MARKS: marks}}


def _differs(mark, row):
    """Say whether a source still says something else; it may have been set back."""
    return mark["before"] != row.get(mark["source"])
