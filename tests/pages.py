"""Reading pages as a reader does."""

import re
from html import unescape

from django.utils.html import strip_tags


def lines(response):
    """Return the texts of a page's paragraphs and headings, white space folded."""
    html = response.content.decode()
    blocks = re.findall(r"<(p|h1|h2|h3|td|th|li)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [" ".join(unescape(strip_tags(text)).split()) for _tag, text in blocks]


def text(response):
    """Return a page's whole text, white space folded; not what only machines read."""
    html = re.sub("<script.*?</script>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(strip_tags(html)).split())


def public_addresses(client, start=("/en/", "/ru/")):
    """Return every page of the site that links lead to, from the home pages on.

    Feeds are opened too, but are no pages.
    """
    found, waiting = set(), list(start)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        response = client.get(address)
        assert response.status_code == 200, address
        if address.endswith(".xml"):
            continue
        links = re.findall(r'<a\b[^>]*\shref="(/[^"#]*)', response.content.decode())
        waiting.extend(unescape(link) for link in links)
    return sorted(address for address in found if not address.endswith(".xml"))
