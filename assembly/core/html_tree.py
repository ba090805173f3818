"""The tree of rich text: HTML of any origin as the blocks that the editor knows.

Other blocks (`div`, `dd`, …) become paragraphs, so that words that stood apart never join.
The work grows with the length of the HTML only, and the tree is never deeper than `DEEPEST`.
"""

from collections import Counter

from .html_nodes import Marks, Node, Run, Table, line_break, mark_value
from .html_tokens import read_attributes

DEEPEST = 20  # lists, quotations and tables within each other; the deeper ones are flattened

SPACES = " \t\n\r\f"  # a no-break space is text
ALIASES = {"b": "strong", "i": "em", "h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3"}
ALIASES |= {"dir": "ul", "menu": "ul", "th": "td"}
MARKS = {"strong", "em", "sub", "sup", "a"}
HEADINGS = {"h2", "h3"}
LISTS = {"ul", "ol"}
STRUCTURES = {*LISTS, "blockquote", "table"}
SECTIONS = {"thead", "tbody", "tfoot"}
FLOW = {"", "li", "blockquote", "td"}  # contain blocks, or text
# Blocks whose words stand in a line or a column of their own, and which the editor does not know.
OTHER_BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
    ),
    *("fieldset", "figcaption", "figure", "footer", "form", "frameset", "head", "header", "hgroup"),
    *("hr", "html", "legend", "listing", "main", "nav", "noscript", "optgroup", "option", "pre"),
    *("plaintext", "search", "section", "summary", "template", "title", "xmp"),
}
# What stands between words without being a word.
THINGS = {
    *("audio", "button", "canvas", "embed", "iframe", "img", "input", "math", "meter", "object"),
    *("picture", "progress", "rp", "rt", "select", "svg", "textarea", "video"),
}
# Parts of formulas and drawings, and what was deleted in favour of what follows.
THINGS |= {"mi", "mn", "mo", "ms", "mtext", "text", "tspan", "del", "s", "strike"}
TABLE_PARTS = {*SECTIONS, "caption", "colgroup", "col", "tr", "td", "th"}
ROWS = {"tr", "table"}
BLOCKS = {*STRUCTURES, *HEADINGS, *SECTIONS, "p", "li", "caption", "tr", "td"}
# Within these, an end tag ends nothing outside; for others, within a cell.
BARRIERS = {"table": set(), "td": {"table"}, "tr": {"table"}, "caption": {"table", "td"}}
BARRIERS |= {"li": {"ul", "ol", "td", "table"}, "p": FLOW, "h2": FLOW, "h3": FLOW}


class TreeBuilder:
    """Takes tokens, and builds their tree in `root`."""

    def __init__(self):
        self.root = Node("")
        self._stack = [self.root]  # the open blocks, at most a few for each of `DEEPEST`
        self._marks = Marks()
        self._outer_marks = []  # those outside each open cell
        self._too_deep = Counter()  # open structures that are flattened
        self._apart = False  # whether the next words begin a line of their own
        self._gap = False  # whether something stood between the last words and the next

    # Text

    def text(self, words):
        if not words.strip(SPACES):
            self._space(words)
            return
        place = self._place_for_text()
        if self._gap and not words.startswith(tuple(SPACES)) and _ends_in_word(place):
            words = f" {words}"
        self._gap = self._apart = False
        place.append(Run(words, self._marks.active))

    def _space(self, words):
        top = self._stack[-1]
        if top.tag not in {"table", "tr"} and not self._apart:
            top.children.append(Run(words, self._marks.active))

    def _place_for_text(self):
        """Return the list that takes the next words, after opening a block where they need one."""
        top = self._stack[-1]
        if top.tag in {"table", "tr"}:
            return self._place_for_stray_text(top)
        if top.tag in LISTS:
            self._open(Node("li"))
        elif top.tag in FLOW and self._apart:
            self._open(Node("p"))
        elif self._apart and top.children:
            top.children.append(line_break())
        return self._stack[-1].children

    def _place_for_stray_text(self, top):
        table, place = self._table(), (id(top), len(top.children))
        if table.stray and (self._apart or table.stray_place != place):
            table.stray.append(line_break())
        table.stray_place = place
        return table.stray

    def _break(self):
        if self._stack[-1].tag in {*LISTS, "table", "tr"}:
            self._set_apart()
        elif not self._apart:
            self._stack[-1].children.append(line_break(self._marks.active))

    def _set_apart(self):
        """End the line: the next words stand in a block of their own."""
        if self._stack[-1].tag == "p":
            self._stack.pop()
        self._apart = True

    # Tags

    def start(self, tag, written):
        name = ALIASES.get(tag, tag)
        if name in MARKS:
            self._marks.start(name, mark_value(name, written))
        elif name == "br":
            self._break()
        elif name in STRUCTURES:
            self._start_structure(name, written)
        elif name == "p" or name in HEADINGS:
            self._start_text_block(name)
        elif name == "li":
            self._start_item()
        elif name in TABLE_PARTS:
            self._start_table_part(tag, written)
        elif name in OTHER_BLOCKS:
            self._set_apart()
        elif name in THINGS:
            self._gap = True

    def end(self, tag):
        name = ALIASES.get(tag, tag)
        if name in MARKS:
            self._marks.end(name)
        elif name == "br":
            self._break()
        elif self._too_deep[name]:
            self._too_deep[name] -= 1
            self._set_apart()
        elif name in BLOCKS:
            self._end_block("tr" if name in SECTIONS else name)
        elif name in OTHER_BLOCKS:
            self._set_apart()
        elif name in THINGS:
            self._gap = True

    def _start_text_block(self, name):
        self._close_paragraph()
        top = self._stack[-1]
        if top.tag in HEADINGS and name in HEADINGS:
            self._close(top)
        elif top.tag in {*HEADINGS, "caption", "table", "tr"}:
            self._set_apart()
            return
        self._item_of_list()
        self._open(Node(name))

    def _start_structure(self, name, written):
        self._close_paragraph()
        if self._stack[-1].tag in {*HEADINGS, "caption"}:
            self._close(self._stack[-1])
        if name == "table" and self._stack[-1].tag in {"table", "tr"}:
            self._close(self._table())
        deep = sum(block.tag in STRUCTURES for block in self._stack) >= DEEPEST
        if deep or self._stack[-1].tag in {"table", "tr"}:
            self._too_deep[name] += 1
            self._set_apart()
            return
        self._item_of_list()
        if name != "table":
            self._open(Node(name, read_attributes(written) if name == "ol" else {}))
            return
        for block in self._stack:
            if isinstance(block, Table):
                block.contains_table = True
        self._open(Table(name, read_attributes(written)))

    def _item_of_list(self):
        """Make sure that a block which begins in a list is in an item: the last, or a new one."""
        top = self._stack[-1]
        if top.tag in LISTS:
            items = [child for child in top.children[-2:] if child.tag == "li"]
            if items:
                self._stack.append(items[-1])
            else:
                self._open(Node("li"))

    def _start_item(self):
        self._close_paragraph()
        for block in reversed(self._stack):
            if block.tag == "li":
                self._close(block)
                break
            if block.tag in {*LISTS, "td", "table"}:
                break
        if self._stack[-1].tag in LISTS:
            self._open(Node("li"))
        else:
            self._set_apart()

    def _start_table_part(self, tag, written):
        table = self._table()
        if table is None or self._too_deep["table"]:
            self._set_apart()
        elif tag in {"td", "th"}:
            row = next((block for block in reversed(self._stack) if block.tag in ROWS), table)
            self._close_within(row)
            if row is table:
                self._open(Node("tr"))
            self._open(Node("td", {**read_attributes(written), "tag": tag}))
            self._outer_marks.append(self._marks)
            self._marks = Marks(self._marks.active)
        else:
            self._close_within(table)
            self._apart = True
            if tag in SECTIONS:
                table.attributes["section"] = tag
            elif tag == "tr":
                self._open(Node("tr", {"section": table.attributes.get("section")}))
            elif tag == "caption":
                table.caption = table.caption or Node("caption")
                self._stack.append(table.caption)

    # The stack of open blocks

    def _table(self):
        """Return the innermost open table, or None."""
        return next((block for block in reversed(self._stack) if block.tag == "table"), None)

    def _open(self, block):
        self._stack[-1].children.append(block)
        self._stack.append(block)
        self._apart = self._gap = False

    def _close_paragraph(self):
        if self._stack[-1].tag == "p":
            self._close(self._stack[-1])

    def _close(self, block):
        """Close a block and those within it."""
        while self._close_top() is not block:
            pass
        self._apart, self._gap = self._stack[-1].tag in ROWS, False

    def _close_within(self, block):
        while self._stack[-1] is not block:
            self._close_top()

    def _close_top(self):
        closed = self._stack.pop()
        if closed.tag in STRUCTURES:
            self._too_deep.clear()
        if closed.tag == "td":
            self._marks = self._outer_marks.pop()
        return closed

    def _end_block(self, name):
        deep = name in TABLE_PARTS and self._too_deep["table"]
        for block in [] if deep else reversed(self._stack):
            if block.tag == name:
                self._close(block)
                return
            if block.tag in BARRIERS.get(name, {"td"}) or block is self.root:
                break
        self._set_apart()


def _ends_in_word(place):
    return bool(place) and place[-1].tag == "text" and place[-1].text[-1] not in SPACES
