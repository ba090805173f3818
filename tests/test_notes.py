"""System notes are stored as codes and values, and shown in the language of the reader."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.notes import NoteCode
from assembly.newsroom.snapshots import snapshot
from delegations.admin.people import merge_people

from .builders import in_both, make_article, make_person
from .forms import change_page, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db

TEXT_CHANGED = "The published text changed in the meantime. Compare the two versions."
RUSSIAN = {"headers": {"accept-language": "ru"}}


def history(record):
    return change_page(record).replace("change", "history")


def test_a_note_triggered_by_a_russian_reader_is_english_for_an_english_editor(
    client, editor, publisher
):
    page = make_article(summary_en="At first")
    client.force_login(editor)
    take(client, page, "submit", summary_en="The copy's")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    type(page).objects.update(summary_en="From a file")
    WorkingCopy.objects.update(published_at=timezone.now() - timedelta(seconds=1))

    assert Client(**RUSSIAN).get("/ru/").status_code == 200

    copy = WorkingCopy.objects.get()
    assert (copy.note, copy.note_code) == ("", NoteCode.LIVE_TEXT_CHANGED)
    client.force_login(editor)
    assert client.get("/admin/").context["dashboard"]["returned to me"]
    form = text(client.get(change_page(page)))
    assert f"Returned: {TEXT_CHANGED}" in form
    entry = Version.objects.filter(action=Action.RETURNED).get()
    assert str(entry.system_note) == TEXT_CHANGED
    assert TEXT_CHANGED in text(client.get(history(page)))


def test_a_system_note_is_cleared_when_the_text_is_submitted(client, editor):
    page = make_article()
    client.force_login(editor)
    save(client, change_page(page), summary_en="New")
    WorkingCopy.objects.update(
        note_code=NoteCode.STILL_CORRECT, note_values={"field": "summary_ru"}
    )

    take(client, page, "submit")

    copy = WorkingCopy.objects.get()
    assert (copy.note_code, copy.note_values, copy.system_note) == ("", {}, "")


@each_app
@pytest.mark.parametrize(
    ("how", "english"),
    [
        ("correct", "Summary (Russian): translation is still correct"),
        ("typo", "Summary (Russian): only a typo was corrected in the other language"),
    ],
)
def test_a_history_names_a_checked_translation_by_the_label_of_its_field(
    client, editor, make, how, english
):
    mark = {"summary_ru": {"source": "summary_en", "before": "Old"}}
    page = make(status="draft", summary_en="One", summary_ru="Один", stale=mark)
    client.force_login(editor)

    save(client, change_page(page), _checked=f"summary_ru:{how}")

    entry = Version.objects.of(page).first()
    assert entry.note_values == {"field": "summary_ru"}
    shown = text(client.get(history(page)))
    assert english in shown
    assert "summary_ru" not in shown


def test_the_notes_of_a_history_need_no_queries(django_assert_num_queries):
    page = make_article()
    for _number in range(3):
        values = {"note_code": NoteCode.ONLY_TYPO, "note_values": {"field": "title_en"}}
        Version.objects.create(record=page, content={}, action=Action.CHECKED, **values)
    versions = list(Version.objects.of(page))

    with django_assert_num_queries(0):
        assert [str(version.system_note) for version in versions] == [
            "Title (English): only a typo was corrected in the other language"
        ] * 3


def test_a_former_field_is_named_by_its_column():
    note = {"note_code": NoteCode.STILL_CORRECT, "note_values": {"field": "motto_ru"}}

    version = Version(record=make_article(), **note)

    assert version.system_note.startswith("motto_ru")
    assert version.system_note.endswith(": translation is still correct")


def test_a_restored_version_is_dated_in_the_format_of_the_reader(client, editor):
    page = make_article(status="draft", summary_en="At first")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Later")
    first = Version.objects.of(page).last()
    Version.objects.filter(pk=first.pk).update(made_at="2026-03-05T10:00:00Z")

    client.post(change_page(page).replace("change", f"restore/{first.pk}"))

    entry = Version.objects.filter(action=Action.RESTORED).get()
    assert entry.note == ""
    assert "version of 5 March 2026" in text(client.get(history(page)))
    assert "5 марта 2026" in text(client.get(history(page), **RUSSIAN))


def test_a_merge_of_two_people_is_noted_in_each_language(editor):
    kept, gone = [
        make_person(
            **in_both(sort_name=slug), slug=slug, name_en=f"Mr {slug}", name_ru=f"Господин {slug}"
        )
        for slug in ["kept", "gone"]
    ]
    article = make_article()
    article.people.add(gone)

    with override("ru"):
        merge_people(kept, gone, editor)

    entry = Version.objects.of(article).first()
    assert str(entry.system_note) == "“Mr gone (gone)” was merged into “Mr kept (kept)”"
    with override("ru"):
        assert "Господин gone (gone)" in str(entry.system_note)


def test_changes_to_the_live_text_merged_into_a_copy_are_noted(client, editor):
    page = make_article()
    client.force_login(editor)
    save(client, change_page(page), summary_en="New")
    type(page).objects.update(summary_ru="Из файла")

    client.get(change_page(page), **RUSSIAN)

    entry = Version.objects.of(page).first()
    assert (entry.note, entry.note_code) == ("", NoteCode.UPDATED_FROM_LIVE)


def test_typed_notes_and_old_sentences_are_shown_unchanged(client, editor):
    page = make_article(status="draft")
    client.force_login(editor)
    take(client, page, "submit", note="100 % sure, %(field)s")
    Version.objects.create(
        record=page,
        content=snapshot(page),
        title="x",
        action=Action.CHECKED,
        note="summary_ru: typo",
    )

    shown = text(client.get(history(page)))

    assert "100 % sure, %(field)s" in shown
    assert "summary_ru: typo" in shown
