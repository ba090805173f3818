"""Helpers for the work on a page, without a form."""

from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import Work


def edited(page, user, **columns):
    """Save columns of a page as its editor would; return the work on it."""
    work = Work(page)
    key, content = row_key(page), work.content
    work.save_draft({**content, key: {**content[key], **columns}}, user)
    return work


def delete_whole(record):
    """Delete a record with the rows that belong to it."""
    for row in reversed(list(record.rows())):
        row.delete()


def stored(page):
    """Return the state of a page in the database."""
    page.refresh_from_db()
    return page.status, page.published_at
