"""The full-text index of the database, whichever it is."""

from django.db import connection

from . import postgresql, sqlite

# So many matches are compared and counted, however many there are.
MOST_MATCHES = 1_000


def backend():
    """Return the module for the database: both have the same functions."""
    return postgresql if connection.vendor == "postgresql" else sqlite


def find_matches(question, language, condition, terms=()):
    """Return the `Matches` of a query among the documents that meet a `Condition`.

    They have all these terms. Of more than `MOST_MATCHES` only some are compared.
    """
    return backend().matches(question, language, list(terms), condition, MOST_MATCHES)
