"""Addresses kept in memory are those of the language, the prefix and the site of the moment."""

from types import ModuleType

import pytest
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch, path, reverse
from django.utils.translation import override

from assembly.core.routes import address_of

other_site = ModuleType("other_site")
other_site.urlpatterns = [path("elsewhere/", lambda request: None, name="search")]


def test_an_address_is_that_of_the_moment(settings):
    def addresses():
        given = [address_of("search"), address_of("news:month", year=2025, month=5)]
        assert given == [reverse("search"), reverse("news:month", args=[2025, 5])]
        return given

    usual = addresses()
    with override("ru"):
        russian = addresses()
    with override_script_prefix("/below/"):
        below = addresses()
    assert usual == addresses() == ["/en/search/", "/en/news/2025/5/"]
    assert russian == ["/ru/search/", "/ru/news/2025/5/"]
    assert below == ["/below/en/search/", "/below/en/news/2025/5/"]

    settings.ROOT_URLCONF = other_site
    assert address_of("search") == "/elsewhere/"


def test_an_unknown_view_has_no_address():
    with pytest.raises(NoReverseMatch):
        address_of("nothing")
