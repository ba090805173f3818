"""Moments in the forms of tests, and texts that wait for theirs."""

from datetime import UTC, datetime

import pytest

from assembly.newsroom.workflow import Step, take_step

from .forms import change_page, filled
from .pages import text
from .work import edited

NEW_YEAR = {"moment_0": "2998-12-31", "moment_1": "09:00"}
NEW_YEARS_EVE = datetime(2998, 12, 31, 6, tzinfo=UTC)
SPRING = {"moment_0": "2998-04-01", "moment_1": "09:00"}
FIRST_OF_APRIL = datetime(2998, 4, 1, 6, tzinfo=UTC)
PAST = {"moment_0": "12.05.2020", "moment_1": "12:00"}
TWELFTH_OF_MAY = datetime(2020, 5, 12, 9, tzinfo=UTC)


def moment(client, page):
    """Return the moment in a form as served."""
    form = filled(client.get(change_page(page)))
    return {name: str(form.get(name, "")) for name in NEW_YEAR}


def history(client, page):
    return text(client.get(change_page(page).replace("change", "history")))


def scheduled(make, kind, user, publisher):
    """Return a page of which a text waits for its moment: the page itself or its working copy."""
    if kind == "page":
        return make(published_at=NEW_YEARS_EVE)
    page = make()
    work = edited(page, user, title_en="New")
    take_step(Step.APPROVE, work, publisher, moment=NEW_YEARS_EVE)
    return page


each_kind = pytest.mark.parametrize("kind", ["page", "copy"])
