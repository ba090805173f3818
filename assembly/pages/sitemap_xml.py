"""The XML of the sitemap, written as plain text: templates take too long for thousands of pages."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.html import escape
from django.utils.timezone import get_current_timezone
from django.utils.translation import override

from assembly.core.languages import LANGUAGES

INDEX = """\
<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
{}</sitemapindex>
"""
FILE = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" \
xmlns:xhtml="http://www.w3.org/1999/xhtml" \
xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
{}</urlset>
"""
SLUG = "slug-of-a-page"  # stands for that of any page


@dataclass
class Entry:
    """A page in the sitemap."""

    view: str
    args: tuple = ()
    languages: list = field(default_factory=lambda: LANGUAGES)
    modified: datetime | None = None  # None: unknown
    image: str = ""  # the image's address


def index_xml(addresses):
    """Return the index of files with these addresses."""
    items = [f"<sitemap><loc>{escape(one)}</loc></sitemap>\n" for one in addresses]
    return INDEX.format("".join(items))


def sitemap_xml(entries, site):
    """Return a file of the sitemap: each page in each of its languages, with its alternates.

    `site` is the address of the site, without a slash at the end.
    """
    address, zone = _addressing(escape(site)), get_current_timezone()
    written = []
    for entry in entries:
        addresses = {code: address(entry, code) for code in entry.languages}
        shared = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{one}"/>\n'
            for code, one in addresses.items()
        )
        if entry.modified:
            modified = entry.modified.astimezone(zone).isoformat()
            shared = f"<lastmod>{modified}</lastmod>\n{shared}"
        if entry.image:
            image = escape(urljoin(site, entry.image))
            shared += f"<image:image><image:loc>{image}</image:loc></image:image>\n"
        for one in addresses.values():
            written.append(f"<url>\n<loc>{one}</loc>\n{shared}</url>\n")
    return FILE.format("".join(written))


def _addressing(site):
    """Return a function that returns the address of an entry's page in a language."""

    @cache
    def around_the_slug(view, code):
        with override(code):
            return f"{site}{reverse(view, args=[SLUG])}".split(SLUG)

    def address(entry, code):
        match entry.args:
            case [str(slug)]:  # by far the most pages; `reverse` takes long
                before, after = around_the_slug(entry.view, code)
                return f"{before}{slug}{after}"
        with override(code):
            return f"{site}{reverse(entry.view, args=entry.args)}"

    return address
