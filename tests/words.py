"""Helpers that find the words of a page, wherever in it they are."""

import re
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
SILENT = {"script", "style", "textarea"}
SAID = {"alt", "aria-label", "label", "placeholder", "title"}
BUTTONS = {"button", "reset", "submit"}


class _Reader(HTMLParser):
    """Collects the texts of a page in Russian, without parts marked as another language."""

    def __init__(self):
        super().__init__()
        self.texts, self.open = [], []

    @property
    def silent(self):
        return any(silent for _tag, silent in self.open)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.open.append((tag, tag in SILENT or given.get("lang", "ru") != "ru"))
        if not self.silent:
            self.texts += [given[name] or "" for name in SAID & given.keys()]
            if tag == "input" and given.get("type") in BUTTONS:
                self.texts.append(given["value"])
        if tag in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


def latin_words(html, allowed):
    """Return the texts of a page with Latin words, with white space collapsed.

    Addresses do not count as words, nor does anything that is allowed.
    """
    reader = _Reader()
    reader.feed(html)
    found = set()
    for text in reader.texts:
        words = re.findall(r"[A-Za-z]{2,}", re.sub(r"https?:\S+|[a-z]+-\d+", "", text))
        if not allowed.issuperset(words):
            found.add(" ".join(text.split()))
    return found
