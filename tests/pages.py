"""Helpers that read pages as a reader would."""

import re
from html import unescape

from django.utils.html import strip_tags


def lines(response):
    """Return the texts of a page's paragraphs and headings, with white space collapsed."""
    html = response.content.decode()
    blocks = re.findall(r"<(p|h1|h2|h3|td|th|li)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [" ".join(unescape(strip_tags(text)).split()) for _tag, text in blocks]


def text(response):
    """Return a page's visible text, with white space collapsed; without metadata and scripts."""
    html = re.sub("<script.*?</script>", "", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(strip_tags(html)).split())


def public_pages(client, start=("/en/", "/ru/")):
    """Return the response of every page of the site reachable by links from the home pages.

    Feeds and documents are opened too, but are not pages.
    """
    found, waiting = {}, list(start)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found[address] = response = client.get(address)
        assert response.status_code == 200, address
        if is_page(response):
            links = re.findall(r'<a\b[^>]*\shref="(/[^"#]*)', response.content.decode())
            waiting.extend(unescape(link) for link in links)
        else:
            response.getvalue()  # reading to the end closes the file
    return {address: found[address] for address in sorted(found) if is_page(found[address])}


def is_page(response):
    return response["Content-Type"].startswith("text/html")


def public_addresses(client):
    return list(public_pages(client))


def search(client, asked, language="en", **chosen):
    """Return the titles of a search's results, in order."""
    response = client.get(f"/{language}/search/", {"q": asked, **chosen})
    assert response.status_code == 200
    return [unescape(strip_tags(one.title)) for one in response.context.get("results", [])]


def text_after_redirect(client, response):
    """Return the text of the page that a response redirects to."""
    return text(client.get(response["Location"], follow=True))
