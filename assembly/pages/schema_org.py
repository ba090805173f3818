"""Structured data of pages in schema.org's vocabulary."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language

MAX_HEADLINE = 110  # characters, by Google's rules for articles

# Characters that could end the script element or start markup; the last two end lines in JS.
UNSAFE = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def graph(*things):
    return {"@context": "https://schema.org", "@graph": list(things)}


def script_json(data):
    """Return data as JSON that is safe inside a script element, whatever it contains."""
    return json.dumps(data, ensure_ascii=False).translate(UNSAFE)


def assembly_data(request):
    """Return the assembly, the publisher of every page."""
    absolute = request.build_absolute_uri
    return {
        "@type": "GovernmentOrganization",
        "name": str(settings.ASSEMBLY_NAME),
        "alternateName": str(settings.ASSEMBLY_SHORT_NAME),
        "url": absolute(reverse("home")),
        "logo": absolute(static("assembly/icon-512.png")),
    }


def website_data(request):
    return {
        "@type": "WebSite",
        "name": str(settings.ASSEMBLY_NAME),
        "alternateName": str(settings.ASSEMBLY_SHORT_NAME),
        "url": request.build_absolute_uri(reverse("home")),
        "inLanguage": get_language(),
    }


def breadcrumbs_data(trail):
    """Return the breadcrumbs of a page, from pairs of a name and an absolute address."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(trail, 1)
        ],
    }


def person_data(request, person, **more):
    address = request.build_absolute_uri(person.get_absolute_url())
    return {"@type": "Person", "name": person.name, "url": address, **more}


def shortened(text, length):
    """Return a text shortened to `length` characters, cut between words if possible."""
    text = " ".join(text.split())
    if len(text) <= length:
        return text
    words, _space, _cut = text[:length].rpartition(" ")
    return (words or text[: length - 1]).rstrip(" ,;:–") + "…"
