"""Database triggers that record every change that affects the search index, however it is made."""

from assembly.core.languages import LANGUAGES
from assembly.core.triggers import TRIGGERS, Trigger, TriggerSet

from .kinds import SEARCH_KINDS
from .models import SearchDue

DUE = SearchDue._meta.db_table
EVENTS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def search_triggers(_connection, tables):
    """Yield the triggers; their definitions change with the site's languages."""
    if DUE not in tables:
        return
    for kind in SEARCH_KINDS:
        for model, keys in kind.follows.items():
            table = model._meta.db_table
            if table not in tables:
                continue
            columns = kind.columns.get(model)
            for event, rows in EVENTS.items():
                notes = " ".join(f"{_note(kind, keys.format(row=row))};" for row in rows)
                when = f"update of {columns}" if columns and event == "update" else event
                yield Trigger(table, when, f"/* {' '.join(LANGUAGES)} */ {notes}")


def reindex_all(cursor):
    for kind in SEARCH_KINDS:
        cursor.execute(_note(kind, f"id FROM {kind.model._meta.db_table}"))


def _note(kind, keys):
    return f"INSERT INTO {DUE} (kind, object_id) SELECT '{kind.name}', {keys}"


TRIGGERS.register(TriggerSet("search_due", search_triggers, reindex_all))
