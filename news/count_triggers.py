"""Database triggers that record which months of which lists of news a change affects."""

from django.conf import settings

from assembly.core.languages import LANGUAGES
from assembly.core.triggers import TRIGGERS, Trigger, TriggerSet

from .models import Article
from .models.list_counts import ALL_NEWS, RELATIONS, CountDue

DUE = CountDue._meta.db_table
ARTICLES = Article._meta.db_table
EVENTS = {"insert": ["NEW"], "update": ["OLD", "NEW"], "delete": ["OLD"]}


def count_triggers(_connection, tables):
    """Yield the triggers; their definitions change with the site's languages and time zone."""
    links = {kind: _link(relation) for kind, relation in RELATIONS.items()}
    if {DUE, ARTICLES, *(table for table, _column in links.values())} - set(tables):
        return
    for event, rows in EVENTS.items():
        yield _trigger(ARTICLES, event, [_of_article(row, links) for row in rows])
        for kind, (table, column) in links.items():
            yield _trigger(table, event, [_of_link(row, kind, column) for row in rows])


def recount_all(cursor):
    """Have everything counted anew, if there is anything to count."""
    for kind in [ALL_NEWS, *RELATIONS]:
        cursor.execute(
            f"INSERT INTO {DUE} (kind, object_id) SELECT '{kind}', 0"  # noqa: S608 (our own names)
            f" WHERE EXISTS (SELECT 1 FROM {ARTICLES})"
        )


def _link(relation):
    """Return the table of a relation, and its column that refers to the related record."""
    field = Article._meta.get_field(relation)
    return field.m2m_db_table(), field.m2m_reverse_name()


def _trigger(table, event, notes):
    return Trigger(
        table, event, f"/* {' '.join(LANGUAGES)} {settings.TIME_ZONE} */ {' '.join(notes)}"
    )


def _of_article(row, links):
    """Return the notes of a row's month in all lists that have the article."""
    published = f"{row}.status = 'published'"
    notes = [f"'{ALL_NEWS}', 0, {row}.published_at WHERE {published}"]
    for kind, (table, column) in links.items():
        its = f"article_id = {row}.id AND {published}"
        notes.append(f"'{kind}', {column}, {row}.published_at FROM {table} WHERE {its}")
    return " ".join(map(_note, notes))


def _of_link(row, kind, column):
    """Return the note of a related record's list; a deleted article has left its own."""
    its = f"id = {row}.article_id AND status = 'published'"
    return _note(f"'{kind}', {row}.{column}, published_at FROM {ARTICLES} WHERE {its}")


def _note(selected):
    return f"INSERT INTO {DUE} (kind, object_id, moment) SELECT {selected};"


TRIGGERS.register(TriggerSet("news_count_due", count_triggers, recount_all))
