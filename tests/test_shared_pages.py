"""Redis, which processes share pages by, may be lost; it has no pages of another release."""

from types import SimpleNamespace

import pytest

from assembly import services
from assembly.pages import shared_pages
from assembly.pages.shared_pages import SharedPages, release

from .builders import make_article
from .page_head import head

pytestmark = pytest.mark.once


@pytest.fixture
def lost(settings, monkeypatch):
    """Name a server that is not there."""
    monkeypatch.setenv("CACHE_URL", "redis://127.0.0.1:1/0")
    settings.CACHES = services.caches()
    settings.PAGE_CACHE_MEGABYTES = 64


@pytest.mark.django_db(transaction=True)
def test_readers_do_not_notice_that_redis_is_lost(client, lost):
    metadata = head(client, make_article().get_absolute_url())

    assert client.get(metadata["og:image"]).status_code == 200


def test_without_a_page_cache_no_pages_are_shared(settings, lost):
    assert SharedPages().is_used

    settings.PAGE_CACHE_MEGABYTES = 0
    assert not SharedPages().is_used


def test_a_release_has_its_own_libraries(monkeypatch):
    def of(version):
        library = SimpleNamespace(name="nh3", version=version)
        monkeypatch.setattr(shared_pages, "distributions", lambda: [library])
        return release.__wrapped__()

    assert of("1") == of("1") != of("2")
