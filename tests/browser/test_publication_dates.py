"""A publisher's embargo and the correction of a date, in a browser."""

from datetime import UTC, datetime

import pytest

from ..builders import make_article, make_staff
from ..forms import change_page
from ..work import stored
from .forms import open_form, press, until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("groups")]


def outcome(page, text):
    """Wait until the sentence by the buttons contains a text."""
    said = "(text) => document.querySelector('.steps__outcome').textContent.includes(text)"
    until(page, said, text)


@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=pytest.mark.once)])
def test_an_embargo_refused_and_repeated_and_a_date_corrected(log_in, open_page, javascript):
    user = make_staff("Publishers")
    waiting, public = make_article(status="review", updated_by=user), make_article()
    page = log_in(user, java_script_enabled=javascript)

    # An embargo, refused for want of a note.
    if javascript:
        open_form(page, change_page(waiting))
    else:
        page.goto(change_page(waiting))
    page.locator("[name=moment_0]").fill("2998-12-31")
    page.locator("[name=moment_1]").fill("09:00")
    if javascript:
        outcome(page, "goes public on 31 December 2998 at 09:00 Moscow time, in")
    press(page, "Approve and publish", "You were the last to edit this text")
    assert page.locator("[name=moment_0]").input_value() == "2998-12-31"
    assert page.locator("[name=moment_1]").input_value() == "09:00"
    assert "at 09:00 Moscow time" in page.inner_text(".steps__outcome")

    # Repeated with the note: not public until then.
    page.get_by_label("Note").fill("Nobody else is here.")
    press(page, "Approve and publish", "Goes public on 31 December 2998, 09:00 Moscow time.")
    assert stored(waiting) == ("published", datetime(2998, 12, 31, 6, tzinfo=UTC))
    assert open_page("/en/news/").get_by_role("link", name=waiting.title_en).count() == 0

    # The correction of a date.
    page.goto(change_page(public))
    page.locator("[name=moment_0]").fill("2020-05-12")
    page.locator("[name=moment_1]").fill("12:00")
    page.get_by_label("Note").fill("The day of the session")
    press(page, "Correct the date", "instead of 5 May 2025, 15:00 Moscow time.")
    assert "12 May 2020" in open_page(public.get_absolute_url()).inner_text("main")
