"""The sitemap names each public page once, in each language in which it exists."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime

from assembly.pages.sitemaps import SitemapFile
from news.models import Article

from .builders import (
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_topic,
)
from .pages import public_pages
from .publications import HIDDEN
from .whole_site import fill

pytestmark = pytest.mark.django_db
NAMES = {
    "map": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
}


def files(client):
    """Return the parsed files that the index names."""
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    addresses = [one.text for one in index.findall("map:sitemap/map:loc", NAMES)]
    return [ElementTree.fromstring(client.get(one).content) for one in addresses]  # noqa: S314


def entries(client):
    """Return each entry of the sitemap by its path; no page has two."""
    found = [entry for file in files(client) for entry in file.findall("map:url", NAMES)]
    by_path = {urlsplit(entry.find("map:loc", NAMES).text).path: entry for entry in found}
    assert len(by_path) == len(found)
    return by_path


def equals(entry):
    return {one.get("hreflang"): one.get("href") for one in entry.findall("xhtml:link", NAMES)}


@pytest.mark.usefixtures("content")
def test_every_page_that_links_lead_to_is_named_and_no_other(client):
    linked = set()
    for answer in public_pages(client).values():
        page = answer.content.decode()
        canonical = re.search('<link rel="canonical" href="http://testserver([^"]+)"', page)
        if canonical:
            linked.add(canonical[1])

    assert set(entries(client)) == linked


# What these show comes with the site, and no record says since when.
UNDATED = ["/search/", "/accessibility/", "/privacy/"]


@pytest.mark.usefixtures("content")
def test_the_files_keep_the_rules_of_sitemaps(client):
    for file in files(client):
        assert len(file) > 0
    named = entries(client)
    for path, entry in named.items():
        tags = [child.tag.rpartition("}")[2] for child in entry]
        assert tags[0] == "loc"
        if path[3:] not in UNDATED:
            assert tags[1] == "lastmod"
            assert parse_datetime(entry.find("map:lastmod", NAMES).text).utcoffset() is not None
        assert entry.find("map:loc", NAMES).text == f"http://testserver{path}"
        for address in equals(entry).values():
            assert equals(named[urlsplit(address).path]) == equals(entry)
        assert f"http://testserver{path}" in equals(entry).values()


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_nothing_is_named_that_is_not_public(client, hidden):
    hidden_article, delegation = make_article(**hidden), make_delegation(**hidden)
    hidden_article.people.add(make_appointment(delegation=delegation).person)
    hidden_article.topics.add(make_topic())

    assert set(entries(client)) == {
        f"/{code}{path}"
        for code in ["en", "ru"]
        for path in ["/", "/delegations/", "/news/", *UNDATED]
    }


def test_what_is_in_one_language_is_named_in_that_alone(client):
    article = make_article(slug="one", body_ru="")
    article.topics.add(make_topic(slug="topic"))

    named = entries(client)

    assert equals(named["/en/news/one/"]) == {"en": "http://testserver/en/news/one/"}
    assert "/en/news/topics/topic/" in named
    assert "/en/news/2025/5/" in named
    assert [path for path in named if path.startswith("/ru/news/") and path != "/ru/news/"] == []


def test_an_entry_has_the_moment_of_the_last_change_and_the_image(client):
    moment = datetime(2025, 8, 9, 12, 30, tzinfo=UTC)
    article = make_article(slug="one", image=make_image())
    Article.objects.update(updated_at=moment)

    named = entries(client)

    for path in ["/en/news/one/", "/en/news/", "/ru/", "/en/news/2025/5/"]:
        assert parse_datetime(named[path].find("map:lastmod", NAMES).text) == moment
    image = named["/en/news/one/"].find("image:image/image:loc", NAMES).text
    assert image == f"http://testserver{article.image.file.url}"


def test_it_is_split_by_size(client, monkeypatch):
    monkeypatch.setattr(SitemapFile, "limit", 3)
    for _number in range(4):
        make_article()

    assert max(len(file) for file in files(client)) == 3
    assert len([path for path in entries(client) if "/news/page-" in path]) == 8


def test_it_costs_the_same_at_two_sizes(client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            entries(client)
        return len(captured)

    fill(2)
    cost()  # what a process asks once
    first = cost()
    fill(5)

    assert cost() == first
