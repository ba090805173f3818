"""Two people with the same record open see each other."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assembly.newsroom import presence
from assembly.newsroom.presence import Presence
from news.models import Article

from ..builders import make_staff
from ..forms import change_page
from .accessibility import each_view, findings, overflows
from .forms import crash, open_form, ready, title, wait_until_stored

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]


@pytest.fixture
def article(content):
    return Article.objects.get()


@pytest.fixture
def olga(groups):
    return make_staff("Publishers", username="o", first_name="Olga", last_name="Petrova")


def stay(user, record):
    """Keep somebody present at a record for as long as a test may take."""
    Presence.objects.enter(user, record, timezone.now() + timedelta(hours=1))


def test_two_people_at_one_record_see_each_other_arrive_and_leave(
    log_in, editor, olga, article, monkeypatch
):
    monkeypatch.setattr(presence, "RETURN_GRACE", timedelta(0))  # nobody returns during this test
    hers = log_in(olga)
    hers.clock.install()
    open_form(hers, change_page(article))
    assert hers.locator(".presence").count() == 0

    his = log_in(editor)
    his.clock.install()
    his.goto(change_page(article))
    line = his.get_by_role("status").filter(
        has_text="Olga Petrova has also been editing this page since"
    )
    line.wait_for()
    hers.clock.fast_forward(5_000)  # the page polls every five seconds
    hers.get_by_text("editors has also been editing this page").wait_for()

    hers.close(run_before_unload=False)
    his.clock.fast_forward(5_000)
    line.wait_for(state="detached")


def test_present_users_are_shown_without_scripts(log_in, editor, olga, article):
    stay(olga, article)
    page = log_in(editor, change_page(article), java_script_enabled=False)

    assert page.get_by_text("Olga Petrova has also been editing this page").is_visible()


@each_view
def test_the_presence_message_is_accessible_and_fits(log_in, editor, olga, article, scheme, width):
    page = ready(log_in(editor, change_page(article), color_scheme=scheme, width=width))
    title(page).fill("Typed")
    wait_until_stored(page, "Typed")
    stay(olga, article)
    page = crash(page, change_page(article))
    page.get_by_role("button", name="Restore what you typed").wait_for()

    assert page.get_by_text("Olga Petrova has also been editing").is_visible()
    assert findings(page) == {}
    assert not overflows(page)
    page.get_by_role("button", name="Restore what you typed").click()
    assert findings(page) == {}
    assert not overflows(page)
