"""The site with one more address, which always fails."""

from django.urls import path

from assembly import urls

BROKEN = "/en/broken/"


def break_down(request):
    raise ZeroDivisionError


class BrokenSite:
    """The site's addresses and one that always fails."""

    urlpatterns = [*urls.urlpatterns, path(BROKEN[1:], break_down)]
    handler500 = urls.handler500
