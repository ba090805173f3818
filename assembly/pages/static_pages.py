"""Pages about the site itself: accessibility and personal data."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .cards import page_card_fields
from .metadata import PageMetadata


@require_safe
def accessibility(request):
    metadata = PageMetadata(
        request=request,
        title=_("Accessibility"),
        description=_(
            "How this site is made accessible to everyone, how that is tested, and its known "
            "limitations."
        ),
        **page_card_fields("accessibility"),
    )
    return render(request, "accessibility.html", {"metadata": metadata})


@require_safe
def privacy(request):
    metadata = PageMetadata(
        request=request,
        title=_("Personal data"),
        description=_(
            "The site stores no personal data about its readers: no cookies, no analytics, "
            "nothing from other websites."
        ),
        **page_card_fields("privacy"),
    )
    return render(request, "privacy.html", {"metadata": metadata})
