"""Which text of a page is in which language, according to its HTML."""

from collections import defaultdict
from html.parser import HTMLParser

VOID = {"base", "br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "source"}
# Attributes of an element that are read out or shown besides its text.
SPOKEN = {"alt", "aria-label", "placeholder", "title"}


class Parts(HTMLParser):
    """Collects the texts of a page by the language in which they are marked."""

    def __init__(self):
        super().__init__()
        self.found = defaultdict(list)
        self._open = []  # the tag and the language of each open element

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
    """Return the texts of a page by the language in which its HTML marks them."""
    parser = Parts()
    parser.feed(response.content.decode())
    return {language: " ".join(texts) for language, texts in parser.found.items()}
