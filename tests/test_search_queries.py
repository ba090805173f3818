"""Every search request, even an invalid one, gets a helpful page."""

import pytest

from .builders import (
    make_article,
)
from .pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "query",
    [
        *[
            "",
            " ",
            '""',
            "-",
            "- - -",
            '"',
            "'",
            "()&|!:*",
            '-"',
            "the of",
            "-election",
            "OR AND NOT",
        ],
        *['"unclosed', "x" * 200, "' OR 1=1; DROP TABLE news_article; --", "a & b | !c:* <-> d"],
        *["日本語", "עברית", "🙂", "NEAR(a b)", "title:x", "a*", "^a", "{a b}", "a+b", "e\u0301"],
        *["<script>alert(1)</script>", "%", "_", "\\", "a\\'b", "-a -b -c", " ".join("a" * 99)],
    ],
)
def test_every_query_gets_a_helpful_page(client, query):
    make_article()
    response = client.get("/en/search/", {"q": query})

    assert response.status_code == 200
    assert "How to search" in text(response)
    assert b"<script>alert" not in response.content


def test_a_query_need_not_be_percent_encoded(client):
    make_article(title_ru="Выборы")

    response = client.get("/ru/search/?q=выборы")  # as bytes of UTF-8

    assert [result.title for result in response.context["results"]] == ["<mark>Выборы</mark>"]


@pytest.mark.parametrize("query", ["x" * 10_000, "<b>" * 3_000, "a\0b"])
def test_an_invalid_query_gets_an_error_message(client, query):
    response = client.get("/en/search/", {"q": query})

    assert response.status_code == 400
    assert "How to search" in text(response)
    assert response.content.decode().count("errorlist") == 1
    assert b"<b><b>" not in response.content


@pytest.mark.parametrize("name", ["kind", "delegation", "topic", "year", "nothing"])
@pytest.mark.parametrize("value", ["a\0b", "x" * 5000, "'", "<b>", "٢٠٢٥", "-1"])
def test_an_invalid_filter_causes_no_error(client, name, value):
    make_article(title_en="Rain")

    response = client.get("/en/search/", {"q": "rain", name: value})

    assert response.status_code == 200
    assert b"<b>" not in response.content


@pytest.mark.parametrize("page", ["0", "-1", "1000000000", "9" * 5000, "text", "2", "1.0", "²"])
def test_a_page_number_out_of_range(client, page):
    make_article(title_en="Rain")

    response = client.get("/en/search/", {"q": "rain", "page": page})

    assert response.status_code == 404
    assert "The list has 1 page." in text(response)
