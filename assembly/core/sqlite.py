"""Makes SQLite compare letters of all scripts without case, as PostgreSQL does."""

import re
from functools import lru_cache

from django.db.backends.signals import connection_created
from django.dispatch import receiver


@receiver(connection_created)
def teach_like(connection, **kwargs):
    """Replace SQLite's LIKE, which ignores the case of Latin letters only."""
    if connection.vendor == "sqlite":
        for arguments in [2, 3]:
            connection.connection.create_function(
                "like", arguments, sqlite_like, deterministic=True
            )


def sqlite_like(pattern, text, escape=None):
    """Evaluate SQLite's `text LIKE pattern ESCAPE escape`; None if an operand is NULL.

    See "The LIKE operator" in SQLite's documentation of expressions.
    """
    if pattern is None or text is None:
        return None
    return bool(_compiled(str(pattern), escape).fullmatch(str(text)))


@lru_cache(maxsize=64)
def _compiled(pattern, escape):
    wildcards = {"%": ".*", "_": "."}
    parts, characters = [], iter(pattern)
    for character in characters:
        if character == escape:
            parts.append(re.escape(next(characters, "")))
        else:
            parts.append(wildcards.get(character) or re.escape(character))
    return re.compile("".join(parts), re.DOTALL | re.IGNORECASE)
