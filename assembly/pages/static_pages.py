"""Pages about the site itself, each with a template of its own."""

from dataclasses import dataclass

from django.shortcuts import render
from django.urls import path
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .cards import PAGE_NAMES, page_card_fields
from .metadata import PageMetadata
from .public_pages import public_page


@dataclass(frozen=True)
class StaticPage:
    """A page at `/<language>/<name>/`, whose template is `<name>.html`."""

    name: str
    title: Promise
    description: Promise


STATIC_PAGES = [
    StaticPage(
        "accessibility",
        _("Accessibility"),
        _(
            "How this site is made accessible to everyone, how that is tested, and its known "
            "limitations."
        ),
    ),
    StaticPage(
        "privacy",
        _("Personal data"),
        _(
            "The site stores no personal data about its readers: no cookies, no analytics, "
            "nothing from other websites."
        ),
    ),
]
PAGE_NAMES.update({page.name: page.title for page in STATIC_PAGES})


@public_page()
@require_safe
def static_page(request, page):
    metadata = PageMetadata(
        request=request,
        title=str(page.title),
        description=str(page.description),
        **page_card_fields(page.name),
    )
    return render(request, f"{page.name}.html", {"metadata": metadata})


urlpatterns = [
    path(f"{page.name}/", static_page, {"page": page}, name=page.name) for page in STATIC_PAGES
]
