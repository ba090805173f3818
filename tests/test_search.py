"""Search finds public content in both languages, with the same results on both databases."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.core.indexes import INDEXES
from assembly.search import full_text, index
from delegations.models import Delegation

from .builders import (
    make_appointment,
    make_article,
    make_delegation,
    make_person,
    make_topic,
)
from .pages import search, text

pytestmark = pytest.mark.django_db

FUTURE = datetime(2999, 1, 1, tzinfo=UTC)
ARTICLE = "CEC of Russia: Countering External Interference in the Elections Involves Consulting"


@pytest.mark.usefixtures("content")
class TestTheContentThatShips:
    def test_a_word_is_found_in_all_its_forms(self, client):
        for asked in ["election", "elections", "ELECTING", "Éléctions"]:
            [title] = search(client, asked)
            assert title.startswith(ARTICLE), asked

    @pytest.mark.parametrize(("language", "name"), [("en", "Viktor Kogut"), ("ru", "Виктор Когут")])
    def test_a_name_is_found_by_its_sound(self, client, language, name):
        latin = ["Kogut", "Kogyt", "kogut", "Kohut", "Viktor Kogut", "Victor Kogut", "Kogut Viktor"]
        for asked in [*latin, "Когут", "КОГУТ", "Когута", "Кагут"]:
            assert search(client, asked, language)[0] == name, asked

    @pytest.mark.parametrize("language", ["en", "ru"])
    def test_all_spellings_of_a_name_give_the_same_results(self, client, language):
        found = [
            search(client, asked, language)
            for asked in ["Rogalev", "Rogalyov", "Rogaliov", "Рогалев", "Рогалёв", "Ragalev"]
        ]
        assert found[0]
        assert found == [found[0]] * len(found)

    @pytest.mark.parametrize(
        ("language", "others"),
        [
            (
                "en",
                {
                    "Belarus": ["Byelorussia", "Белоруссия", "Belorus"],
                    "Kazakhstan": ["Majilis", "Kazahstan"],
                    "Kyrgyzstan": ["Kirghizia", "Kyrgyz Republic", "Jogorku Kenesh"],
                    "Russia": ["Gosduma", "Государственная Дума", "Russian Federation"],
                    "Tajikistan": ["Tadjikistan", "Majlisi Oli"],
                },
            ),
            ("ru", {"Беларусь": ["Belarus"], "Россия": ["Госдумы"], "Кыргызстан": ["Киргизии"]}),
        ],
    )
    def test_a_country_and_a_body_are_found_by_variant_spellings(self, client, language, others):
        for country, spellings in others.items():
            for asked in spellings:
                assert search(client, asked, language)[0] == country, asked

    def test_matches_in_a_title_rank_above_matches_in_a_text(self, client):
        found = search(client, "Russia")
        assert [found[0], found[1][:13]] == ["Russia", "CEC of Russia"]

    def test_a_phrase_keeps_its_words_together(self, client):
        assert "Kyrgyzstan" in search(client, '"Supreme Council"')
        assert "Kyrgyzstan" in search(client, "«Supreme Council»")
        assert search(client, '"Council Supreme"') == []

    def test_a_minus_excludes_a_word(self, client):
        assert "Kyrgyzstan" in search(client, "Supreme")
        assert "Kyrgyzstan" not in search(client, "Supreme -council")
        assert "Kyrgyzstan" not in search(client, 'Supreme -"Kyrgyz Republic"')

    def test_matches_are_highlighted(self, client):
        page = client.get("/en/search/", {"q": "elections governors"}).content.decode()
        assert "<mark>elections</mark>" in page
        assert "are <mark>electing</mark> <mark>governors</mark> during" in page

    def test_a_correction_is_announced(self, client):
        page = text(client.get("/en/search/", {"q": "Kogyt"}))
        assert "No results for “Kogyt”. Showing results for “Kogut” instead of “kogyt”." in page

    def test_a_misspelt_name_among_correct_words(self, client):
        assert search(client, "Pospelof electoral") == search(client, "Pospelov electoral") != []

    def test_results_are_filtered_and_counted(self, client):
        response = client.get("/en/search/", {"q": "Belarus"})
        counts = {
            one.name: {choice.label: choice.count for choice in choices}
            for one, choices in response.context["found"].choices()
        }
        assert counts["kind"] == {"Delegations": 1, "People": 1, "News": 1}
        assert counts["delegation"] == {"Belarus": 3, "Russia": 1}
        assert search(client, "Belarus", kind="delegation") == ["Belarus"]
        assert search(client, "Belarus", topic="elections", year="2025")[0].startswith(ARTICLE)
        assert search(client, "Belarus", topic="elections", year="1999") == []
        page = text(client.get("/en/search/?q=Belarus&year=1999"))
        assert "No results match these filters. Clear filters" in page
        assert len(search(client, "Belarus", topic="no-such", kind="")) == 3

    def test_results_in_another_language_are_offered_if_this_has_none(self, client):
        page = client.get("/ru/search/", {"q": "governors"}).content.decode()
        assert 'href="/en/search/?q=governors" hreflang="en"' in page


def test_russian_words_in_all_their_forms(client):
    make_article(title_ru="Выборы в регионах", body_ru="<p>Ёлки и озёра</p>")
    for asked in ["выборы", "выборах", "ВЫБОРОВ", "елка", "ёлкой", "озера", "в регионе"]:
        assert search(client, asked, "ru") == ["Выборы в регионах"], asked
    assert search(client, "выбор -озеро", "ru") == []


def test_names_with_transposed_letters_apostrophes_and_hyphens(client):
    for name in ["Viktor Rogalev", "Luka Luka", "Татьяна Соловьёва", "Abdul-Aziz Saidov"]:
        make_appointment(person=make_person(name_en=name, name_ru=""))

    for name, spellings in {
        "Viktor Rogalev": ["Ragaliv", "orgalve", "Rgoalve"],
        "Luka Luka": ["Lkua"],
        "Татьяна Соловьёва": ["Tat'yana", "Tat’yana", "Solov`eva", "Соловьева", "Tatyana"],
        "Abdul-Aziz Saidov": ["Abdul-Aziz", "Abdul-Azis", "Abdulaziz", "Абдул-Азис", "Абдулазис"],
    }.items():
        for asked in spellings:
            assert search(client, asked) == [name], asked


def test_the_excerpt_contains_most_of_the_words(client):
    far = "nothing " * 200
    make_article(title_en="Far", body_en=f"<p>alpha {far} alpha beta {far} beta</p>")

    page = client.get("/en/search/", {"q": "alpha beta"}).content.decode()

    assert "… nothing" in page
    assert "<mark>alpha</mark> <mark>beta</mark> nothing" in page


def test_shorter_and_newer_pages_rank_higher(client):
    old = make_article(title_en="Budget", published_at=datetime(2020, 1, 1, tzinfo=UTC))
    new = make_article(title_en="Budget")
    long = make_article(
        title_en="Budget of the assembly for the year to come and the year after it"
    )

    assert search(client, "budget") == [new.title, old.title, long.title]
    assert (
        client.get("/en/search/?q=budget").context["results"][0].address == new.get_absolute_url()
    )


def test_a_page_has_twenty_results(client):
    for _number in range(21):
        make_article(title_en="Rain")

    assert [len(search(client, "rain", page=page)) for page in ["1", "2"]] == [20, 1]


def test_stop_words_differ_between_the_databases(client):
    """Stop words of PostgreSQL that are not on our list are ordinary words on SQLite."""
    make_article(title_en="Elections at the Council beside a State")
    on_postgresql = connection.vendor == "postgresql"

    assert bool(search(client, "elections themselves")) == on_postgresql
    assert bool(search(client, '"council of the state"')) == on_postgresql


def make_results(size):
    """Make that many delegations, people and articles that a search for rain finds."""
    for number in range(size):
        delegation, topic = make_delegation(title_en="Rain"), make_topic()
        person = make_person(name_en=f"Rain {number}")
        make_appointment(person=person, delegation=delegation)
        article = make_article(title_en="Rain")
        article.topics.set([topic])
        article.delegations.set(Delegation.objects.all())


# Due working copies, and records to reindex: 2; names: 1; matches: 1, and 1 for a corrected name;
# the page: 1. Within a transaction three more: the lists to count, and the labels of two filters.
@pytest.mark.parametrize(("asked", "queries"), [("rain", 8), ("raim", 9)])
@pytest.mark.parametrize("size", [2, 6])
def test_a_search_costs_the_same_number_of_queries_at_two_sizes(client, size, asked, queries):
    make_results(size)
    for refresh in INDEXES:
        refresh()

    with CaptureQueriesContext(connection) as captured:
        assert len(search(client, asked)) == 3 * size

    assert len(captured) == queries


class TestMoreMatchesThanAreCompared:
    """Of many matches the best or, on PostgreSQL, some of the newest are listed."""

    @pytest.fixture(autouse=True)
    def few_are_compared(self, monkeypatch):
        monkeypatch.setattr(full_text, "MOST_MATCHES", 4)

    def test_the_newest_are_listed_and_those_without_a_date_as_well(self, client):
        topic = make_topic(name_en="Weather", slug="weather")
        for year in range(2010, 2020):
            article = make_article(
                title_en="Rain", published_at=datetime(year, 1, 1, tzinfo=UTC), slug=f"in-{year}"
            )
            article.topics.set([topic] if year < 2012 else [])
        make_article(title_en="Rain", published_at=FUTURE)
        make_article(title_en="Rain", status="draft")
        person = make_person(name_en="Rain Man")
        make_appointment(person=person, delegation=make_delegation(title_en="Utopia"))

        response = client.get("/en/search/?q=rain")

        listed = [one.address for one in response.context["results"]]
        articles = [address for address in listed if address.startswith("/en/news/")]
        assert articles == [f"/en/news/in-{2019 - place}/" for place in range(len(articles))]
        assert 4 <= len(listed) <= 6
        assert f"At least {len(listed)} results" in text(response)
        if connection.vendor == "postgresql":
            assert person.get_absolute_url() in listed
        # Filters look further back, and count what is all there.
        assert len(search(client, "rain", topic="weather")) == 2
        assert "2 results" in text(client.get("/en/search/?q=rain&topic=weather"))

    def test_numbers_that_are_not_known_are_not_shown(self, client):
        make_results(3)
        found = client.get("/en/search/?q=rain").context["found"]

        counts = {choice.count for _filter, choices in found.choices() for choice in choices}
        assert counts == {None}

    def test_a_chosen_filter_is_listed_though_only_older_results_have_it(self, client):
        for year in range(2010, 2020):
            make_article(title_en="Rain", published_at=datetime(year, 5, 1, tzinfo=UTC))

        found = client.get("/en/search/?q=rain&year=2010").context["found"]

        [years] = [choices for its, choices in found.choices() if its.name == "year"]
        assert [choice.value for choice in years if choice.chosen] == ["2010"]

    def test_a_phrase_is_sought_in_more_texts_than_are_listed(self, client):
        for _number in range(10):
            make_article(title_en="Rain and snow")
        make_article(title_en="Snow rain", published_at=datetime(2000, 1, 1, tzinfo=UTC))

        assert search(client, '"snow rain"') == ["Snow rain"]
        assert search(client, 'rain -"rain and snow"') == ["Snow rain"]

    @pytest.mark.postgresql
    def test_a_phrase_that_may_be_in_older_texts_is_not_said_to_be_in_none(self, client):
        for _number in range(13):
            make_article(title_en="Rain and snow")
        make_article(title_en="Snow rain", published_at=datetime(2000, 1, 1, tzinfo=UTC))

        found = text(client.get("/en/search/", {"q": '"snow rain"'}))

        assert "Only the newest texts with these words were compared" in found
        none = text(client.get("/en/search/", {"q": '"snow hail"'}))
        assert "Only the newest" not in none


def test_what_waits_to_be_reindexed_is_not_found(client, monkeypatch):
    """A search reindexes only so many records; texts of the others may be withdrawn by now."""
    articles = [make_article(title_en="Secret") for _number in range(5)]
    assert len(search(client, "secret")) == 5
    monkeypatch.setattr(index, "MOST_PER_SEARCH", 4)
    for article in articles:
        article.title_en = "Public"
        article.save()  # two entries, for the former record and the new one

    assert search(client, "secret") == []
    response = client.get("/en/search/?q=public")
    assert len(response.context["results"]) == 4
    assert "no-store" in response["Cache-Control"]
    response = client.get("/en/search/?q=public")
    assert len(response.context["results"]) == 5
    assert "no-store" not in response.get("Cache-Control", "")


def test_what_was_changed_last_is_found_first(client, monkeypatch):
    monkeypatch.setattr(index, "MOST_PER_SEARCH", 2)
    for title in ["Imported", "Imported", "Urgent"]:
        make_article(title_en=title)

    assert search(client, "urgent") == ["Urgent"]
