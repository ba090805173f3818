"""The site has two languages, and no page shows one in place of the other."""

import re
from datetime import date

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import path

from delegations.models import Composition, Delegation, Person
from news.models import Article

from .broken_site import BrokenSite, break_down
from .builders import (
    LAST_YEAR,
    make_appointment,
    make_article,
    make_attachment,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_person,
    make_topic,
    says,
)
from .pages import lines, public_pages, text
from .parts import parts

pytestmark = [pytest.mark.once, pytest.mark.django_db]

CODES = ["en", "ru"]
LETTERS = {"en": "[A-Za-z]{2,}", "ru": "[А-Яа-яЁё]{2,}"}
# On a Russian page, text that is the same in every language; on an English page there is none.
EVERYWHERE = {"PDF", "AA", "WCAG", "axe", "cookie"}


@pytest.mark.parametrize(
    ("accepted", "home"),
    [
        ("ru", "/ru/"),
        ("ru-RU,en;q=0.5", "/ru/"),
        ("en;q=0.1,ru-by;q=0.2", "/ru/"),
        ("ru, *;q=0.5", "/ru/"),
        ("fr,ru;q=0.1", "/ru/"),
        ("en", "/en/"),
        ("en-GB", "/en/"),
        ("ru;q=0, en;q=0.1", "/en/"),
        ("fr", "/en/"),
        ("*", "/en/"),
        ("", "/en/"),
        ("q=;;\0", "/en/"),
        ("ru;q=much", "/en/"),
        ("русский", "/en/"),
        ("x" * 10_000, "/en/"),
        ("ru" * 5_000, "/en/"),
        ("," * 10_000, "/en/"),
        ("-".join(["ru"] * 3_000), "/en/"),
        (",".join(f"x{number}" for number in range(2_000)), "/en/"),
        ("ru," + "x" * 10_000, "/ru/"),
    ],
    ids=lambda value: repr(value[:20]),
)
def test_the_bare_address_redirects_to_the_readers_language(client, accepted, home):
    response = client.get("/", headers={"Accept-Language": accepted})

    assert (response.status_code, response["Location"]) == (302, home)
    # The cookie is for staff, who choose a language for the admin; readers have none.
    assert response["Vary"] == "Accept-Language, Cookie"
    assert "Cache-Control" not in response  # so that no cache keeps a temporary redirect
    assert not response.cookies


@pytest.mark.parametrize(
    "address", ["/news/", "/delegations/belarus/", "/delegations/?on=2021-03-01", "/news?page=2"]
)
def test_an_address_without_a_language_redirects_to_the_readers_language(client, address):
    response = client.get(address, headers={"Accept-Language": "ru"})

    assert response.status_code == 302
    assert response["Location"] == f"/ru{address}".replace("news?", "news/?")


def test_a_reader_who_chose_a_language_stays_in_it(client):
    russian = {"Accept-Language": "ru"}
    page = client.get("/ru/delegations/", headers=russian).content.decode()
    [chosen] = re.findall('<a href="([^"]+)" lang="en"', page)

    response = client.get(chosen, headers=russian)

    assert response.status_code == 200
    assert '<html lang="en">' in response.content.decode()
    assert "Accept-Language" not in response.get("Vary", "")
    assert not response.cookies
    assert not re.findall('href="/ru/(?!delegations/")', response.content.decode())


def test_the_russian_site_does_not_list_an_english_article(client):
    make_article(title_en="Only English", title_ru="")

    assert "Only English" in text(client.get("/en/news/"))
    assert "Only English" not in text(client.get("/ru/news/"))
    assert "Only English" not in text(client.get("/ru/"))


def test_a_russian_address_links_to_the_english_text(client):
    make_article(slug="only-english", title_en="Only English", title_ru="")

    response = client.get("/ru/news/only-english/")

    assert "Эта страница не переведена" in lines(response)
    assert '<a href="/en/news/only-english/" hreflang="en">Only English</a>' in str(
        response.content
    )
    assert 'name="robots" content="noindex"' in str(response.content)


def test_an_english_address_shows_the_title_of_the_russian_text(client):
    make_article(slug="only-russian", title_ru="Только по-русски", title_en="")

    response = client.get("/en/news/only-russian/")

    assert "This page is not translated" in lines(response)
    assert "Только по-русски" in text(response)


def test_news_without_english_names_is_listed_only_in_russian(client):
    person, topic = make_person(name_en=None), make_topic(name_en=None)
    article = make_article()
    article.people.add(person)
    article.topics.add(topic)

    assert client.get(f"/en/people/{person.slug}/news/")["Location"] == f"/en/people/{person.slug}/"
    assert client.get(f"/ru/people/{person.slug}/news/").status_code == 200
    assert client.get(f"/en/news/topics/{topic.slug}/").status_code == 404
    assert client.get(f"/ru/news/topics/{topic.slug}/").status_code == 200
    for feed in [f"people/{person.slug}", f"topics/{topic.slug}"]:
        assert client.get(f"/feeds/news/{feed}.en.xml").status_code == 404


def test_a_person_without_an_english_name_has_only_a_russian_page(client):
    person = make_appointment(delegation=make_delegation(slug="one")).person
    Person.objects.update(name_en=None, name_ru="Игорь")
    address = f"people/{person.slug}/"

    page = client.get(f"/en/{address}").content.decode()
    assert page.count(f'href="/ru/{address}"') == 2  # in the text, and in the language switch
    assert 'name="robots" content="noindex"' in page
    assert address not in client.get("/en/delegations/one/").content.decode()
    assert "Игорь" in text(client.get("/ru/delegations/one/"))


def test_a_page_links_to_the_same_page_in_the_other_language(client):
    page = client.get("/ru/delegations/?on=2021-03-01").content.decode()

    assert '<a href="/en/delegations/?on=2021-03-01" lang="en" hreflang="en">English</a>' in page


def test_a_missing_page_links_to_the_home_page_in_the_other_language(client):
    response = client.get("/ru/nothing/here/")

    assert response.status_code == 404
    assert "Страница не найдена" in lines(response)
    assert '<a href="/en/" lang="en"' in response.content.decode()


def both(**texts):
    """Return the columns of a text in English letters and in Russian letters."""
    return {
        f"{name}_{code}": said
        for name, english in texts.items()
        for code, said in [("en", english), ("ru", "Слова" if english == "Words" else english)]
    }


@pytest.fixture
def bilingual(content):
    """The content that ships, and everything that a page can show, in both languages."""
    image = make_image(**both(alt="Words", credit="Words"))
    for _number in range(21):
        article = make_article(**both(title="Words", summary="Words", body="Words"))
    words = both(title="Words", body="Words", caption="Words", dateline="Words", correction="Words")
    article = make_article(slug="all", image=image, corrected_on=date(2025, 5, 6), **words)
    make_attachment(article, **both(title="Words"))
    article.topics.set(Article.objects.exclude(topics=None).first().topics.all())
    article.people.set(Person.objects.all())
    article.delegations.set(Delegation.objects.all())
    Person.objects.update(photo=image, **both(biography="Words"))
    belarus = Delegation.objects.get(slug="belarus")
    before = Composition.objects.get(delegation=belarus)
    words = {"statements": [says(**both(title="Words"))], **both(lead_in="Words", note="Words")}
    now = make_composition(belarus, since="2026-03", **words)
    for row in before.seats.all():
        row.pk, row.composition, row.number = None, now, 2
        row.save()
    told = {"statements": [says("2019", **both(title="Words"))]}
    make_parliament_name(belarus, until="2020", **told, **both(parliament="Words"))
    chamber = now.seats.first().chamber
    make_appointment(
        person=Person.objects.first(),
        delegation=belarus,
        chamber=chamber,
        since="2020",
        until="2021",
        statements=[says("2020-05", **both(title="Words"))],
        **both(title="Words"),
    )


def words_in_wrong_alphabet(response):
    """Return the words of a page whose letters do not fit the language they are marked as."""
    found = set()
    for language, said in parts(response).items():
        [other] = set(CODES) - {language}
        found |= set(re.findall(LETTERS[other], re.sub(r"\S+://\S+", "", said))) - EVERYWHERE
    return found


@pytest.mark.usefixtures("bilingual")
def test_every_word_of_a_page_is_in_the_language_in_which_it_is_marked(client):
    pages = public_pages(client)

    assert len(pages) > 60
    found = {address: words_in_wrong_alphabet(page) for address, page in pages.items()}
    assert {address: words for address, words in found.items() if words} == {}


def ask(code, address, **options):
    """Return the response to a reader whose browser prefers the other language."""
    [other] = set(CODES) - {code}
    client = Client(headers={"Accept-Language": other}, raise_request_exception=False, **options)
    return client.get(address.format(code))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/{}/nothing/", 404),
        ("/{}/news/?page=0", 404),
        ("/{}/delegations/?on=nonsense", 400),
        ("/{}/delegations/?" + "on=&" * (site.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1), 400),
        ("/{}/news/gone/", 410),
        ("/{}/news/gone-elsewhere/", 410),
        ("/{}/broken/", 500),
        ("/preview/nonsense/{}/", 404),
    ],
    ids=lambda value: str(value)[:30],
)
def test_error_pages_are_in_the_language_of_the_address(settings, code, address, status):
    settings.ROOT_URLCONF = BrokenSite
    settings.ALLOWED_HOSTS = ["testserver"]
    BrokenSite.urlpatterns[-1] = path(f"{code}/broken/", break_down)
    [other] = set(CODES) - {code}
    words = both(title="Words", body="Words", withdrawal="Words")
    make_article(slug="gone", status="withdrawn", **{**words, "published_at": LAST_YEAR})
    make_article(
        slug="gone-elsewhere",
        status="withdrawn",
        **{**words, f"withdrawal_{code}": "", "published_at": LAST_YEAR},
    )

    response = ask(code, address)

    assert response.status_code == status
    assert words_in_wrong_alphabet(response) == set()
    assert f'<html lang="{code}">' in response.content.decode()
    if "elsewhere" in address:
        assert other in parts(response)


@pytest.mark.parametrize("code", CODES)
def test_a_csrf_error_page_is_in_the_language_of_the_address(code):
    response = Client(enforce_csrf_checks=True).post(f"/{code}/news/")

    assert response.status_code == 403
    assert words_in_wrong_alphabet(response) == set()


def test_a_wrong_host_is_refused_in_one_line(client):
    response = client.get("/en/", headers={"Host": "elsewhere.example"})

    assert response.status_code == 400
    assert response.content == b"There is no website at this address.\n"
