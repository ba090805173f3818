"""A translation whose source changed is marked as outdated until somebody checks it."""

import pytest

from .builders import make_article, make_delegation
from .forms import change_page, save
from .pages import text
from .publications import each_app

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def stale(client, page):
    """Return the columns that a form marks as stale."""
    return [mark["column"] for mark in client.get(change_page(page)).context["panel"]["stale"]]


@each_app
def test_a_translation_is_stale_after_the_other_language_changed(client, editor, make):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))

    save(client, change_page(page), summary_en="Nine seats.")

    assert stale(client, page) == ["summary_ru"]
    html = client.get(change_page(page)).content.decode()
    assert "<del>Seven</del> <ins>Nine</ins>" in html
    assert "Outdated translations" in text(client.get("/admin/"))


@each_app
def test_the_diff_starts_from_the_text_that_was_translated(client, editor, make):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Eight seats.")

    save(client, change_page(page), summary_en="Nine seats.")

    assert "<del>Seven</del> <ins>Nine</ins>" in client.get(change_page(page)).content.decode()


@each_app
@pytest.mark.parametrize(
    "change",
    [
        {"summary_en": "Nine.", "summary_ru": "Девять."},  # both at once
        {"summary_ru": "Семь."},  # now the English is stale, and is corrected below
    ],
    ids=str,
)
def test_a_changed_translation_is_not_stale(client, editor, make, change):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))

    save(client, change_page(page), **change)

    assert "summary_ru" not in stale(client, page)


@each_app
def test_a_missing_translation_makes_nothing_stale(client, editor, make):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="")
    client.force_login(editor)
    client.get(change_page(page))

    save(client, change_page(page), summary_en="Nine seats.")
    save(client, change_page(page), summary_ru="Девять мест.")

    assert stale(client, page) == []


@each_app
@pytest.mark.parametrize("how", ["correct", "typo"])
@pytest.mark.parametrize("status", ["draft", "published"])
def test_still_correct_and_typo_only_clear_the_mark_and_are_recorded(
    client, editor, make, how, status
):
    page = make(status=status, summary_en="Sevn seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Seven seats.")

    save(client, change_page(page), _checked=f"summary_ru:{how}")

    assert stale(client, page) == []
    shown = text(client.get(change_page(page).replace("change", "history")))
    assert {"correct": "still correct", "typo": "only a typo"}[how] in shown


@each_app
def test_a_reverted_source_makes_nothing_stale(client, editor, make):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Nine seats.")

    save(client, change_page(page), summary_en="Seven seats.")

    assert stale(client, page) == []


@each_app
def test_lists_show_how_complete_each_language_is(client, editor, make):
    page = make(status="draft", summary_en="Only English.", summary_ru="")
    client.force_login(editor)
    area = change_page(page).split(f"{page.pk}/")[0]

    shown = text(client.get(area))
    needed = 3 if make is make_article else 2
    assert f"en {needed}/{needed}, ru {needed - 1}/{needed}" in shown

    make(status="draft", title_ru="")
    for query, number in [("written-ru", 1), ("missing-ru", 1), ("written-en", 2)]:
        found = client.get(area, {"language": query}).context["cl"].result_list
        assert len(found) == number


def test_lists_show_the_status_of_pages_and_their_working_copies(client, editor):
    page = make_article()
    make_article(status="review")
    client.force_login(editor)
    save(client, change_page(page), summary_en="New")

    shown = text(client.get("/admin/news/article/"))

    assert "published; working copy: draft" in shown
    assert "in review" in shown


@each_app
def test_the_dashboard_counts_stale_translations_in_working_copies(client, editor, make):
    live, caught_up, quoted = [
        make(summary_en="Seven seats.", summary_ru="Семь мест.") for _number in range(3)
    ]
    type(live).objects.filter(pk=caught_up.pk).update(
        stale={"summary_ru": {"source": "summary_en", "before": "Six seats."}}
    )
    client.force_login(editor)
    save(client, change_page(live), summary_en="Nine seats.")
    save(client, change_page(caught_up), summary_ru="7 мест.")
    save(client, change_page(quoted), title_en='"stale": {"', title_ru="x")

    [task] = client.get("/admin/").context["dashboard"]["outdated translations"]

    listed = client.get(task.address).context["cl"].result_list
    assert (task.number, list(listed)) == (1, [live])


def test_the_dashboard_counts_equal_the_lengths_of_its_lists(client, editor):
    nothing_to_confirm = {"parliament": None, "kind": None}
    for make, given in [(make_article, {}), (make_delegation, nothing_to_confirm)]:
        for status in ["draft", "review"]:
            make(status=status, updated_by=editor, **given)
    client.force_login(editor)

    dashboard = client.get("/admin/").context["dashboard"]

    tasks = [task for tasks in dashboard.values() for task in tasks]
    assert len(tasks) == 4
    for task in tasks:
        assert len(client.get(task.address).context["cl"].result_list) == task.number


@each_app
def test_an_updated_translation_is_no_longer_stale(client, editor, make):
    page = make(status="draft", summary_en="Seven seats.", summary_ru="Семь мест.")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Nine seats.")
    assert stale(client, page) == ["summary_ru"]

    save(client, change_page(page), summary_ru="Девять мест.")

    assert stale(client, page) == []
