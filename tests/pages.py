"""Reading pages as a reader does."""

import re
from collections import defaultdict
from html import unescape
from html.parser import HTMLParser

from django.utils.html import strip_tags

VOID = {"base", "br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "source"}
# What is read out or shown of an element besides its text.
SPOKEN = {"alt", "aria-label", "placeholder", "title"}


def lines(response):
    """Return the texts of a page's paragraphs and headings, white space folded."""
    html = response.content.decode()
    blocks = re.findall(r"<(p|h1|h2|h3|td|th|li)\b[^>]*>(.*?)</\1>", html, re.DOTALL)
    return [" ".join(unescape(strip_tags(text)).split()) for _tag, text in blocks]


def text(response):
    """Return a page's whole text, white space folded."""
    return " ".join(unescape(strip_tags(response.content.decode())).split())


def public_pages(client, start=("/en/", "/ru/")):
    """Return the answer of every page of the site that links lead to, from the home pages on.

    Feeds and documents are opened too, but are no pages.
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
            response.getvalue()  # to its end, which closes the file
    return {address: found[address] for address in sorted(found) if is_page(found[address])}


def is_page(response):
    return response["Content-Type"].startswith("text/html")


def public_addresses(client):
    return list(public_pages(client))


class Parts(HTMLParser):
    """Gathers the texts of a page under the languages in which they are marked to be."""

    def __init__(self):
        super().__init__()
        self.found = defaultdict(list)
        self._open = []  # the tag and the language of each element that has not ended

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        language = attributes.get("lang") or (self._open[-1][1] if self._open else None)
        named = attributes.get("name") or attributes.get("property") or ""
        if tag == "meta" and named.endswith((":alt", "description", ":title", ":site_name")):
            self.found[language].append(attributes["content"])
        self.found[language] += [text for name, text in attrs if name in SPOKEN and text]
        if tag not in VOID:
            self._open.append((tag, language))

    def handle_endtag(self, tag):
        if tag not in VOID:
            ended, _language = self._open.pop()
            assert ended == tag, f"<{ended}> ends with </{tag}>"

    def handle_data(self, data):
        if data.strip() and self._open[-1][0] not in {"script", "style"}:
            self.found[self._open[-1][1]].append(data)


def parts(response):
    """Return what a page says in each language, by the languages that its HTML names."""
    parser = Parts()
    parser.feed(response.content.decode())
    return {language: " ".join(texts) for language, texts in parser.found.items()}
