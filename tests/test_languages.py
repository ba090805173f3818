"""Two languages, neither of which borrows from the other."""

import pytest

from .builders import make_article
from .pages import lines, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("ru", "/ru/"),
        ("ru-RU,en;q=0.5", "/ru/"),
        ("en", "/en/"),
        ("fr", "/en/"),
        ("q=;;\0", "/en/"),
    ],
)
def test_the_bare_address_leads_to_the_readers_language(client, accepted, home):
    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response["Location"]) == (302, home)
    assert response["Vary"] == "Accept-Language, Cookie"


def test_the_russian_site_does_not_list_an_english_article(client):
    make_article(title_en="Only English", title_ru="")

    assert "Only English" in text(client.get("/en/news/"))
    assert "Only English" not in text(client.get("/ru/news/"))
    assert "Only English" not in text(client.get("/ru/"))


def test_a_russian_address_leads_to_the_english_text(client):
    make_article(slug="only-english", title_en="Only English", title_ru="")

    response = client.get("/ru/news/only-english/")

    assert "Эта страница не переведена" in lines(response)
    assert '<a href="/en/news/only-english/" hreflang="en">Only English</a>' in str(
        response.content
    )
    assert 'name="robots" content="noindex"' in str(response.content)


def test_an_english_address_leads_to_the_russian_text(client):
    make_article(slug="only-russian", title_ru="Только по-русски", title_en="")

    response = client.get("/en/news/only-russian/")

    assert "This page is not translated" in lines(response)
    assert "Только по-русски" in text(response)


def test_a_page_links_to_the_same_page_in_the_other_language(client):
    page = client.get("/ru/delegations/?on=2021-03-01").content.decode()

    assert '<a href="/en/delegations/?on=2021-03-01" lang="en" hreflang="en">English</a>' in page


def test_a_missing_page_links_to_the_other_languages_home(client):
    response = client.get("/ru/nothing/here/")

    assert response.status_code == 404
    assert "Страница не найдена" in lines(response)
    assert '<a href="/en/" lang="en"' in response.content.decode()
