"""What both kinds of publication promise, and the states in which neither is public."""

from datetime import UTC, datetime

import pytest

from .builders import make_article, make_delegation

TOMORROW = datetime(2999, 1, 1, tzinfo=UTC)  # a day that stays to come
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"published_at": TOMORROW},
]

each_app = pytest.mark.parametrize("make", [make_article, make_delegation])
each_hidden = pytest.mark.parametrize("hidden", HIDDEN, ids=str)
