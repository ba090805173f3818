"""The people, delegations and topics that a text names are suggested to staff, and no others."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.mentions import named_in
from delegations.models import Delegation, Person
from news.models import Article

from .builders import in_both, make_delegation, make_parliament_name, make_person

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def somebody(given, family, russian_given, russian_family):
    return make_person(
        slug=f"{given}-{family}".lower(),
        name_en=f"{given} {family}",
        name_ru=f"{russian_given} {russian_family}",
        sort_name_en=f"{family}, {given}",
        sort_name_ru=f"{russian_family}, {russian_given}",
    )


def people(*texts):
    return [person.slug for person in named_in(texts)[0]]


def delegations(*texts):
    return [delegation.slug for delegation in named_in(texts)[1]]


def test_the_shipped_article_names_the_people_chosen_by_staff(content):
    article = Article.objects.get()

    found, states = named_in([article.title_en, article.body_en, "", article.body_ru or ""])

    assert set(found) == set(article.people.all())
    assert set(states) == set(article.delegations.all())


@pytest.mark.parametrize(
    "text",
    [
        "Viktor Rogalev spoke",
        "Rogalev's speech",
        "the speech of Rogalev’s",
        "ROGALEV",
        "rogalev, viktor",
        "<p>By <strong>Viktor</strong> <em>Rogalev</em></p>",
        "Рогалев",
        "Рогалёв выступил",
        "слово Рогалева",
        "Рогалеву дали слово",
        "сказано Рогалевым",
        "сказано Рогалёвым",
        "о Рогалеве",
        "«Рогалев»",
        "Виктор Рогалев",
        "рогалев виктор",
        "с Виктором Рогалевым",
        "Виктора Петровича Рогалева",
        "Рогалёву Виктору",
    ],
)
def test_a_person_is_found_in_every_grammatical_form_of_the_name(content, text):
    assert people(text) == ["viktor-rogalev"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Viktor spoke",
        "Rogaleva",
        "Rogalevsky",
        "rogalev",
        "Рогалевой",
        "Рогалевский",
        "Петров-Рогалев",
        "Rogalev-Petrov",
        "слово рогалева",
        "Игорь и Виктор",
        "viktor. A paragraph of others, and then a rogalev",
        "<p>viktor</p><p>rogalev</p>",
        '<p><a href="https://example.org/Rogalev">link</a></p>',
    ],
)
def test_parts_of_words_and_first_names_match_nobody(content, text):
    assert people(text) == []


def test_a_family_name_shared_by_two_people_is_not_enough():
    somebody("Igor", "Borisov", "Игорь", "Борисов")
    somebody("Oleg", "Borisov", "Олег", "Борисов")

    assert people("Borisov", "Борисова") == []
    assert people("Igor Borisov") == ["igor-borisov"]
    assert people("Борисову Олегу") == ["oleg-borisov"]


def test_the_genitive_of_a_mans_name_may_be_a_womans_name():
    somebody("Igor", "Ivanov", "Игорь", "Иванов")
    somebody("Olga", "Ivanova", "Ольга", "Иванова")

    assert people("Иванова") == []
    assert people("с Ольгой Ивановой") == ["olga-ivanova"]
    assert people("Игоря Иванова") == ["igor-ivanov"]
    assert people("Ivanova") == ["olga-ivanova"]


def test_two_people_of_one_name_are_both_suggested():
    make_person(slug="one", **in_both(name="Jan Kim", sort_name="Kim, Jan"))
    make_person(slug="two", **in_both(name="Jan Kim", sort_name="Kim, Jan"))

    assert sorted(people("Jan Kim")) == ["one", "two"]
    assert people("Kim") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (("Юрий", "Кравец"), "с Юрием Кравцом"),
        (("Павел", "Цой"), "Павлу Цой"),
        (("Илья", "Островский"), "у Островского"),
        (("Анна", "Островская"), "с Островской"),
        (("Сергей", "Ли"), "Сергею Ли"),
        (("Жан", "ван дер Берг"), "Ван дер Берг"),
    ],
    ids=str,
)
def test_names_in_other_declensions_are_found(name, text):
    person = somebody("Given", "Family", *name)

    assert people(text) == [person.slug]


def test_a_name_within_another_is_not_counted_twice():
    somebody("Aleksandr", "Aleksandrov", "Александр", "Александров")

    assert people("александров иван") == []
    assert people("александров александр") == ["aleksandr-aleksandrov"]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("in Belarus", "belarus"),
        ("the Republic of Belarus", "belarus"),
        ("Belarus's vote", "belarus"),
        ("Беларусь", "belarus"),
        ("Республики Беларусь", "belarus"),
        ("из Беларуси", "belarus"),
        ("БЕЛАРУСЬЮ", "belarus"),
        ("в России", "russia"),
        ("Российской Федерацией", "russia"),
        ("the Russian Federation", "russia"),
        ("The Kyrgyz Republic", "kyrgyzstan"),
        ("Кыргызстаном", "kyrgyzstan"),
        ("Таджикистана", "tajikistan"),
        ("Парламент Казахстана", "kazakhstan"),
    ],
)
def test_a_delegation_is_found_by_the_name_of_its_country(content, text, slug):
    assert delegations(text) == [slug]


def test_two_countries_joined_by_a_hyphen_are_both_found(content):
    assert delegations("встреча Россия-Беларусь") == ["belarus", "russia"]
    assert delegations("the Belarus–Russia meeting") == ["belarus", "russia"]


@pytest.mark.parametrize(
    "text",
    [
        "Russian regions",
        "Belarusian deputies",
        "казахстанцы",
        "Российский",
        "the National Assembly",
        "Parliament of the Republic",
        "Республика",
        "Федерация",
        "Национальное собрание",
        "belarus",
    ],
)
def test_adjectives_and_common_words_match_no_country(content, text):
    assert delegations(text) == []


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_delegation_is_found_by_each_name_that_its_parliament_has_had(code):
    delegation = make_delegation(slug="utopia", parliament=None)
    for since, name in [("2001", "Congress of Erewhon"), ("2020", "Congress of Laputa")]:
        make_parliament_name(
            delegation, since=since, **{**in_both(parliament="-"), f"parliament_{code}": name}
        )

    assert delegations("elections to the Congress of Erewhon") == ["utopia"]
    assert delegations("elections to the Congress of Laputa") == ["utopia"]
    assert delegations("elections to the Congress of Balnibarbi") == []


def test_the_number_of_queries_is_constant():
    for size in [1, 20]:
        for _number in range(size):
            make_person()
            make_delegation()
        with CaptureQueriesContext(connection) as captured:
            named_in(["Belarus", "Rogalev"])
        assert len(captured) == 3  # people spelt alike, delegations, names of their parliaments


def test_results_are_the_records(content):
    found, states = named_in(["Когут, Беларусь"])

    assert found == [Person.objects.get(slug="viktor-kogut")]
    assert states == [Delegation.objects.get(slug="belarus")]
