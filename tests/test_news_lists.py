"""News is listed by time, topic, delegation and person, with a heading and a count."""

import re
from datetime import UTC, datetime

import pytest

from assembly.publishing.models import FormerSlug

from .builders import LAST_YEAR, make_article, make_topic
from .pages import lines, text
from .publications import TOMORROW
from .related_news import MAKERS, relate

pytestmark = pytest.mark.django_db

LISTS = {
    "topics": "/en/news/topics/this/",
    "delegations": "/en/delegations/this/news/",
    "people": "/en/people/this/news/",
}
TIMES = ["/en/news/", "/en/news/2025/", "/en/news/2025/5/"]

each_relation = pytest.mark.parametrize("relation", MAKERS)
each_list = pytest.mark.parametrize("address", [*TIMES, *LISTS.values()])


def titles(response):
    return re.findall(r"<h2[^>]*><a [^>]*>(.*?)</a></h2>", response.content.decode())


@each_list
def test_a_list_shows_its_articles_newest_first_with_their_number(client, address):
    relate(make_article(title_en="Older"))
    relate(make_article(title_en="Newer", published_at=LAST_YEAR.replace(day=6)))
    relate(make_article(title_en="Draft", status="draft"))
    relate(make_article(title_en="To come", published_at=TOMORROW))
    relate(make_article(title_en=""))  # in Russian alone
    make_article(title_en="Of another time", published_at=LAST_YEAR.replace(year=2001))

    page = client.get(address)

    others = ["Of another time"] if address == "/en/news/" else []
    assert titles(page) == ["Newer", "Older", *others]
    assert f"{2 + len(others)} articles" in text(page)


@each_list
def test_the_count_of_a_list_follows_the_plural_rules_of_the_language(client, address):
    relate(make_article())

    assert "1 article ·" in text(client.get(address))


@each_list
def test_a_list_links_to_its_feed_for_readers_and_programs(client, address):
    relate(make_article())

    page = client.get(address).content.decode()

    [named] = re.findall(r'<link rel="alternate" type="application/atom\+xml"([^>]*)>', page)
    feed = re.search(r'href="([^"]*)"', named)[1]
    assert re.search(r'title="[^"]*[Nn]ews"', named)
    assert f'<a href="{feed}"' in page
    assert client.get(feed).status_code == 200


@each_list
def test_a_list_empty_in_this_language_links_to_another_language(client, address):
    relate(make_article(title_en=""))

    page = client.get(address)

    assert "There is no news in this language yet." in lines(page)
    assert f'<a href="{address.replace("/en/", "/ru/")}" lang="ru"' in page.content.decode()


@pytest.mark.parametrize("address", [*TIMES[1:], *LISTS.values()])
@pytest.mark.parametrize("query", ["", "?page=7"])
def test_a_list_without_public_articles_is_404(client, address, query):
    relate(make_article(status="draft"))

    page = client.get(address + query)

    assert page.status_code == 404
    assert "Page not found" in lines(page)


def test_a_delegation_that_is_not_public_has_no_list(client):
    article = relate(make_article())
    article.delegations.all().update(status="draft")

    assert client.get(LISTS["delegations"]).status_code == 404
    assert client.get("/feeds/news/delegations/this.en.xml").status_code == 404


def test_a_list_about_a_delegation_shown_only_in_the_other_language_redirects_to_its_page(client):
    article = relate(make_article())
    article.delegations.all().update(shown_en=False)

    page = client.get(LISTS["delegations"], follow=True)

    assert page.redirect_chain == [("/en/delegations/this/", 302)]
    assert "This page is not translated" in lines(page)
    assert client.get("/feeds/news/delegations/this.en.xml").status_code == 404


@each_relation
def test_a_list_and_its_feed_redirect_from_a_former_address(client, relation):
    article = relate(make_article())
    record = getattr(article, relation).get()
    FormerSlug.objects.create(record=record, slug="former")
    feed = f"/feeds/news/{relation}/this.en.xml"

    for address in [LISTS[relation], feed]:
        moved = client.get(address.replace("this", "former"))
        assert (moved.status_code, moved["Location"]) == (301, address)


def test_a_month_has_one_address(client):
    make_article()

    assert client.get("/en/news/2025/05/")["Location"] == "/en/news/2025/5/"


def test_a_year_ends_in_the_assemblys_time_zone(client):
    make_article(title_en="New Year", published_at=datetime(2024, 12, 31, 21, 30, tzinfo=UTC))

    assert titles(client.get("/en/news/2025/1/")) == ["New Year"]
    assert client.get("/en/news/2024/").status_code == 404


def main(response):
    """Return the source of a page's main content."""
    return response.content.decode().partition("<main")[2]


def test_lists_link_to_the_years_months_and_topics_that_have_news(client):
    relate(make_article(published_at=LAST_YEAR.replace(year=2003)))
    relate(make_article())
    make_article(status="draft").topics.add(make_topic(slug="secret"))
    make_article(published_at=LAST_YEAR.replace(year=1999), title_en="")

    found = [
        re.findall(r'<li>\s*<a href="/en/news/([^"]*)/"', main(client.get(address)))
        for address in TIMES
    ]

    assert found == [["2025", "2003", "topics/this"], ["2025/5"], ["2025", "2025/5"]]


@each_list
def test_a_preview_of_a_date_has_scheduled_articles_in_its_lists(client, editor, address):
    relate(make_article())
    relate(make_article(title_en="To come", published_at=LAST_YEAR.replace(year=2998)))
    client.force_login(editor)
    ahead = "/admin/ahead/2999-01-01T00:00"

    page = client.get(ahead + address.replace("2025", "2998"))

    assert titles(page)[0] == "To come"
    assert (
        client.get(re.search(rf'href="({ahead}/feeds/.*?)"', page.content.decode())[1]).status_code
        == 200
    )


@pytest.mark.parametrize("relation", ["delegations", "people"])
def test_a_page_shows_the_newest_five_articles_and_links_to_all(client, relation):
    articles = [relate(make_article()) for _number in range(6)]
    page = getattr(articles[0], relation).get()

    shown = client.get(page.get_absolute_url())

    assert shown.content.count(b'class="card"') == 5
    assert re.search(rf'href="{LISTS[relation]}">\s*All articles about', shown.content.decode())
    assert "(6)" in text(shown)


@each_list
@pytest.mark.parametrize("number", ["0", "-1", str(10**9), "text", "2", "9" * 5000, "<b>"])
def test_a_page_number_out_of_range_links_to_existing_pages(client, address, number):
    relate(make_article())

    page = client.get(address, {"page": number})

    assert page.status_code == 404
    assert "This list has no such page" in lines(page)
    assert "The list has 1 page." in lines(page)
    assert f'<a href="{address}">First page</a>' in page.content.decode()
    assert "<b>" not in page.content.decode()


def test_pages_link_to_their_neighbours_and_to_the_first_and_last(client, monkeypatch):
    monkeypatch.setattr("news.views.ArticleList.paginate_by", 1)
    for _number in range(9):
        make_article()

    page = client.get("/en/news/?page=5").content.decode()

    pages = re.search('<nav class="pagination".*?</nav>', page, re.DOTALL)[0]
    numbers = re.findall(r'href="([^"]*)" aria-label="Page (\d)"', pages)
    assert [number for _address, number in numbers] == ["1", "4", "5", "6", "9"]
    assert [address for address, _number in numbers][:2] == ["/en/news/", "/en/news/?page=4"]
    assert re.findall(r'aria-label="Page (\d)" aria-current="page"', pages) == ["5"]
    assert re.findall(r'rel="(prev|next)" href="[^"]*page=(\d)"', pages) == [
        ("prev", "4"),
        ("next", "6"),
    ]
    assert re.search(r"<title>News – Page 5 of 9\s+–", page)
    lost = client.get("/en/news/?page=10").content.decode()
    assert '<a href="/en/news/?page=9">Last page</a>' in lost
