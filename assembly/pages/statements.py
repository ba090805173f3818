"""What the site says of itself to its readers."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .cards import of_page
from .metadata import Sharing


@require_safe
def accessibility(request):
    sharing = Sharing(
        request=request,
        title=_("Accessibility"),
        description=_(
            "How this site is made to be read by everybody, how that is tested, and its limits."
        ),
        **of_page("accessibility"),
    )
    return render(request, "accessibility.html", {"sharing": sharing})


@require_safe
def privacy(request):
    sharing = Sharing(
        request=request,
        title=_("Personal data"),
        description=_(
            "The site stores no personal data of its readers: no cookies, no analytics, nothing "
            "from other websites."
        ),
        **of_page("privacy"),
    )
    return render(request, "privacy.html", {"sharing": sharing})
