"""Texts as tokens, the units in which they are compared.

A token is a word, or the beginning of a line or block. It also holds what else readers may see of
it, the white space before it, its marks such as bold, and its place in lists and tables, so that
two texts of equal tokens look alike.
"""

import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

NEW_LINE = "\n"  # in plain text
LINE_BREAK, NEW_BLOCK = "\n↵", "\n¶"  # in rich text; no word has a line break
BREAKS = {NEW_LINE, LINE_BREAK, NEW_BLOCK}
END = ""  # the end of a text

BLOCK_TAGS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"}
BLOCK_TAGS |= {"table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "th", "td"}
CELLS = {"+th", "+td"}
NO_MARKS = frozenset()
VOID_TAGS = {"col", "hr", "img", "wbr"}
# The attributes that readers see: the numbers of a list, and how far a cell reaches.
SHOWN = ("start", "type", "colspan", "rowspan")
DEPTH = 12  # of the tags around a block, only so many are told apart

WORD = re.compile(r"\S+")
LINE = re.compile(r"\n|[^\n]+")


class Mark(NamedTuple):
    """A mark on part of a word: the tag, a link's address and title, the part's first and last."""

    name: str
    address: str
    start: int
    end: int


class Token(NamedTuple):
    text: str
    space: str = ""  # the white space before it
    marks: frozenset = NO_MARKS
    path: tuple = ()  # of a block: its depth and the tags around it, with "+" those begun with it
    attributes: tuple = ()  # of the blocks begun with it, those of SHOWN: pairs of name and value


def plain_tokens(text):
    """Return the tokens of plain text; the last is its end."""
    tokens, space = [], ""
    for line in LINE.findall(text):
        if line == "\n":
            tokens.append(Token(NEW_LINE, space))
            space = ""
            continue
        end = 0
        for word in WORD.finditer(line):
            tokens.append(Token(word.group(), line[end : word.start()]))
            end = word.end()
        space = line[end:]
    return [*tokens, Token(END, space)]


def rich_tokens(html):
    """Return the tokens of sanitised rich text; the last is its end."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_text()
    return [*reader.tokens, Token(END, reader.space)]


def blocks_of(tokens):
    """Return the tokens in tuples, each up to the next line or block."""
    starts = [place for place, token in enumerate(tokens) if place and token.text in BREAKS]
    return [tuple(tokens[i:j]) for i, j in pairwise([0, *starts, len(tokens)])]


def goes_on_in_row(token):
    """Return whether a token begins a cell of a table, but not its row."""
    return bool(CELLS & {*token.path}) and "+tr" not in token.path


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tokens = []
        self._blocks = []  # open blocks, the outermost first
        self._attributes = []  # of those that have no token yet
        self._begun = 0  # how many of the innermost have no token yet
        self._apart = True  # whether the next text begins a block
        self._marks = []  # open marks: a tag and, for a link, its address
        self._open = Counter()  # how often each is open, so that nesting costs nothing
        self._pieces = []  # the text since the last token, as pairs of text and marks
        self.space = ""  # after the last word

    def handle_starttag(self, tag, attrs):
        if tag in BLOCK_TAGS:
            self.end_text()
            self._blocks.append(tag)
            self._begun += 1
            self._attributes += [pair for pair in attrs if pair[0] in SHOWN]
            self._apart = True
        elif tag == "br":
            self.end_text()
            self._begin_block()
            self._add_break(LINE_BREAK)
        elif tag not in VOID_TAGS:
            mark = (tag, _link_label(dict(attrs)))
            self._marks.append(mark)
            self._open[mark] += 1

    def handle_endtag(self, tag):
        if tag in BLOCK_TAGS:
            self.end_text()
            if self._begun:  # it is empty
                self._apart = True
                self._begin_block()
            if self._blocks:
                self._blocks.pop()
            self._apart = True
        elif self._marks:
            mark = self._marks.pop()
            self._open[mark] -= 1
            if not self._open[mark]:
                del self._open[mark]

    def handle_data(self, data):
        self._pieces.append((data, tuple(self._open)))

    def _begin_block(self):
        if self._apart:
            depth = len(self._blocks)
            begun = min(self._begun, DEPTH)
            around = self._blocks[-DEPTH:]
            old = len(around) - begun
            path = (*around[:old], *(f"+{tag}" for tag in around[old:]))
            self._add_break(NEW_BLOCK, (depth, *path), tuple(self._attributes))
            self._begun, self._attributes, self._apart = 0, [], False

    def _add_break(self, text, path=(), attributes=()):
        self.tokens.append(Token(text, self.space, path=path, attributes=attributes))
        self.space = ""

    def end_text(self):
        """Turn the text read since the last token into tokens."""
        pieces, self._pieces = self._pieces, []
        text = "".join(data for data, _marks in pieces)
        if not text.strip() and self._apart:  # between blocks
            return
        self._begin_block()
        spans, start = [], 0  # marks with their first and last places in the text
        for data, marks in pieces:
            if marks:
                spans.append((start, start + len(data), marks))
            start += len(data)
        first, end = 0, 0
        for word in WORD.finditer(text):
            while first < len(spans) and spans[first][1] <= word.start():
                first += 1
            marks = frozenset(_marks_within(word, spans, first)) if spans else NO_MARKS
            self.tokens.append(Token(word.group(), text[end : word.start()], marks))
            end = word.end()
        self.space = text[end:]


def _link_label(attributes):
    """Return the address of a link, and the title that readers see when they point at it."""
    address, title = (attributes.get(name) or "" for name in ["href", "title"])
    return f"{address} “{title}”" if title else address


def _marks_within(word, spans, first):
    """Yield the marks of a word, adjacent parts with the same mark joined."""
    parts = {}
    for place in range(first, len(spans)):
        start, end, marks = spans[place]
        if start >= word.end():
            break
        start, end = max(start, word.start()), min(end, word.end())
        for mark in marks:
            known = parts.setdefault(mark, [])
            if known and known[-1][1] == start:
                known[-1] = (known[-1][0], end)
            else:
                known.append((start, end))
    for (name, address), known in parts.items():
        for start, end in known:
            yield Mark(name, address, start - word.start(), end - word.start())
