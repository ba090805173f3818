"""Every line of the source page is on its public page, word for word."""

import pytest

from .pages import lines, text
from .source_page import ARTICLE, DELEGATIONS, NEWS

RUSSIAN = {
    "belarus": "Делегация Национального собрания Республики Беларусь в ПА ОДКБ состоит из "
    "7 депутатов Палаты представителей Национального собрания Республики Беларусь и "
    "4 членов Совета Республики Национального собрания Республики Беларусь.",
    "kazakhstan": "Делегация Парламента Республики Казахстан в ПА ОДКБ состоит из "
    "8 депутатов Мажилиса Парламента Республики Казахстан и "
    "8 депутатов Сената Парламента Республики Казахстан.",
    "kyrgyzstan": "Делегация Жогорку Кенеша Кыргызской Республики в ПА ОДКБ состоит из "
    "6 депутатов.",
    "russia": "Делегация Федерального Собрания Российской Федерации в ПА ОДКБ представлена "
    "10 депутатами Государственной Думы Федерального Собрания Российской Федерации и "
    "12 сенаторами Российской Федерации.",
    "tajikistan": "Делегация Маджлиси Оли Республики Таджикистан в ПА ОДКБ состоит из "
    "6 членов Маджлиси милли Маджлиси Оли Республики Таджикистан и "
    "6 депутатов Маджлиси намояндагон Маджлиси Оли Республики Таджикистан.",
}

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("content")]


@pytest.mark.parametrize("line", DELEGATIONS)
def test_the_list_of_delegations_has_each_line(client, line):
    assert line in lines(client.get("/en/delegations/"))


def test_the_pages_of_delegations_together_have_each_line(client):
    pages = [lines(client.get(f"/en/delegations/{slug}/")) for slug in RUSSIAN]

    found = [line for page in pages for line in DELEGATIONS if line in page]

    assert sorted(found) == sorted(DELEGATIONS)


@pytest.mark.parametrize("line", NEWS)
def test_the_article_has_each_line(client, line):
    assert line in lines(client.get(ARTICLE))


def test_the_article_keeps_the_order_of_the_paragraphs(client):
    paragraphs = NEWS[3:]

    assert [line for line in lines(client.get(ARTICLE)) if line in paragraphs] == paragraphs


@pytest.mark.parametrize(("slug", "sentence"), RUSSIAN.items())
def test_the_russian_sentences(client, slug, sentence):
    assert sentence in lines(client.get(f"/ru/delegations/{slug}/"))


def test_a_representative_not_named_in_the_source_is_shown_as_missing(client):
    english = lines(client.get("/en/delegations/tajikistan/"))
    russian = lines(client.get("/ru/delegations/tajikistan/"))

    assert "Plenipotentiary representative: not named in the source" in english
    assert "Полномочный представитель: в источнике не назван" in russian


def test_only_tajikistan_lacks_a_representative(client):
    assert text(client.get("/en/delegations/")).count("not named in the source") == 1


def test_each_delegation_shows_its_source_and_date(client):
    page = text(client.get("/en/delegations/"))

    assert page.count("Last stated on 14 September 2025: ") == 5
    assert page.count("Start date not recorded.") == 5
    assert page.count("page of 14 September 2025.") == 5


def test_the_executive_secretary_has_a_page_with_news(client):
    page = lines(client.get("/en/people/sergei-pospelov/"))

    assert {"Sergei Pospelov", "CSTO PA Executive Secretary", NEWS[0]} <= set(page)


def test_one_person_has_two_posts(client):
    page = lines(client.get("/en/people/mikhail-krotov/"))

    assert "Deputy Executive Secretary of the CSTO Parliamentary Assembly" in page
    assert (
        "Plenipotentiary representative of the Federal Assembly of the Russian Federation" in page
    )


def test_armenia_is_not_mentioned(client):
    pages = ["/en/", "/en/delegations/", "/ru/", "/ru/delegations/"]

    assert not [
        page for page in pages if "Арме" in (found := text(client.get(page))) or "Armen" in found
    ]
