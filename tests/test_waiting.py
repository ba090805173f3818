"""Readers do not wait for the forms of staff."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from assembly.admin import workflow_panel
from assembly.newsroom import scheduling
from assembly.newsroom.models import Version, WorkingCopy
from assembly.newsroom.snapshots import row_key, snapshot
from assembly.newsroom.working_copies import Work
from assembly.pages import page_cache
from news.models import Article

from .builders import make_article
from .forms import change_page, take
from .pages import text

pytestmark = pytest.mark.django_db(transaction=True)
WAIT = 20  # seconds until a form that is held gives up, and the test fails


@pytest.fixture
def page(client, editor, publisher):
    """A public page with a copy approved for later."""
    page = make_article(title_en="The live title")
    client.force_login(editor)
    take(client, page, "submit", title_en="The new title")
    client.force_login(publisher)
    take(client, page, "approve", moment_0="2999-01-01", moment_1="09:00:00")
    return page


class HeldForm:
    """A form that stops in the middle of rendering, in another thread, until it is let go."""

    def __init__(self, monkeypatch):
        self.stopped, self.let_go = Event(), Event()
        self.gave_up = False
        whole = workflow_panel.findings

        def findings(publication):
            self.stopped.set()
            self.gave_up = not self.let_go.wait(WAIT)
            return whole(publication)

        monkeypatch.setattr(workflow_panel, "findings", findings)

    def get(self, client, address):
        try:
            return client.get(address)
        finally:
            connection.close()


@pytest.fixture
def held(monkeypatch):
    return HeldForm(monkeypatch)


def test_a_reader_does_not_wait_for_a_form_to_be_rendered(client, page, held, monkeypatch):
    due_copies = scheduling.due_copies
    with ThreadPoolExecutor(1) as pool:
        form = pool.submit(held.get, client, change_page(page))
        assert held.stopped.wait(WAIT)
        monkeypatch.setattr(
            scheduling,
            "due_copies",
            lambda at=None: due_copies(WorkingCopy.objects.get().published_at),
        )
        for asking in [scheduling, page_cache]:  # as once the moment has come
            monkeypatch.setattr(asking, "current_period", lambda: None)

        answer = Client().get("/en/")
        shown = Client().get(page.get_absolute_url())
        held.let_go.set()

        assert form.result(WAIT).status_code == 200
    assert not held.gave_up
    assert answer.status_code == 200
    assert "The live title" in text(shown)
    assert "The new title" in text(Client().get(page.get_absolute_url()))


@pytest.mark.postgresql  # SQLite locks the whole database, not rows
def test_a_form_locks_no_row_that_its_copy_does_not_change(client, page, held):
    content = snapshot(page)
    WorkingCopy.objects.update(content=content)
    Version.objects.filter(of_copy=True).update(content=content)
    with ThreadPoolExecutor(1) as pool:
        form = pool.submit(held.get, client, change_page(page))
        assert held.stopped.wait(WAIT)
        locked = is_locked(page)
        held.let_go.set()
        form.result(WAIT)

    assert not locked


def is_locked(page):
    try:
        with transaction.atomic():
            Article.objects.select_for_update(nowait=True).get(pk=page.pk)
    except DatabaseError:
        return True
    return False


def test_later_changes_of_the_live_text_still_reach_the_copy(client, page):
    WorkingCopy.objects.update(status="draft")
    Article.objects.filter(pk=page.pk).update(summary_en="Changed by an import")

    client.get(change_page(page))

    [row] = [Work(page).copy.content[row_key(page)]]
    assert (row["title_en"], row["summary_en"]) == ("The new title", "Changed by an import")
