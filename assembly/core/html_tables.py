"""Tables of rich text: which of them are tables, their header rows, and cells that span others."""

from .html_nodes import Node

# Beyond these, cells span no others, so that a forged table costs no more than its length.
MOST_COLUMNS = 100
LAYOUT_BLOCKS = {"ul", "ol", "blockquote", "h2", "h3"}


def is_layout(table):
    """Return whether a table only places text on the page, as in newsletters."""
    cells = [cell for row in table.children for cell in row.children]
    if table.contains_table or len(cells) < 2:
        return True
    if table.attributes.get("role", "").lower() in {"presentation", "none"}:
        return True
    one_column = max(len(row.children) for row in table.children) == 1
    blocks = {block.tag for cell in cells for block in cell.children}
    return one_column and not blocks.isdisjoint(LAYOUT_BLOCKS)


def arrange(rows):
    """Return the rows, and how many of them are header rows.

    Each cell has the attributes "tag" ("th" or "td") and, if more than 1, "colspan" and "rowspan".
    No cell reaches below the last row, out of the header rows, or over another cell, as browsers
    let them; where one would, each cell takes its own column and empty cells fill the others.
    """
    rows, places = _place(rows)
    if places is None:
        rows = _without_spans(rows)
    return rows, _header_rows(rows)


def _place(rows):
    """Return the rows without those that are empty, and the first column of each cell by its id.

    The columns are None if cells overlap.
    """
    kept, taken, overlap = [], {}, False  # taken: column -> the last row that a cell covers
    for number, row in enumerate(rows):
        row_place, column = len(kept), 0
        if not row.children and not any(last >= row_place for last in taken.values()):
            continue
        kept.append(row)
        for cell in row.children:
            while taken.get(column, -1) >= row_place:
                column += 1
            across, down = _spans(cell, column, len(rows) - number)
            cell.attributes.update(colspan=across, rowspan=down, column=column)
            if taken or down > 1:
                covered = range(column, column + across)
                overlap = overlap or any(taken.get(place, -1) >= row_place for place in covered)
                taken.update(dict.fromkeys(covered if down > 1 else (), row_place + down - 1))
            column += across
    return kept, None if overlap else taken


def _spans(cell, column, rows_left):
    """Return how many columns and rows a cell spans."""
    across, down = (_number(cell.attributes.get(name)) for name in ("colspan", "rowspan"))
    if column + across > MOST_COLUMNS:
        return 1, 1
    return max(across, 1), min(down or rows_left, rows_left)


def _number(written):
    """Return a span, 1 unless it is a sensible number; 0 means “to the last row”."""
    written = str(written or "").strip()
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else 1


def _without_spans(rows):
    for row in rows:
        cells, last = row.children, 0
        row.children = []
        for cell in cells:
            empty = min(cell.attributes["column"], MOST_COLUMNS) - last
            row.children += [Node("td", {"tag": "td"}) for _column in range(empty)]
            last = cell.attributes["column"] + 1
            row.children.append(cell)
            cell.attributes.update(colspan=1, rowspan=1)
    return [row for row in rows if row.children]


def _header_rows(rows):
    """Return how many rows are the header: those marked as such, or of header cells only."""
    count = 0
    while count < len(rows) and _is_header(rows[count]):
        count += 1
    reach = max((_end(place, row) for place, row in enumerate(rows[:count])), default=0)
    count = max(count, reach)
    if count < len(rows):
        return count
    return 1 if len(rows) > 1 and _end(0, rows[0]) == 1 else 0


def _end(place, row):
    return max((place + cell.attributes.get("rowspan", 1) for cell in row.children), default=place)


def _is_header(row):
    tags = {cell.attributes["tag"] for cell in row.children}
    return bool(tags) and (row.attributes.get("section") == "thead" or tags == {"th"})
