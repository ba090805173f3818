"""Snapshots with a row and a column that are no longer part of the site."""

GONE = {"note_en": "A former note", "article_id": 1}


def with_former_parts(content):
    """Return a snapshot with a row and a column that the site no longer has."""
    root = next(iter(content))
    return {
        root: {**content[root], "subtitle_en": "A former subtitle"},
        **{key: row for key, row in content.items() if key != root},
        "news.footnote/7": GONE,
    }
