"""Stored pages: compressed, dated, and kept within a bound of memory."""

import gzip
from datetime import datetime

import brotli
import pytest
from django.utils.http import http_date

from assembly.core import clock
from assembly.pages.page_memory import PageMemory

from .builders import make_article

committing = pytest.mark.django_db(transaction=True)
LIST = "/en/news/"


@committing
def test_a_page_is_compressed_as_the_reader_accepts(client):
    make_article(title_en="Выборы " * 20)
    plain = client.get(LIST)
    zipped = client.get(LIST, headers={"Accept-Encoding": "gzip, deflate"})
    best = client.get(LIST, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    refused = client.get(LIST, headers={"Accept-Encoding": "br;q=0, gzip;q=0.0, *"})

    assert gzip.decompress(zipped.content) == brotli.decompress(best.content) == plain.content
    assert [one.get("Content-Encoding") for one in [plain, zipped, best]] == [None, "gzip", "br"]
    assert "Content-Encoding" not in refused.headers
    assert len({one["ETag"] for one in [plain, zipped, best]}) == 3
    assert all(one["Vary"] == "Accept-Encoding" for one in [plain, zipped, best])


@committing
def test_a_date_alone_counts_only_when_no_newer_page_can_have_it(client, monkeypatch):
    make_article()
    now = datetime(2026, 5, 5, 12, tzinfo=clock.now().tzinfo).timestamp()
    monkeypatch.setattr("assembly.pages.stored_pages.time", lambda: now)

    def asked_since(moment):
        return client.get(LIST, headers={"If-Modified-Since": http_date(moment)}).status_code

    client.get(LIST)
    assert asked_since(now) == 200  # a change in this very second could have the same date
    now += 60
    date = client.get(LIST)["Last-Modified"]
    assert client.get(LIST, headers={"If-Modified-Since": date}).status_code == 304


class Page:
    def __init__(self, size):
        self.size = size


def test_memory_is_bounded_and_what_was_least_used_goes_first():
    memory, pages = PageMemory(40), {name: Page(10) for name in "abcd"}

    def kept():
        return [name for name in pages if memory.get((False, "", name, ""), "now")]

    for name in "abc":
        memory.keep((False, "", name, ""), "now", pages[name])
    assert kept() == ["a", "b", "c"]
    memory.get((False, "", "a", ""), "now")
    memory.keep((False, "", "d", ""), "now", pages["d"])

    assert kept() == ["a", "c", "d"]
    assert memory.size <= memory.limit
    memory.keep((False, "", "huge", ""), "now", Page(100))
    assert kept() == ["a", "c", "d"]
    assert memory.get((False, "", "a", ""), "later") is None
