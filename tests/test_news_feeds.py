"""Each list of news has a complete and valid Atom feed with permanent ids."""

import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from .builders import LAST_YEAR, in_both, make_article, make_topic
from .publications import HIDDEN
from .related_news import relate

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ["news", "news/2025", "news/2025/5", "news/topics/this"]
FEEDS += ["news/delegations/this", "news/people/this"]
# What RFC 4287 asks of a date: with its offset from UTC.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")

each_feed = pytest.mark.parametrize("name", FEEDS)


def read(client, name, code="en"):
    response = client.get(f"/feeds/{name}.{code}.xml")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ElementTree.fromstring(response.content)  # noqa: S314


def entries(feed):
    return feed.findall(f"{ATOM}entry")


def words(element, tag):
    return element.findtext(f"{ATOM}{tag}")


@each_feed
def test_a_feed_has_the_elements_required_by_the_standard(client, name):
    relate(make_article())

    feed = read(client, name)

    links = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver/feeds/{name}.en.xml"
    assert client.get(links["alternate"]).status_code == 200
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "CSTO Parliamentary Assembly"
    for element in [feed, *entries(feed)]:
        assert words(element, "id").startswith("urn:uuid:")
        assert words(element, "title")
        assert MOMENT.fullmatch(words(element, "updated"))


def test_no_two_feeds_have_one_id(client):
    relate(make_article())

    feeds = [read(client, name, code) for name in FEEDS for code in ["en", "ru"]]

    assert len({words(feed, "id") for feed in feeds}) == len(feeds)


@each_feed
@pytest.mark.parametrize("hidden", [*HIDDEN, {"title_en": ""}, {"shown_en": False}], ids=str)
def test_a_feed_lists_only_what_is_public_in_its_language(client, name, hidden):
    relate(make_article(title_en="Public"))
    relate(make_article(**in_both(body="SECRET"), **hidden))

    feed = read(client, name)

    assert [words(one, "title") for one in entries(feed)] == ["Public"]
    assert "SECRET" not in ElementTree.tostring(feed, encoding="unicode")


def test_an_entry_has_the_whole_article_with_dates_in_the_assemblys_time(client):
    article = make_article(
        slug="page",
        title_en="Of <b> & others",
        summary_en="In short: 1 < 2",
        body_en='<p>Read <a href="/en/news/?a=1&amp;b=2">all</a>, <a href="#x">x</a> or '
        '<a href="mailto:a@b.org">write</a>.</p><script>alert(1)</script>',
        published_at=datetime(2025, 5, 5, 9, tzinfo=UTC),
        updated_at=datetime(2025, 5, 7, 9, tzinfo=UTC),
    )
    article.topics.add(make_topic(name_en="Elections"))

    [entry] = entries(read(client, "news"))

    assert words(entry, "title") == "Of <b> & others"
    assert words(entry, "published") == "2025-05-05T12:00:00+03:00"
    assert words(entry, "updated") == "2025-05-07T12:00:00+03:00"
    assert words(entry, "summary") == "In short: 1 &lt; 2"
    content = words(entry, "content")
    assert re.findall('href="(.*?)"', content) == [
        "http://testserver/en/news/?a=1&amp;b=2",
        "http://testserver/en/news/page/#x",
        "mailto:a@b.org",
    ]
    assert "script" not in content
    assert entry.find(f"{ATOM}content").get("type") == "html"
    assert entry.find(f"{ATOM}link").get("href") == "http://testserver/en/news/page/"
    assert [one.get("term") for one in entry.findall(f"{ATOM}category")] == ["Elections"]


def test_an_entry_is_never_older_than_its_publication(client):
    make_article(updated_at=LAST_YEAR.replace(year=2024))

    [entry] = entries(read(client, "news"))

    assert words(entry, "updated") == words(entry, "published")


def test_ids_stay_when_addresses_and_texts_change(client):
    article = relate(make_article())
    topic = article.topics.get()
    before = read(client, "news/topics/this")
    article.slug, article.title_en, topic.slug = "other", "Other", "that"
    article.save()
    topic.save()
    after = read(client, "news/topics/that")

    assert words(before, "id") == words(after, "id")
    assert words(entries(before)[0], "id") == words(entries(after)[0], "id")


def test_a_feed_has_the_newest_fifty(client):
    for number in range(51):
        make_article(title_en=str(number), published_at=LAST_YEAR.replace(minute=number))

    found = [words(one, "title") for one in entries(read(client, "news"))]

    assert found == [str(number) for number in range(50, 0, -1)]


def test_characters_that_xml_forbids_are_removed_from_a_feed(client):
    article = make_article(**in_both(title="A\x08\ufffeB", body="<p>a\x01b</p>"))
    article.topics.add(make_topic(name_en="C\x02D"))

    [entry] = entries(read(client, "news"))

    assert words(entry, "title") == "AB"
    assert entry.find(f"{ATOM}category").get("term") == "CD"


@pytest.mark.parametrize(
    "name", ["news.fr", "news.", "news.xml", "news/1.en", "news/2025/13.en", "news/topics/no.en"]
)
def test_a_feed_that_does_not_exist_is_404(client, name):
    make_article()

    assert client.get(f"/feeds/{name}.xml").status_code == 404


def test_an_empty_feed_is_valid(client):
    make_article(title_en="")

    assert entries(read(client, "news")) == []


def test_an_unchanged_feed_is_answered_with_304(client):
    article = make_article()
    first = client.get("/feeds/news.en.xml")

    again = client.get("/feeds/news.en.xml", headers={"If-None-Match": first["ETag"]})
    article.title_en = "Corrected"
    article.save()
    changed = client.get("/feeds/news.en.xml", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
