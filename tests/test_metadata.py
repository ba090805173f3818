"""The metadata of each page states its content, its languages and its share image."""

import re
from collections import Counter
from datetime import datetime
from html import unescape

import pytest

from assembly.pages.schema_org import script_json, shortened

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_person,
    make_topic,
)
from .page_head import HOST, head, read_head
from .pages import lines, public_pages, text

pytestmark = [pytest.mark.once, pytest.mark.django_db]
HOSTILE = "</script><script>alert(1)</script> & <!-- \u2028 \"quoted'"


@pytest.mark.usefixtures("content")
def test_each_page_describes_itself(client):
    answers = public_pages(client)
    pages = {address: answer.content.decode() for address, answer in answers.items()}
    said = {address: read_head(page) for address, page in pages.items()}

    assert_unlike(said)
    for address, page in pages.items():
        equals = said[address]["alternates"]
        for code in set(equals) - {"x-default"}:
            assert said[equals[code]]["alternates"] == equals
        if address not in ["/en/", "/ru/"] and "robots" not in said[address]:
            assert_same_breadcrumbs(
                page, said[address]["data"]["BreadcrumbList"]["itemListElement"]
            )
    assert said["/en/"]["alternates"] == {"en": "/en/", "ru": "/ru/", "x-default": "/"}
    assert "breadcrumbs" not in pages["/en/"]


def assert_unlike(said):
    """Assert that no two pages listed by search engines have the same description."""
    descriptions = Counter()
    for address, told in said.items():
        if "robots" in told:
            continue
        assert 20 < len(told["description"]) <= 300, address
        assert told["title"].startswith(told["og:title"])
        assert uncited(told["og:url"]) == HOST + uncited(address)
        assert told["canonical"] == address.partition("?")[0].replace("sheet/", "")
        if told["canonical"] == address:
            descriptions[told["description"]] += 1
    assert len(descriptions) > 20
    assert [text for text, number in descriptions.items() if number > 1] == []


def uncited(address):
    """Return an address without the day on which it was cited, which changes no fact."""
    return address.partition("&cited=")[0]


def assert_same_breadcrumbs(page, steps):
    """Assert that the visible breadcrumbs are those of the structured data."""
    seen = re.search('<nav class="breadcrumbs".*?</nav>', page, re.DOTALL)[0]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    *links, last = re.findall("<li[^>]*>(.*?)</li>", seen, re.DOTALL)
    names = [unescape(re.sub("<.*?>", "", one)) for one in [*links, last]]
    assert names == [step["name"] for step in steps]
    assert len(names) > 1
    assert 'aria-current="page"' in last
    for step, link in zip(steps[:-1], links, strict=True):
        assert f'href="{step["item"].removeprefix(HOST)}"' in link


def test_an_untranslated_page_has_no_alternate_and_names_the_other_language(client):
    make_article(slug="one", title_ru="")

    assert head(client, "/en/news/one/")["alternates"] == {"en": "/en/news/one/"}
    page = client.get("/en/news/one/").content.decode()
    [said] = re.findall('<span lang="ru">(.*?)</span>', page)
    assert said == "Русский: нет перевода"
    assert 'href="/ru/news/one/"' not in page


def test_an_empty_list_is_not_indexed_in_that_language(client):
    topic = make_topic(slug="topic")
    make_article(title_ru="").topics.add(topic)

    assert head(client, "/en/news/topics/topic/")["alternates"] == {"en": "/en/news/topics/topic/"}
    assert head(client, "/ru/news/topics/topic/")["robots"] == "noindex"


def test_a_second_page_is_its_own_canonical_and_has_no_alternate(client):
    for _number in range(21):
        make_article()

    first, second = head(client, "/en/news/"), head(client, "/en/news/?page=2")

    assert (first["canonical"], second["canonical"]) == ("/en/news/", "/en/news/?page=2")
    assert second["title"].startswith("News – Page 2 of 2 –")
    assert second["description"] == first["description"] + " Page 2 of 2."
    assert (len(first["alternates"]), second["alternates"]) == (2, {})
    assert '<a href="/ru/news/" lang="ru"' in client.get("/en/news/?page=2").content.decode()
    assert head(client, "/en/news/?page=1&utm=x")["canonical"] == "/en/news/"


def test_a_preview_is_not_indexed(client, editor):
    draft = make_article(status="draft")
    client.force_login(editor)

    said = head(client, draft.get_absolute_url())

    assert (said["robots"], said["canonical"], said["data"]) == ("noindex", None, {})


def test_an_article_is_described_in_schema_org_terms(client):
    long = in_both(title="A title of many words " * 8)
    article = make_article(image=make_image(), summary_en="In short.", **long)

    data = head(client, article.get_absolute_url())["data"]

    told = data["NewsArticle"]
    assert len(told["headline"]) <= 110
    assert told["headline"].endswith("words…")
    for moment in ["datePublished", "dateModified"]:
        assert datetime.fromisoformat(told[moment]).utcoffset() is not None
    assert told["dateModified"] >= told["datePublished"]
    photo, card = told["image"]
    assert photo == HOST + article.image.file.url
    assert client.get(card).headers["Content-Type"] == "image/png"
    for role in ["author", "publisher"]:
        assert told[role]["@type"] == "GovernmentOrganization"
        assert {"name", "url", "logo"} <= set(told[role])
    assert told["inLanguage"] == "en"
    assert told["mainEntityOfPage"] == HOST + article.get_absolute_url()
    assert told["description"] == "In short."


def test_no_text_breaks_out_of_the_data_or_an_attribute(client):
    texts = in_both(title=HOSTILE, summary=HOSTILE)
    person = make_person(**in_both(name=HOSTILE))
    make_appointment(person=person, **in_both(title=HOSTILE))
    for page in [make_article(**texts), make_delegation(**texts, parliament=HOSTILE), person]:
        said = head(client, page.get_absolute_url())
        source = client.get(page.get_absolute_url()).content.decode()
        assert "<script>" not in source
        assert source.count("</script>") == 1
        assert said["og:title"] == HOSTILE
        assert said["data"]["BreadcrumbList"]["itemListElement"][-1]["name"] == HOSTILE
    assert not set("<>&\u2028\u2029") & set(script_json({"name": HOSTILE + "\u2029"}))


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("one two", "one two"),
        ("one two three", "one two…"),
        ("one  two\n", "one two"),
        ("endlessword", "endlesswo…"),
        ("one two, and", "one two…"),
    ],
)
def test_a_text_is_truncated_between_words(given, short):
    assert shortened(given, 10) == short


def test_a_draft_is_reported_as_missing_without_metadata(client):
    make_article(slug="draft", status="draft")

    response = client.get("/en/news/draft/")

    assert response.status_code == 404
    assert "canonical" not in response.content.decode()
    assert '<a href="/ru/" lang="ru"' in response.content.decode()
    assert "draft" not in text(response)
    assert "Page not found" in lines(response)
