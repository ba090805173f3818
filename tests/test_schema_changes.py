"""Versions and working copies stay usable after their models and columns are gone."""

import pytest

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.replacements import replace_in_copies
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import Work
from delegations.models import Person
from news.models import Article

from .builders import make_article, make_attachment, make_person
from .former_parts import with_former_parts
from .forms import change_page, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db


def tool(page, name):
    return change_page(page).replace("change", name)


def add_former_parts(record):
    """Add former parts to every version of a record and to its working copy."""
    for kept in [*Version.objects.of(record), *WorkingCopy.objects.of(record)]:
        kept.content = with_former_parts(kept.content)
        kept.save()


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
def test_every_page_of_the_admin_copes_with_former_parts(client, editor, publisher, make, status):
    page = make(status=status)
    client.force_login(editor)
    save(client, change_page(page), summary_en="First")
    save(client, change_page(page), summary_en="Second")
    add_former_parts(page)
    first = Version.objects.of(page).filter(made_by=editor).last()

    for name in ["change", "history", "compare", f"restore/{first.pk}", "preview/en"]:
        assert client.get(tool(page, name)).status_code == 200, name
    assert client.get("/admin/").status_code == 200
    assert save(client, change_page(page), summary_en="Third").status_code == 302
    client.force_login(publisher)
    assert client.get(tool(page, "delete")).status_code == 200
    take(client, page, "approve", note="Nobody else is here")
    page.refresh_from_db()
    assert (page.summary_en, page.status) == ("Third", "published")


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
def test_former_parts_alone_are_not_a_change(client, editor, make, status):
    page = make(status=status)
    client.force_login(editor)
    save(client, change_page(page), summary_en="First")
    add_former_parts(page)
    entries = Version.objects.of(page).count()

    save(client, change_page(page))

    assert Version.objects.of(page).count() == entries


def test_a_comparison_labels_former_parts(client, editor):
    page = make_article(status="draft")
    client.force_login(editor)
    save(client, change_page(page), summary_en="First")
    newest = Version.objects.of(page).first()
    newest.content = with_former_parts(newest.content)
    newest.save()

    shown = text(client.get(tool(page, "compare")))

    assert "subtitle_en (no longer part of the site) A former subtitle" in shown
    assert "news.footnote/7 (no longer part of the site) – note_en A former note" in shown


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
def test_restoring_keeps_what_still_exists_and_names_what_it_left_out(client, editor, make, status):
    page = make(status=status, summary_en="First")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Second")
    add_former_parts(page)
    first = Version.objects.of(page).last()

    asked = client.get(tool(page, f"restore/{first.pk}"))
    done = client.post(tool(page, f"restore/{first.pk}"), follow=True)

    left_out = [
        "subtitle_en (no longer part of the site)",
        "news.footnote/7 (no longer part of the site)",
    ]
    assert asked.context["left_out"] == left_out
    said = f"Not restored, because it is no longer part of the site: {'; '.join(left_out)}."
    assert said in text(done)
    content = Work(page).content
    assert content[row_key(page)]["summary_en"] == "First"
    assert "news.footnote/7" not in content
    assert "subtitle_en" not in content[row_key(page)]


def test_restoring_a_complete_version_does_not_mention_former_parts(client, editor):
    page = make_article(status="draft", summary_en="First")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Second")
    first = Version.objects.of(page).last()

    asked = client.get(tool(page, f"restore/{first.pk}"))
    done = client.post(tool(page, f"restore/{first.pk}"), follow=True)

    assert "no longer part of the site" not in text(asked) + text(done)


def test_a_deleted_record_is_restored_without_former_parts(client, publisher):
    page = make_article(status="draft", slug="gone")
    make_attachment(page)
    client.force_login(publisher)
    client.post(tool(page, "delete"), {"post": "yes"})
    deleted = Version.objects.get(action=Action.DELETED)
    deleted.content = with_former_parts(deleted.content)
    deleted.workflow_state["links"] = {"footnotes": [7]}
    deleted.save()

    back = client.post(f"/admin/bin/{deleted.pk}/", follow=True)

    assert Article.objects.get().attachments.count() == 1
    assert "news.footnote/7 (no longer part of the site)" in text(back)


def test_an_edit_conflict_concerns_only_present_parts(client, editor, publisher):
    page = make_article(status="draft", summary_en="First")
    client.force_login(publisher)
    opened = client.get(change_page(page)).context["opened"]
    save(client, change_page(page), summary_en="Theirs")
    client.force_login(editor)
    save(client, change_page(page), opened=opened, summary_en="Mine")
    add_former_parts(page)
    aside = Version.objects.get(action=Action.SET_ASIDE)

    choice = client.get(tool(page, f"resolve/{aside.pk}"))

    assert [row["name"] for row in choice.context["rows"]] == [f"{row_key(page)}/summary_en"]
    chosen = {
        f"{row_key(page)}/summary_en": "mine",
        "latest": choice.context["latest"].pk,
    }
    client.post(tool(page, f"resolve/{aside.pk}"), chosen)
    page.refresh_from_db()
    assert page.summary_en == "Mine"


def test_people_are_merged_in_working_copies_with_former_parts(client, editor):
    page, kept, other = make_article(), make_person(), make_person()
    page.people.add(other)
    client.force_login(editor)
    save(client, change_page(page), summary_en="In work")
    add_former_parts(page)

    replace_in_copies(Person, other.pk, kept.pk, user=editor, note="")

    assert WorkingCopy.objects.get().content[row_key(page)]["people"] == [kept.pk]


def test_the_stale_mark_of_a_former_column_is_not_shown(client, editor):
    marks = {"subtitle_en": {"source": "title_ru", "before": "x"}}
    page = make_article(status="draft", stale=marks)
    client.force_login(editor)

    assert client.get(change_page(page)).context["panel"]["stale"] == []


def test_a_version_of_a_former_model_is_shown_but_cannot_be_restored(client, editor):
    page = make_article(status="draft", summary_en="First")
    client.force_login(editor)
    client.get(change_page(page))
    first = Version.objects.of(page).get()
    first.content = {"news.story/5": {"summary_en": "Of a story"}}
    first.save()
    save(client, change_page(page), summary_en="Second")

    for name in ["change", "history", "compare"]:
        assert client.get(tool(page, name)).status_code == 200, name
    for send in [client.get, client.post]:
        said = text(send(tool(page, f"restore/{first.pk}"), follow=True))
        assert "a type of page that is no longer part of the site" in said
    page.refresh_from_db()
    assert page.summary_en == "Second"


def test_a_working_copy_of_a_former_model_is_set_aside(client, editor):
    page = make_article()
    client.force_login(editor)
    save(client, change_page(page), summary_en="In work")
    WorkingCopy.objects.update(content={"news.story/5": {"summary_en": "In work"}})

    opened = client.get(change_page(page), follow=True)

    assert opened.status_code == 200
    assert not WorkingCopy.objects.exists()
    aside = Version.objects.get(action=Action.SET_ASIDE)
    assert aside.content == {"news.story/5": {"summary_en": "In work"}}
    assert client.get(tool(page, "history")).status_code == 200
