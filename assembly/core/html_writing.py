"""Rich text, written from its tree."""

from html import escape

from .html_nodes import Node, Run, line_break
from .html_tables import arrange, is_layout
from .html_tree import HEADINGS, SPACES

LIST_TYPES = {"1", "a", "A", "i", "I"}
INLINE = {"text", "br"}
NEVER_EMPTY = {"ul", "ol", "blockquote", *HEADINGS}


def write(root):
    """Return the HTML of a tree."""
    out = []
    _write_children(root, out)
    return "".join(out)


def _write_children(block, out):
    """Write the children of a block; runs of text are written together, so that tags span them."""
    line, apart = [], False  # apart: a block that left nothing stood before
    for child in block.children:
        if child.tag in INLINE:
            line.append(child)
            continue
        apart = not (_write_paragraph if apart else _write_line)(line, out) and apart
        line, before = [], len(out)
        _write_block(child, out)
        apart = apart or len(out) == before
    (_write_paragraph if apart else _write_line)(line, out)


def _write_block(block, out):
    if block.tag == "table":
        _write_table(block, out)
        return
    start = len(out)
    out.append(f"<{block.tag}{_list_attributes(block)}>")
    _write_children(block, out)
    if len(out) == start + 1 and block.tag in NEVER_EMPTY:
        out.pop()
    else:
        out.append(f"</{block.tag}>")


def _list_attributes(block):
    if block.tag != "ol":
        return ""
    start, kind = block.attributes.get("start", ""), block.attributes.get("type", "")
    data_type = block.attributes.get("data-type", "")
    kept = (
        f' start="{int(start)}"' if start.isascii() and start.isdigit() and len(start) < 6 else ""
    )
    kept += f' type="{kind}"' if kind in LIST_TYPES else ""
    return kept + (f' data-type="{escape(data_type)}"' if data_type else "")


def _write_line(line, out):
    """Write runs of text and line breaks; return whether there were any words."""
    open_marks = []
    for run in line:
        kept = 0
        while kept < min(len(open_marks), len(run.marks)) and open_marks[kept] == run.marks[kept]:
            kept += 1
        _close_marks(open_marks, kept, out)
        if run.tag == "br":
            out.append("<br>")
            continue
        for tag, attributes in run.marks[kept:]:
            written = "".join(f' {name}="{escape(value)}"' for name, value in attributes)
            out.append(f"<{tag}{written}>")
            open_marks.append((tag, attributes))
        out.append(escape(run.text, quote=False))
    _close_marks(open_marks, 0, out)
    return _has_words(line)


def _has_words(line):
    return any(run.text.strip(SPACES) for run in line)


def _close_marks(open_marks, kept, out):
    while len(open_marks) > kept:
        out.append(f"</{open_marks.pop()[0]}>")


# Tables


def _write_table(table, out):
    caption = _joined(_lines(table.caption)) if table.caption else []
    _write_paragraph(table.stray, out)
    if is_layout(table):
        _write_paragraph(caption, out)
        for row in table.children:
            for cell in row.children:
                _write_apart(cell, out)
        return
    rows, header_rows = arrange(table.children)
    out.append("<table>")
    if caption:
        out.append("<caption>")
        _write_line(caption, out)
        out.append("</caption>")
    for name, part in (("thead", rows[:header_rows]), ("tbody", rows[header_rows:])):
        if part:
            out.append(f"<{name}>")
            for row in part:
                _write_row(row, name == "thead", out)
            out.append(f"</{name}>")
    out.append("</table>")


def _write_row(row, is_header, out):
    out.append("<tr>")
    for cell in row.children:
        tag = "th" if is_header else cell.attributes["tag"]
        scope = f' scope="{"col" if is_header else "row"}"' if tag == "th" else ""
        spans = "".join(
            f' {name}="{cell.attributes[name]}"'
            for name in ("colspan", "rowspan")
            if cell.attributes.get(name, 1) > 1
        )
        out.append(f"<{tag}{scope}{spans}>")
        _write_line(_joined(_lines(cell)), out)
        out.append(f"</{tag}>")
    out.append("</tr>")


def _write_apart(cell, out):
    """Write the text of a cell as blocks of their own."""
    line = []
    for child in [*cell.children, Node("end")]:
        if child.tag in INLINE:
            line.append(child)
            continue
        _write_paragraph(line, out)
        line = []
        if child.tag != "end":
            _write_block(child, out)


def _write_paragraph(line, out):
    """Write runs as a paragraph; return whether there were any words."""
    has_words = _has_words(line)
    if has_words:
        out.append("<p>")
        _write_line(line, out)
        out.append("</p>")
    return has_words


def _lines(block):
    """Return the lines of text in a block and in those within it, each a list of runs."""
    found, line = [], []
    for child in block.children:
        if child.tag == "text":
            line.append(child)
            continue
        found.append(line)
        line = []
        if child.tag != "br":
            found += _lines(child)
    return [line for line in [*found, line] if _has_words(line)]


def _joined(lines):
    """Return lines as one line with breaks, without spaces around each."""
    runs = []
    for line in lines:
        while not line[0].text.strip(SPACES):
            line = line[1:]
        while not line[-1].text.strip(SPACES):
            line = line[:-1]
        runs += [line_break()] if runs else []
        first = len(runs)
        runs += [Run(run.text, run.marks) for run in line]
        runs[first].text = runs[first].text.lstrip(SPACES)
        runs[-1].text = runs[-1].text.rstrip(SPACES)
    return runs
