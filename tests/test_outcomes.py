"""A sentence by the buttons says what the typed moment will do."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone
from django.utils.translation import override

from assembly.core.moments import moment_in_words
from assembly.newsroom.outcomes import outcomes
from assembly.newsroom.publication_dates import DateUse

pytestmark = pytest.mark.once

NOW = datetime(2026, 11, 27, 21, 30, tzinfo=UTC)  # the 28th in Moscow
PUBLISHED = datetime(2025, 5, 5, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("moment", "english", "russian"),
    [
        (
            datetime(2026, 12, 6, 6, tzinfo=UTC),
            "on 6 December 2026 at 09:00 Moscow time, in 8 days.",
            "6 декабря 2026 г. в 9:00 по московскому времени, через 8 дней.",
        ),
        (
            datetime(2026, 11, 28, 21, 15, tzinfo=UTC),
            "on 29 November 2026 at 00:15 Moscow time, in 1 day.",
            "29 ноября 2026 г. в 0:15 по московскому времени, через 1 день.",
        ),
        (
            datetime(2026, 11, 28, 0, 15, tzinfo=UTC),
            "on 28 November 2026 at 03:15 Moscow time, in 2 hours.",
            "28 ноября 2026 г. в 3:15 по московскому времени, через 2 часа.",
        ),
        (
            datetime(2026, 11, 27, 21, 51, tzinfo=UTC),
            "on 28 November 2026 at 00:51 Moscow time, in 21 minutes.",
            "28 ноября 2026 г. в 0:51 по московскому времени, через 21 минуту.",
        ),
    ],
)
def test_a_moment_to_come_is_named_with_its_zone_and_how_soon_it_is(moment, english, russian):
    assert outcomes(DateUse.FIRST).sentence(moment) == f"It goes public {english}"
    with override("ru"):
        assert outcomes(DateUse.FIRST).sentence(moment).endswith(russian)


def test_a_past_moment_is_called_past():
    said = outcomes(DateUse.FIRST).sentence(datetime(2026, 5, 12, 9, tzinfo=UTC))

    assert said == "It is dated 12 May 2026, in the past: readers find it there."


def test_each_state_has_its_own_sentences():
    moments = [None, datetime(2026, 12, 6, tzinfo=UTC), datetime(2026, 5, 12, tzinfo=UTC)]

    said = [outcomes(use, PUBLISHED).sentence(moment) for use in DateUse for moment in moments]

    assert not any("%" in sentence for sentence in said)
    # A moment to come, and the date of a page, are alike for some states.
    assert len(set(said)) == len(said) - 3
    assert sum("5 May 2025" in sentence for sentence in said) == 6
    with override("ru"):
        russian = [
            outcomes(use, PUBLISHED).sentence(moment) for use in DateUse for moment in moments
        ]
    assert sum("5 мая 2025 г" in sentence for sentence in russian) == 6
    assert not any(".." in sentence for sentence in russian)


def test_another_time_zone_is_called_by_its_key(settings):
    settings.TIME_ZONE = "Asia/Bishkek"

    assert moment_in_words(NOW).endswith("Asia/Bishkek")
