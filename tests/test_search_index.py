"""The search index follows every change and contains nothing that is not public."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection

from assembly.core import clock
from assembly.newsroom.models import Version
from assembly.newsroom.snapshots import snapshot
from assembly.newsroom.workflow import Step
from assembly.newsroom.working_copies import Work
from assembly.search.index import refresh_index
from delegations.models import Person
from news.models import Article

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_person,
    make_topic,
)
from .forms import change_page, save, take
from .pages import search, text

pytestmark = pytest.mark.django_db

FUTURE = datetime(2999, 1, 1, tzinfo=UTC)
HIDDEN = [
    {"status": "draft"},
    {"status": "review"},
    {"status": "withdrawn"},
    {"published_at": FUTURE},
    {"shown_en": False},
]


@pytest.mark.parametrize("hidden", HIDDEN, ids=str)
def test_nothing_that_is_not_public_is_found(client, hidden):
    public = make_delegation(title_en="Utopia", slug="utopia")
    secret = make_delegation(title_en="Erewhon", slug="erewhon", **hidden)
    topic, unused = make_topic(name_en="Rivers"), make_topic(name_en="Mountains")
    article = make_article(title_en="Erewhon and Utopia")
    article.delegations.set([public, secret])
    article.topics.set([topic])
    make_article(title_en="Erewhon alone", **hidden).topics.set([unused])
    if "shown_en" not in hidden:  # a person is public in every language
        make_appointment(person=make_person(name_en="Samuel Erewhon"), delegation=secret)

    assert search(client, "Erewhon") == ["Erewhon and Utopia"]
    page = text(client.get("/en/search/", {"q": "Erewhon", "delegation": "erewhon"}))
    assert "1 result" in page
    assert "Mountains" not in page
    labels = [
        choice.label
        for _filter, choices in client.get("/en/search/?q=Utopia").context["found"].choices()
        for choice in choices
    ]
    assert "Erewhon" not in labels
    article.delete()
    assert "Erewhon" not in text(client.get("/en/search/", {"q": "Erewhom"}))


def test_a_page_is_found_from_its_publication_on(client):
    make_appointment(person=make_person(name_en="Ann Lee"), delegation=make_delegation())
    delegation = make_delegation(published_at=FUTURE)
    make_appointment(
        person=Person.objects.get(), delegation=delegation, **in_both(title="envoy to the moon")
    )
    refresh_index()
    assert search(client, "envoy") == []

    with clock.preview_at(FUTURE):
        refresh_index()
        assert search(client, "envoy") == ["Ann Lee"]


def test_a_person_is_found_as_long_as_a_public_article_names_them(client):
    make_article().people.add(make_person(name_en="Ann Lee"))
    assert search(client, "ann lee") == ["Ann Lee"]

    Article.objects.update(status="withdrawn")
    assert search(client, "ann lee") == []


def test_a_parliament_is_found_by_its_current_and_former_names(client):
    delegation = make_delegation(title_en="Utopia", parliament=None)
    make_parliament_name(delegation, until="2998-01-01", **in_both(parliament="Dusty Senate"))
    following = {"since": "2998-01-01", "stated": []}
    make_parliament_name(delegation, **following, **in_both(parliament="Shiny Congress"))

    assert search(client, "shiny") == []
    assert search(client, "dusty senate") == ["Utopia"]
    assert "Shiny" not in text(client.get("/en/search/?q=dusty"))
    with clock.preview_at(FUTURE):
        assert [search(client, "shiny"), search(client, "dusty")] == [["Utopia"], ["Utopia"]]


def test_the_current_seats_are_found(client):
    delegation = make_delegation(title_en="Utopia")
    composition = make_composition(delegation, since="2998-01-01", stated=[], seats=[5])
    composition.seats.update(described_as_en="philosophers")

    assert search(client, "philosophers") == []
    with clock.preview_at(FUTURE):
        assert search(client, "philosophers") == ["Utopia"]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_seats_of_both_states_that_may_be_in_force_are_found(client, code):
    delegation = make_delegation(title_en="Utopia", title_ru="Utopia")
    for day, words in [("2020", "philosophers"), ("2021", "cobblers")]:
        composition = make_composition(delegation, stated=[day], seats=[5])
        composition.seats.update(**in_both(described_as=words))
    found = {word: search(client, word, code) for word in ["philosophers", "cobblers"]}
    assert found == {"philosophers": [], "cobblers": ["Utopia"]}

    delegation.compositions.update(statements=[])
    delegation.compositions.filter(seats__described_as_en="cobblers").update(since="2998")

    with clock.preview_at(datetime(2998, 5, 5, tzinfo=UTC)):
        found = {word: search(client, word, code) for word in ["philosophers", "cobblers"]}
        assert found == {"philosophers": ["Utopia"], "cobblers": ["Utopia"]}
    with clock.preview_at(FUTURE):
        assert search(client, "philosophers", code) == []


def by_form(client, article, publisher):
    client.force_login(publisher)
    save(client, change_page(article), title_en="Renamed")
    take(client, article, Step.APPROVE, note="Alone here")


def by_update(client, article, publisher):
    Article.objects.filter(pk=article.pk).update(title_en="Renamed")


def by_save(client, article, publisher):
    article.title_en = "Renamed"
    article.save()


def by_bulk_update(client, article, publisher):
    article.title_en = "Renamed"
    Article.objects.bulk_update([article], ["title_en"])


def by_sql(client, article, publisher):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE news_article SET title_en = 'Renamed'")


def by_snapshot(client, article, publisher):
    content = snapshot(article)
    content[next(iter(content))]["title_en"] = "Renamed"
    Work(article).apply_to_live(content)


SAVES = [by_form, by_update, by_save, by_bulk_update, by_sql, by_snapshot]


@pytest.mark.parametrize("change", SAVES)
def test_the_index_follows_every_kind_of_save(client, publisher, change):
    article = make_article(title_en="Original")
    assert search(client, "original") == ["Original"]

    change(client, article, publisher)

    assert search(client, "original") == []
    assert search(client, "renamed") == ["Renamed"]
    article.delete()
    assert search(client, "renamed") == []


def test_the_index_follows_fixtures_and_bulk_creation(client, content):
    Article.objects.update(title_en="Changed")
    assert search(client, "changed") == ["Changed"]
    call_command("loaddata", "news", verbosity=0)
    assert search(client, "changed") == []
    Person.objects.bulk_create([Person(slug="new", **in_both(name="Nova Stella", sort_name="x"))])
    make_appointment(person=Person.objects.get(slug="new"))
    assert search(client, "stella") == ["Nova Stella"]


def test_the_index_follows_related_records(client):
    delegation = make_delegation(title_en="Utopia")
    person = make_person(name_en="Ann Lee")
    appointment = make_appointment(person=person, delegation=delegation)
    article, topic = make_article(title_en="Rain"), make_topic(slug="weather")
    find = partial(search, client)
    assert [find("envoy"), find("thing"), find("rain", topic="weather")] == [[], [], ["Rain"]]

    appointment.title_en = "envoy"
    appointment.save()
    chamber = make_chamber(delegation, name="Thing")
    former = {"until": "1999", "stated": []}
    make_chamber_name(chamber, **in_both(name="Witan", name_of="x"), **former)
    make_parliament_name(delegation, **in_both(parliament="Moot"), **former)
    assert [find("witan"), find("moot")] == [["Utopia"], ["Utopia"]]
    article.topics.add(topic)
    assert [find("envoy"), find("thing")] == [["Ann Lee"], ["Utopia"]]
    other = make_article(title_en="Rain again")
    assert find("rain", topic="weather") == ["Rain"]
    article.topics.clear()
    other.topics.add(topic)
    assert find("rain", topic="weather") == ["Rain again"]
    appointment.delete()
    assert find("envoy") == []


def test_a_working_copy_is_not_searched(client, publisher):
    article = make_article(title_en="Original")
    client.force_login(publisher)
    save(client, change_page(article), title_en="Renamed")

    assert search(client, "renamed") == []
    assert Version.objects.of(article).exists()
