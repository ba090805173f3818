"""Migrations rename models and columns in stored snapshots."""

import pytest
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.notes import NoteCode
from assembly.newsroom.snapshot_migrations import (
    rename_column_in_snapshots,
    rename_model_in_snapshots,
)
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import Work

from .builders import make_article, make_delegation
from .forms import change_page, save

pytestmark = pytest.mark.django_db


def migrated(*operations, backwards=False):
    """Apply or reverse operations on the models as of the latest migrations."""
    loader = MigrationLoader(connection)
    state = loader.project_state(loader.graph.leaf_nodes())
    migration = migrations.Migration("renaming", "news")
    migration.operations = [*operations]
    with connection.schema_editor() as editor:
        if backwards:
            migration.unapply(state, editor)
        else:
            migration.apply(state, editor)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("operation", "old", "new"),
    [
        (
            rename_model_in_snapshots("news.Note", "news.Footnote"),
            {"news.note/7": {"text_en": "news.note/7"}},
            {"news.footnote/7": {"text_en": "news.note/7"}},
        ),
        (
            rename_column_in_snapshots("news.Article", "standfirst_en", "summary_en"),
            {"news.article/1": {"title_en": "Standfirst", "standfirst_en": "Of it", "order": 1}},
            {"news.article/1": {"title_en": "Standfirst", "summary_en": "Of it", "order": 1}},
        ),
    ],
    ids=["model", "column"],
)
def test_a_migration_renames_in_all_stored_snapshots_and_back(monkeypatch, operation, old, new):
    monkeypatch.setattr("assembly.newsroom.snapshot_migrations.ROWS_AT_A_TIME", 2)
    page, other = make_article(), make_delegation()
    root = {"news.article/9": {"summary_ru": "«Сводка»"}, "news.notes/7": {"standfirst_en": "x"}}
    work = Work(page)
    for _number in range(5):
        base = work.save_revision(Action.SAVED, content={**root, **old})
    untouched = Work(other).save_revision(Action.SAVED).content
    WorkingCopy.objects.create(record=page, base=base, content={**root, **old})

    def contents():
        return [kept.content for kept in [*Version.objects.of(page), *WorkingCopy.objects.all()]]

    migrated(operation)
    assert [list(one.items()) for one in contents()] == [list({**root, **new}.items())] * 6
    assert [list(next(reversed(one.values()))) for one in contents()] == [
        list(next(reversed(new.values())))
    ] * 6
    assert Version.objects.of(other).get().content == untouched

    migrated(operation, backwards=True)
    assert contents() == [{**root, **old}] * 6


@pytest.mark.django_db(transaction=True)
def test_a_renamed_column_keeps_its_stale_marks_and_its_notes():
    def marks(column):
        return {
            column: {"source": "title_en", "before": column},
            "title_ru": {"source": column, "before": "Before"},
        }

    def note(column):
        return {"note_code": NoteCode.STILL_CORRECT, "note_values": {"field": column}}

    old, new = "standfirst_en", "summary_en"
    page, other = make_article(stale=marks(old)), make_delegation(stale=marks(old))
    for record in [page, other]:
        content = {row_key(record): {old: "Text", "stale": marks(old)}}
        base = Work(record).save_revision(Action.CHECKED, content=content, **note(old))
        WorkingCopy.objects.create(record=record, base=base, content=content, **note(old))
    merged = {"gone": {"en": old}, "kept": {"en": "Kept"}}
    entry = Work(page).save_revision(
        Action.SAVED, note_code=NoteCode.MERGED, note_values=merged, content={}
    )

    def found(record):
        record.refresh_from_db()
        kept = [Version.objects.of(record).last(), WorkingCopy.objects.of(record).get()]
        return [
            record.stale,
            *(one.content[row_key(record)]["stale"] for one in kept),
            *(one.note_values["field"] for one in kept),
        ]

    rename = rename_column_in_snapshots("news.Article", old, new)
    before = [marks(old)] * 3 + [old] * 2

    migrated(rename)
    assert found(page)[:3] == [{new: {**marks(old)[old]}, "title_ru": marks(new)["title_ru"]}] * 3
    assert found(page)[3:] == [new] * 2
    assert found(other) == before
    entry.refresh_from_db()
    assert entry.note_values == merged

    migrated(rename, backwards=True)
    assert found(page) == found(other) == before


def test_a_renamed_column_is_restored_under_its_new_name(client, editor):
    page = make_article(status="draft", dateline_en="Moscow")
    client.force_login(editor)
    client.get(change_page(page))
    first = Version.objects.of(page).get()
    row = first.content[row_key(page)]
    row["place_en"] = row.pop("dateline_en")
    first.save()
    save(client, change_page(page), dateline_en="Minsk")

    rename = rename_column_in_snapshots("news.article", "place_en", "dateline_en")
    state = MigrationLoader(connection).project_state()
    rename.code(state.apps, connection.schema_editor())
    client.post(change_page(page).replace("change", f"restore/{first.pk}"))

    page.refresh_from_db()
    assert page.dateline_en == "Moscow"
