"""LIKE on SQLite works as on other databases, and ignores case in Cyrillic."""

import pytest
from django.db import connection


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "pattern", "expected"),
    [
        ("Беларусь", "%беларусь%", True),
        ("Ёлка", "ёлка", True),
        ("abc", "a_c", True),
        ("abc", "a%", True),
        ("a\nc", "a%c", True),
        ("abc", "b", False),
        ("100%", "100\\%", True),
        ("1000", "100\\%", False),
        ("a.c", "a.c", True),
        ("abc", "a.c", False),
        (None, "%", None),
    ],
)
def test_like(text, pattern, expected):
    operator = "LIKE" if connection.vendor == "sqlite" else "ILIKE"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT CAST(%s AS text) {operator} %s ESCAPE '\\'", [text, pattern])
        [found] = cursor.fetchone()

    assert found == expected
