"""Stale translations: the text changed in another language, but not in this one."""

from modeltranslation.manager import get_translatable_fields_for_model
from modeltranslation.utils import build_localized_fieldname

from assembly.core.languages import LANGUAGES

STALE_MARKS = (
    "stale"  # the column that maps each stale column to the changed column and its former text
)


def mark_stale_translations(model, before, after):
    """Return the snapshot `after` with the translations marked that have become stale in it.

    If a text changes in one language but not in another that has it, the other becomes stale; its
    mark keeps the former text of the changed one. A changed text is not stale itself.
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
        # A stale text that changed has caught up, and does not make the other stale.
        ahead = [name for name in changed if not marks.pop(name, None)]
        for name in names:
            if ahead and name not in changed and new.get(name) and old.get(ahead[0]):
                marks.setdefault(name, {"source": ahead[0], "before": old[ahead[0]]})
    marks = {name: mark for name, mark in marks.items() if _differs(mark, new)}
    return {**after, key: {**new, STALE_MARKS: marks}}


def _differs(mark, row):
    """Return whether the source still differs from its former text."""
    return mark["before"] != row.get(mark["source"])
