"""The sitemap lists each public page once, in each language in which it exists."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.dateparse import parse_datetime

from delegations.models import Appointment
from news.models import Article

from .builders import (
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_person,
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
    """Return the parsed files that the index lists."""
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    addresses = [one.text for one in index.findall("map:sitemap/map:loc", NAMES)]
    return [ElementTree.fromstring(client.get(one).content) for one in addresses]  # noqa: S314


def entries(client):
    """Return each entry of the sitemap by its path; each page occurs once."""
    found = [entry for file in files(client) for entry in file.findall("map:url", NAMES)]
    by_path = {urlsplit(entry.find("map:loc", NAMES).text).path: entry for entry in found}
    assert len(by_path) == len(found)
    return by_path


def alternates(entry):
    return {one.get("hreflang"): one.get("href") for one in entry.findall("xhtml:link", NAMES)}


@pytest.mark.usefixtures("content")
def test_every_page_reachable_by_links_is_listed_and_no_other(client):
    linked = set()
    for answer in public_pages(client).values():
        page = answer.content.decode()
        canonical = re.search('<link rel="canonical" href="http://testserver([^"]+)"', page)
        if canonical:
            linked.add(canonical[1])

    assert set(entries(client)) == linked


# Their content is part of the site, and no record says when it changed.
UNDATED = ["/search/", "/accessibility/", "/privacy/"]


@pytest.mark.usefixtures("content")
def test_the_files_follow_the_sitemap_protocol(client):
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
        for address in alternates(entry).values():
            assert alternates(named[urlsplit(address).path]) == alternates(entry)
        assert f"http://testserver{path}" in alternates(entry).values()


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_nothing_that_is_not_public_is_listed(client, hidden):
    hidden_article, delegation = make_article(**hidden), make_delegation(**hidden)
    hidden_article.people.add(make_appointment(delegation=delegation).person)
    hidden_article.topics.add(make_topic())

    assert set(entries(client)) == {
        f"/{code}{path}"
        for code in ["en", "ru"]
        for path in ["/", "/delegations/", "/news/", *UNDATED]
    }


def test_a_page_in_one_language_is_listed_only_in_that_language(client):
    article = make_article(slug="one", body_ru="")
    article.topics.add(make_topic(slug="topic"))

    named = entries(client)

    assert alternates(named["/en/news/one/"]) == {"en": "http://testserver/en/news/one/"}
    assert "/en/news/topics/topic/" in named
    assert "/en/news/2025/5/" in named
    assert [path for path in named if path.startswith("/ru/news/") and path != "/ru/news/"] == []


def test_an_entry_has_the_time_of_the_last_change_and_the_image(client):
    moment = datetime(2025, 8, 9, 12, 30, tzinfo=UTC)
    article = make_article(slug="one", image=make_image())
    Article.objects.update(updated_at=moment)

    named = entries(client)

    for path in ["/en/news/one/", "/en/news/", "/ru/", "/en/news/2025/5/"]:
        assert parse_datetime(named[path].find("map:lastmod", NAMES).text) == moment
    image = named["/en/news/one/"].find("image:image/image:loc", NAMES).text
    assert image == f"http://testserver{article.image.file.url}"


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_person_is_listed_with_the_time_when_the_last_office_or_its_end_was_recorded(
    client, code
):
    office = make_appointment(person=make_person(slug="one"), since="2001")

    def modified():
        entry = entries(client)[f"/{code}/people/one/"]
        return parse_datetime(entry.find("map:lastmod", NAMES).text)

    assert modified() == office.recorded_at
    Appointment.objects.update(recorded_at=datetime(2025, 8, 9, tzinfo=UTC))
    assert modified() == datetime(2025, 8, 9, tzinfo=UTC)
    Appointment.objects.update(until="2009", end_recorded_at=datetime(2025, 9, 1, tzinfo=UTC))
    assert modified() == datetime(2025, 9, 1, tzinfo=UTC)


def test_large_sitemaps_are_split(client, monkeypatch):
    monkeypatch.setattr("assembly.pages.sitemaps.FILE_LENGTH", 3)
    for _number in range(4):
        make_article()

    assert max(len(file) for file in files(client)) == 6
    assert len([path for path in entries(client) if "/news/page-" in path]) == 8


def test_it_costs_the_same_number_of_queries_at_two_sizes(client):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            entries(client)
        return len(captured)

    fill(2)
    cost()  # looked up once per process
    first = cost()
    fill(5)
    cost()  # the changed lists are counted once

    assert cost() == first
