"""Staff find records in lists and autocompletes as readers do in the search."""

import pytest
from django.contrib import admin
from django.db import connection
from django.urls import reverse

from assembly.core.folding import fold
from assembly.users import User
from delegations.models import Appointment, Delegation, Person
from news.models import Article, Topic

from .builders import (
    make_appointment,
    make_article,
    make_delegation,
    make_parliament_name,
    make_person,
    make_staff,
    make_topic,
)
from .forms import list_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, publisher):
    client.force_login(publisher)
    return client


def listed(client, model, query):
    return list(client.get(list_page(model), {"q": query}).context["cl"].result_list)


def offered(client, query, field="people"):
    address = reverse("admin:autocomplete")
    given = {"app_label": "news", "model_name": "article", "field_name": field, "term": query}
    return [int(one["id"]) for one in client.get(address, given).json()["results"]]


def person(english, russian):
    return make_person(name_en=english, name_ru=russian, sort_name_en=english, sort_name_ru=russian)


@pytest.mark.once
@pytest.mark.parametrize(
    ("text", "folded"),
    [("Пётр", "петр"), ("ЁЖ Й", "еж и"), ("Érik", "erik"), ("", ""), (None, None)],
)
def test_a_folded_text_has_no_case_and_no_accents(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    "query",
    [
        "Петр",
        "пётр",
        "ПЕТР",
        "петр сем",
        "Pyotr",
        "petr semyonov",
        "Семёнов",
        "Semenov",
        "семенов п",
    ],
)
def test_a_person_is_found_however_the_name_is_spelt(staff, query):
    found = person("Pyotr Semyonov", "Пётр Семёнов")
    person("Ivan Volkov", "Иван Волков")

    assert listed(staff, Person, query) == [found]
    assert offered(staff, query) == [found.pk]


def test_a_person_written_in_one_alphabet_is_found_in_the_other(staff):
    found = person("", "Пётр Семёнов")
    person("", "Иван Волков")

    for query in ["Semyonov", "Semenov"]:
        assert listed(staff, Person, query) == [found]
        assert offered(staff, query) == [found.pk]


def test_rows_are_found_by_their_person_and_delegation(staff):
    delegation = make_delegation(title_en="Belarus", title_ru="Беларусь")
    found = make_appointment(delegation=delegation, person=person("Pyotr", "Пётр"))
    make_appointment(delegation=delegation)

    assert listed(staff, Appointment, "петр") == [found]
    assert listed(staff, Delegation, "БЕЛАРУСЬ") == [delegation]


@pytest.mark.parametrize("query", ["учредительное", "УЧРЕДИТЕЛЬНОЕ собр", "constituent"])
def test_a_delegation_is_found_by_a_former_name_of_its_parliament(staff, query):
    delegation = make_delegation()
    names = {"parliament_en": "Constituent Assembly", "parliament_ru": "Учредительное собрание"}
    make_parliament_name(delegation, until="2001", stated=[], **names)
    make_delegation()

    assert listed(staff, Delegation, query) == [delegation]


def test_a_draft_is_found_by_its_title_and_by_any_form_of_its_words(staff):
    found = make_article(status="draft", title_ru="Учёба", body_ru="<p>Приём наблюдателей.</p>")
    make_article(status="draft")

    for query in ["учеба", "наблюдатели", "прием", "учеб", found.slug]:
        assert listed(staff, Article, query) == [found]


def test_topics_and_users_are_found_too(staff):
    topic = make_topic(name_ru="Счётная палата")
    make_topic()

    assert listed(staff, Topic, "счетн") == [topic]
    user = make_staff("Editors", username="semyon", first_name="Семён")
    staff.force_login(User.objects.create_superuser("root"))
    assert listed(staff, User, "семен") == [user]


def test_nothing_is_found_twice(staff):
    found = person("Pyotr Pyotr", "Пётр")
    for role in ["council_member", "member", "head"]:
        make_appointment(person=found, role=role)

    assert listed(staff, Person, "pyotr") == [found]


@pytest.mark.parametrize(
    "query",
    [
        "\0",
        "a\0b",
        '"',
        "'",
        '"a',
        "%",
        "_",
        "\\",
        "-",
        "-a",
        "«»",
        "a" * 1_000_000,
        "я " * 300_000,
    ],
)
def test_no_query_causes_an_error(staff, query):
    make_topic()

    for model in [Person, Article, Topic]:
        assert staff.get(list_page(model), {"q": query}).status_code == 200
    assert offered(staff, query) == []


def test_every_list_with_a_search_answers(client):
    client.force_login(User.objects.create_superuser("root"))

    for model, its in admin.site._registry.items():
        if its.search_fields:
            assert client.get(list_page(model), {"q": "пётр «q»"}).status_code == 200


@pytest.mark.postgresql
def test_an_index_serves_the_search_of_articles_for_parts_of_words():
    make_article(title_en="Elections")

    with connection.cursor() as cursor:
        # Which are best for one row.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off")
        found = Article.objects.filter(title_en__folded__contains="lection").order_by()
        plan = found.explain()

    assert "news_article_title_en_folded" in plan
