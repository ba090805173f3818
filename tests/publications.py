"""Both kinds of publication, and the states in which neither is public."""

from datetime import UTC, datetime

import pytest

from .builders import make_article, make_delegation

TOMORROW = datetime(2999, 1, 1, tzinfo=UTC)  # a day that will always be in the future
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"published_at": TOMORROW},
]

each_app = pytest.mark.parametrize("make", [make_article, make_delegation])
each_hidden = pytest.mark.parametrize("hidden", HIDDEN, ids=str)
