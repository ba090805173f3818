"""No event cancels an approval for later, and its embargo, without saying so before."""

import pytest
from django.core.management import call_command
from django.test import Client

from assembly.newsroom.models import Action, Version
from assembly.newsroom.working_copies import Work
from delegations.admin.people import merge_people

from .approvals import WARNING, approval, approve, restore, version_before
from .builders import (
    LAST_YEAR,
    make_article,
    make_image,
    make_person,
)
from .forms import change_page, list_page, save, take
from .pages import text, text_after_redirect
from .work import stored

pytestmark = pytest.mark.django_db

MARK = {"summary_ru": {"source": "summary_en", "before": "Old"}}


@pytest.fixture(params=["draft", "published"])
def page(request, client, editor, publisher):
    """An article that is approved for later, or whose working copy is."""
    article = make_article(status=request.param, summary_en="First", summary_ru="R", stale=MARK)
    client.force_login(editor)
    save(client, change_page(article), summary_en="Another")
    approve(client, editor, publisher, article, image=make_image().pk, people=[make_person().pk])
    return article


def open_the_form(client, page):
    client.get(change_page(page))


def save_unchanged(client, page):
    save(client, change_page(page))


def restore_the_same(client, page):
    same = Version.objects.of(page).filter(action=Action.SUBMITTED).first()
    asked = client.get(restore(page, same))
    assert "there is nothing to restore" in text(asked)
    assert WARNING not in text(asked)
    done = client.post(restore(page, same), {"cancels": asked.context["cancels"].token})
    assert "Nothing was changed" in text_after_redirect(client, done)


def restore_untold(client, page):
    answer = client.post(restore(page, version_before(page)))
    assert WARNING in text(answer)


def confirm_a_translation(client, page):
    save(client, change_page(page), _checked="summary_ru:correct")


def submit_in_bulk(client, page):
    chosen = {"action": "submit_selected", "_selected_action": [page.pk]}
    client.post(list_page(type(page)), chosen)


def describe_the_image(client, page):
    image = type(make_image()).objects.order_by("pk").first()
    save(client, change_page(image), alt_en="Described anew")


def merge_people_of_the_page(client, page):
    other = make_person()
    key = next(iter(Work(page).content))
    [person] = Work(page).content[key]["people"]
    gone = type(other).objects.get(pk=person)
    merge_people(other, gone, None)
    assert Work(type(page).objects.get(pk=page.pk)).content[key]["people"] == [other.pk]


def ask_for_deletion(client, page):
    client.get(change_page(page).replace("change", "delete"))


def ask_for_withdrawal(client, page):
    client.get(change_page(page).replace("change", "withdraw"))


def share_a_preview(client, page):
    client.post(change_page(page).replace("change", "links"))


def read_the_history(client, page):
    client.get(change_page(page).replace("change", "history"))
    client.get(change_page(page).replace("change", "compare"))


@pytest.mark.parametrize(
    "event",
    [
        open_the_form,
        save_unchanged,
        restore_the_same,
        restore_untold,
        confirm_a_translation,
        submit_in_bulk,
        describe_the_image,
        ask_for_deletion,
        ask_for_withdrawal,
        share_a_preview,
        read_the_history,
    ],
    ids=lambda event: event.__name__,
)
def test_these_events_change_nothing_that_was_approved(client, page, event):
    status, moment, content = approval(page)

    event(client, page)

    now = approval(page)
    if event is confirm_a_translation:  # which takes away the mark and nothing else
        for state in [content, now[2]]:
            next(iter(state.values())).pop("stale")
    assert now == (status, moment, content)


def test_merging_people_cancels_no_approval(client, page):
    status, moment, _content = approval(page)

    merge_people_of_the_page(client, page)

    assert approval(page)[:2] == (status, moment)


@pytest.mark.parametrize("decided", ["scheduled", "withdrawn"])
def test_loading_an_older_content_file_undoes_no_decision(
    client, editor, publisher, tmp_path, capsys, decided
):
    file, page = tmp_path / "news.json", make_article(status="draft", published_at=LAST_YEAR)
    if decided == "withdrawn":
        type(page).objects.update(status="published")
    call_command("dumpdata", "news", natural_foreign=True, natural_primary=True, output=file)
    if decided == "scheduled":
        type(page).objects.update(published_at=None)
        approve(client, editor, publisher, page)
    else:
        client.force_login(publisher)
        take(client, page, "withdraw", withdrawal_en="Wrong.")
    before = stored(page)

    call_command("loaddata", file, verbosity=0)

    assert stored(page) == before
    assert f"news.article/{page.slug}: kept as it was" in capsys.readouterr().out
    if decided == "withdrawn":
        assert Client().get(page.get_absolute_url()).status_code == 410


def test_restoring_another_text_says_before_that_it_cancels_the_approval(client, page):
    earlier = version_before(page)

    asked = client.get(restore(page, earlier))
    assert f"{WARNING} “{page}”, to be published on 1 January 2999" in text(asked)
    client.post(restore(page, earlier), {"cancels": asked.context["cancels"].token})

    status, moment, content = approval(page)
    assert (status, moment) == ("draft", None)
    assert next(iter(content.values()))["summary_en"] != "Second"


@pytest.mark.parametrize(
    "event", [save_unchanged, restore_the_same, submit_in_bulk, read_the_history]
)
def test_no_event_but_a_step_ends_a_withdrawal(client, editor, publisher, event):
    page = make_article(summary_en="First")
    client.force_login(editor)
    take(client, page, "submit", summary_en="Second")
    client.force_login(publisher)
    take(client, page, "approve")
    take(client, page, "withdraw", withdrawal_en="Wrong.")
    page.refresh_from_db()
    before = page.withdrawal_en, page.published_at

    event(client, page)

    page.refresh_from_db()
    assert (page.withdrawal_en, page.published_at) == before
    assert client.get(page.get_absolute_url()).status_code == 410
