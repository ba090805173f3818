"""What the tree of rich text is made of."""

import re
from dataclasses import dataclass, field

from .addresses import complete_address
from .html_tokens import read_attributes
from .plain_text import without_controls

# Google Docs wraps all that is copied from it into such a `b`.
NORMAL_WEIGHT = re.compile(r"(?<![-\w])font-weight:\s*(?:normal|[1-4]00)", re.IGNORECASE)
OTHER_SCHEME = re.compile(r"[\s\w+.-]*:", re.ASCII)  # such as `javascript:`


@dataclass(slots=True)
class Run:
    """Text in the same inline tags ("text"), or a line break ("br")."""

    text: str
    marks: tuple = ()  # pairs of a tag and, for a link, its attributes
    tag: str = "text"


@dataclass(slots=True)
class Node:
    """A block: its tag in the result, its attributes as they came, its blocks and runs."""

    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)


@dataclass(slots=True)
class Table(Node):
    """A table: its rows are its children."""

    caption: Node | None = None
    stray: list = field(default_factory=list)  # text between the rows, which belongs before them
    stray_place: tuple = ()  # where the last of it stood
    contains_table: bool = False


def line_break(marks=()):
    return Run("", marks, "br")


class Marks:
    """The inline tags that are open, each once, the first opened outermost."""

    def __init__(self, active=()):
        self.active = active  # pairs of a tag and, for a link, its attributes
        self._open = {}  # tag -> for each start tag that was not ended, what then applies

    def start(self, tag, value):
        """Begin a tag; one whose value is None has no meaning, such as bold of normal weight."""
        values = self._open.setdefault(tag, [])
        if tag == "a":
            values.clear()  # no link is within another
        before = values[-1] if values else None
        values.append(before if value is None else value)
        self._apply(tag, values[-1])

    def end(self, tag):
        values = self._open.get(tag)
        if values:
            values.pop()
            self._apply(tag, values[-1] if values else None)

    def _apply(self, tag, value):
        if value is not None and (tag, value) in self.active:
            return
        self.active = tuple(pair for pair in self.active if pair[0] != tag)
        if value is not None:
            self.active = (*self.active, (tag, value))


def mark_value(name, written):
    """Return what a start tag means: a link's attributes, "" for the others; None for nothing."""
    if name == "a":
        return _link(read_attributes(written))
    return None if name == "strong" and NORMAL_WEIGHT.search(written) else ""


def _link(attributes):
    """Return the attributes of a link, its address completed.

    One that cannot be completed stays as it is: forms refuse it, and checks of links find it.
    """
    address = without_controls(attributes.get("href", "")).strip()
    whole = complete_address(address)
    if not address or (whole is None and OTHER_SCHEME.match(address)):
        return None
    title = attributes.get("title")
    return (("href", whole or address), *([("title", title)] if title else []))
