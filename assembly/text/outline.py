"""The outline of a text: its paragraphs, headings and links, in order."""

from dataclasses import dataclass
from html.parser import HTMLParser

WORDS = {"p", "h2", "h3"}  # contain text only; the other blocks contain these or text
BLOCKS = {*WORDS, "li", "blockquote", "caption", "tr"}
CELLS = {"td", "th"}
BETWEEN_CELLS = " · "


@dataclass
class TextBlock:
    """A paragraph, heading or row of a table; the tag is "" for text outside any block."""

    tag: str
    text: str = ""


@dataclass
class TextLink:
    """A link: its address and its visible text."""

    address: str
    words: str = ""


def read_html(html):
    """Return the blocks of rich text and its links, two lists.

    Paragraphs and headings are included even when empty, other blocks only with text."""
    reader = OutlineParser()
    reader.feed(html)
    reader.close()
    blocks = [TextBlock(tag, "".join(pieces)) for tag, pieces in reader.blocks]
    links = [TextLink(address, "".join(pieces)) for address, pieces in reader.links]
    return [block for block in blocks if block.tag in WORDS or block.text.strip()], links


def read_plain_text(text):
    """Return the blocks of plain text: one per line with text."""
    return [TextBlock("", line) for line in text.splitlines() if line.strip()]


class OutlineParser(HTMLParser):
    """Collects blocks, as pairs of the tag and pieces of text, and links, with their addresses."""

    def __init__(self):
        super().__init__()
        self.blocks = []
        self.links = []
        self._open = []  # blocks that have not been closed, the outermost first
        self._link = None

    def handle_starttag(self, tag, attrs):
        if tag in BLOCKS:
            self._begin(tag)
        elif tag == "a":
            self._link = (dict(attrs).get("href") or "", [])
            self.links.append(self._link)
        elif tag == "br":
            self.handle_data("\n")
        elif tag in CELLS and self._open and self._open[-1][1]:
            self.handle_data(BETWEEN_CELLS)

    def handle_endtag(self, tag):
        if tag == "a":
            self._link = None
        elif tag in BLOCKS:
            self._end_bare()
            if self._open:
                self._open.pop()

    def handle_data(self, data):
        if not self._open:
            self._begin("")
        for _name, pieces in filter(None, [self._open[-1], self._link]):
            pieces.append(data)

    def _begin(self, tag):
        self._end_bare()
        self._open.append((tag, []))
        self.blocks.append(self._open[-1])

    def _end_bare(self):
        """Close the text outside any block, which ends where the next block begins."""
        if self._open and not self._open[-1][0]:
            self._open.pop()
