"""Invalid data is refused by the models' validation, and by the database where it can be."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from delegations.models import Seats

from .builders import (
    LAST_YEAR,
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_participation,
    make_person,
    make_topic,
    make_website,
    role,
    says,
)

pytestmark = pytest.mark.django_db

each_app = pytest.mark.parametrize("make", [make_article, make_delegation])


def refused(instance, **change):
    """Apply a change; return the fields that validation refuses."""
    for field, value in change.items():
        setattr(instance, field, value)
    with pytest.raises(ValidationError) as refusal:
        instance.full_clean()
    return set(refusal.value.message_dict)


def refused_by_database(instance, **change):
    """Return whether the database refuses a change that bypassed validation."""
    try:
        with transaction.atomic():
            type(instance).objects.filter(pk=instance.pk).update(**change)
    except IntegrityError:
        return True
    return False


def make_seats(**given):
    composition = make_composition(make_delegation(), seats=[7])
    seats = composition.seats.get()
    Seats.objects.filter(pk=seats.pk).update(**given)
    return seats


@each_app
def test_an_empty_title(make):
    empty = {"title_en": "", "title_ru": ""}

    assert refused(make(), **empty) == {"title_en", "title_ru"}
    assert refused_by_database(make(), **empty)
    assert refused_by_database(make(), title_en=None, title_ru=None)


@each_app
def test_a_title_in_one_language_is_enough(make):
    page = make(title_ru="")

    page.full_clean()


@each_app
@pytest.mark.parametrize("slug", ["", "два слова", "a b", "a/b", "x" * 101])
def test_an_invalid_address(make, slug):
    assert "slug" in refused(make(), slug=slug)


@each_app
def test_an_empty_address_is_refused_by_the_database(make):
    assert refused_by_database(make(), slug="")


@each_app
def test_a_duplicate_address(make):
    make(slug="one")
    second = make()

    assert refused(second, slug="one") == {"slug"}
    assert refused_by_database(second, slug="one")


@each_app
def test_an_unknown_status(make):
    assert "status" in refused(make(), status="secret")
    assert refused_by_database(make(), status="secret")


def test_publication_without_any_text():
    page = make_article(status="draft", body_en="", body_ru="")

    assert refused(page, status="published", published_at=LAST_YEAR) == {"__all__"}


@each_app
def test_publication_without_a_date(make):
    assert refused_by_database(make(), published_at=None)


def test_an_article_cannot_have_a_year_as_its_address():
    assert refused(make_article(), slug="2025") == {"slug"}


@pytest.mark.parametrize("number", [-1, 1001, 10**12])
def test_an_impossible_number_of_seats(number):
    assert "number" in refused(make_seats(), number=number)


@pytest.mark.parametrize("number", [-1, 1001])
def test_an_impossible_number_of_seats_is_refused_by_the_database(number):
    assert refused_by_database(make_seats(), number=number)


def test_more_vacant_seats_than_seats():
    seats = make_seats(number=7)

    assert refused(seats, vacant=8) == {"vacant"}
    assert refused_by_database(seats, vacant=8)
    seats.vacant = 7
    seats.full_clean()


def test_a_duplicate_chamber_in_a_composition():
    seats = make_seats()
    twin = Seats(
        composition=seats.composition, chamber=seats.chamber, number=1, **in_both(described_as="x")
    )

    assert refused(twin) == {"__all__"}
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_a_chamber_of_another_delegation():
    elsewhere = make_chamber(make_delegation())

    assert refused(make_seats(), chamber=elsewhere) == {"chamber"}
    assert "chamber" in refused(make_appointment(delegation=make_delegation()), chamber=elsewhere)


def test_two_compositions_starting_on_one_day():
    first = make_composition(make_delegation(), since="2021-03-01")
    second = make_composition(first.delegation, since="2022-02-02")

    assert "sequence" in refused(second, since="2021-03-01")
    assert refused_by_database(second, since="2021-03-01")


@pytest.mark.parametrize("make", [make_composition, make_parliament_name, make_participation])
@pytest.mark.parametrize("stated", [["2021-03-01"], []])
def test_two_states_that_nothing_puts_in_order(make, stated):
    delegation = make_delegation(parliament=None, kind=None)
    make(delegation, stated=stated)
    second = make(delegation, stated=stated)

    assert refused(second) == {"sequence"}
    second.sequence = 2
    second.full_clean()


@pytest.mark.parametrize("until", ["2021-02-28", "2021-03-01"])
def test_an_end_that_is_not_after_the_beginning(until):
    appointment = make_appointment(since="2021-03-01")

    assert refused(appointment, until=until) == {"until"}
    assert refused_by_database(appointment, until=until)


@pytest.mark.parametrize("delegated", [True, False])
@pytest.mark.parametrize("since", [None, "2021-03-01"])
def test_a_duplicate_appointment(delegated, since):
    delegation = make_delegation() if delegated else None
    first = make_appointment(delegation=delegation, since=since)
    second = make_appointment(delegation=delegation, since=since)

    assert refused(second, person=first.person) == {"sequence"}


def test_one_person_may_have_several_posts():
    first = make_appointment(role="plenipotentiary-representative", delegation=make_delegation())
    second = make_appointment(role="deputy-executive-secretary", person=first.person)

    second.full_clean()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org/", "data:,x"])
def test_a_web_address_with_a_forbidden_scheme(address):
    website = make_website(make_chamber(make_delegation()))
    composition = make_composition(make_delegation())

    assert refused(website, address_ru=address) == {"address_ru"}
    assert refused_by_database(website, address_ru=address)
    assert refused(composition, statements=[says(address=address)]) == {"statements"}
    with pytest.raises(ValidationError):  # before it reaches the database
        composition.save()


@pytest.mark.parametrize("make", [lambda: make_composition(make_delegation()), make_appointment])
def test_a_source_cannot_be_of_a_day_to_come(make):
    assert refused(make(), statements=[says("2999")]) == {"statements"}


@pytest.mark.parametrize("country", ["by", "B", "BLR", "БЕ", "B1"])
def test_an_invalid_country_code(country):
    assert refused(make_delegation(), country=country) == {"country"}


def test_an_organisation_has_no_country_code():
    make_delegation(country="").full_clean()


@pytest.mark.parametrize("field", ["name_en", "name_ru", "sort_name_ru"])
def test_a_person_needs_a_name_in_each_language(field):
    assert field in refused(make_person(), **{field: ""})


@each_app
@pytest.mark.parametrize("slug", ["a b", "a/b", "кир", "<b>", "..", "a\n", "?x"])
def test_an_impossible_address_is_refused_by_the_database(make, slug):
    assert refused_by_database(make(), slug=slug)


@pytest.mark.parametrize("make", [make_person, make_topic, lambda: make_chamber(make_delegation())])
def test_an_impossible_address_of_a_person_topic_or_chamber_is_refused_by_the_database(make):
    assert refused_by_database(make(), slug="a b")
    assert refused_by_database(make(), slug="")


def test_the_database_enforces_the_rules_of_validation():
    assert refused_by_database(make_article(), slug="2025")
    assert refused_by_database(make_article(), published_at="0001-01-01T00:00:00Z")
    assert refused_by_database(make_delegation(), country="by")
    assert refused_by_database(make_appointment(), title_link_ru="king")
    assert refused_by_database(make_appointment(), title_en="", title_ru=None)
    assert refused_by_database(make_person(), name_en=None, name_ru=None)
    assert refused_by_database(make_topic(), name_en="", name_ru="")
    assert refused_by_database(role(), name_en="", name_ru="")
    assert refused_by_database(make_parliament_name(make_delegation()), **in_both(parliament=""))
