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
    return sorted(public_pages(client, start))


def public_pages(client, start=("/en/", "/ru/")):
    """Return the source of every page that links lead to, by its address."""
    found, waiting = {}, list(start)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        response = client.get(address)
        assert response.status_code == 200, address
        found[address] = response.content.decode()
        if address.endswith(".xml"):
            continue
        links = re.findall(r'<a\b[^>]*\shref="(/[^"#]*)', found[address])
        waiting.extend(unescape(link) for link in links)
    return {address: page for address, page in found.items() if not address.endswith(".xml")}
