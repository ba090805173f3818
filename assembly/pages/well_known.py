"""Files that programs look for on every site."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assembly.core import clock
from assembly.core.colours import colour
from assembly.core.languages import LANGUAGES

from .public_pages import public_page

VALID = timedelta(days=180)  # validity of security.txt; RFC 9116 recommends less than a year


@public_page()
@require_safe
def robots(request):
    """Allow search engines everything public, and name the sitemap."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return _text(lines)


@public_page()
@require_safe
def security(request):
    """Say where to report vulnerabilities (RFC 9116); 404 if no contact is set."""
    if not settings.SECURITY_CONTACT:
        raise Http404("SECURITY_CONTACT is not set.")
    midnight = clock.midnight(timezone.localdate())
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {(midnight + VALID).isoformat()}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {request.build_absolute_uri(reverse('security'))}",
    ]
    return _text(lines)


def _text(lines):
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@public_page()
@require_safe
def manifest(request):
    """Describe the site, in one language, to browsers that install it as an app."""
    icons = [
        {"src": static("assembly/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        *[_icon(size) for size in [192, 512]],
        {**_icon(512), "src": static("assembly/icon-maskable.png"), "purpose": "maskable"},
    ]
    described = {
        "name": str(settings.ASSEMBLY_NAME),
        "short_name": str(settings.ASSEMBLY_SHORT_NAME),
        "lang": get_language(),
        "start_url": reverse("home"),
        "scope": "/",
        "display": "browser",
        "theme_color": colour("band"),
        "background_color": colour("paper"),
        "icons": icons,
    }
    return JsonResponse(described, content_type="application/manifest+json")


def _icon(size):
    address = static(f"assembly/icon-{size}.png")
    return {"src": address, "sizes": f"{size}x{size}", "type": "image/png"}


@public_page()
@require_safe
def favicon(request):
    """Redirect to the icon, for programs that look for it only here."""
    response = redirect(static("assembly/favicon.ico"))
    patch_cache_control(response, public=True, max_age=24 * 60 * 60)
    return response
