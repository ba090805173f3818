"""Each person has one page, which continues to work at all of its former addresses."""

import pytest
from django.core.exceptions import ValidationError

from assembly.publishing.models import FormerSlug
from delegations.models import Appointment, Person

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_delegation,
    make_person,
    role,
    says,
)
from .forms import change_page, errors, office, office_rows, save
from .pages import lines, text
from .publications import TOMORROW

pytestmark = pytest.mark.django_db


def test_two_people_with_one_name_are_two_people(client):
    names = in_both(name="Ivan Ivanov", sort_name="Ivanov, Ivan")
    first, second = make_person(slug="ivanov", **names), make_person(slug="ivanov-2", **names)
    make_appointment(person=first, **in_both(title="Head"))
    make_appointment(person=second, **in_both(title="Deputy"))

    assert "Head" in lines(client.get("/en/people/ivanov/"))
    assert "Head" not in text(client.get("/en/people/ivanov-2/"))
    assert "Deputy" in text(client.get("/en/people/ivanov-2/"))


def test_a_page_has_all_current_and_past_appointments(client):
    person = make_person(slug="person")
    make_appointment(person=person, since="2010", until="2015-06", **in_both(title="Head"))
    make_appointment(person=person, role="head", since="2016", **in_both(title="Member"))
    make_article(title_en="News of the person").people.add(person)

    page = text(client.get("/en/people/person/"))

    for words in [
        "Head In office since 2010. Until June 2015.",
        "Member In office since 2016.",
    ]:
        assert words in page
    assert "News of the person" in page


@pytest.mark.parametrize(
    ("page", "known"),
    [
        ({}, True),
        ({"title_en": ""}, True),  # in Russian alone
        ({"status": "draft"}, False),
        ({"published_at": TOMORROW}, False),
        ({"shown_en": False, "shown_ru": False}, False),
    ],
)
def test_known_people_are_those_with_a_public_page(client, page, known):
    make_person()
    officer, guest = make_person(), make_person()
    member, named = make_person(), make_person()
    make_appointment(person=officer)
    make_article().people.set([guest, officer])
    make_article().people.add(guest)
    make_appointment(person=member, delegation=make_delegation(**page))
    make_article(**page).people.add(named)

    found = set(Person.objects.known())

    assert found == {officer, guest, *([member, named] if known else [])}
    for person in Person.objects.all():
        answer = client.get(person.get_absolute_url()).status_code
        assert answer == (200 if person in found else 404)
    assert len(Person.objects.known()) == len(found)  # each once


def test_a_merged_record_passes_on_its_address_links_and_appointments(client):
    kept, other = make_person(slug="kept"), make_person(slug="other")
    delegation = make_delegation()
    same = {"delegation": delegation, "role": "head", "since": "2020"}
    make_appointment(person=kept, **same)
    make_appointment(person=other, statements=[says(title_en="Decree 5")], **same)
    make_appointment(person=other, since="2010")
    article = make_article()
    article.people.add(other)
    both = make_article()
    both.people.set([kept, other])

    kept.merge(other)

    assert list(Person.objects.all()) == [kept]
    head, member = kept.appointments.order_by("-since")
    assert (head.since, member.since) == ("2020", "2010")
    assert {one["title_en"] for one in head.statements} == {"A page", "Decree 5"}
    assert list(article.people.all()) == list(both.people.all()) == [kept]
    for code in ["en", "ru"]:
        response = client.get(f"/{code}/people/other/")
        assert (response.status_code, response["Location"]) == (301, f"/{code}/people/kept/")


def test_addresses_of_records_merged_in_sequence_redirect_in_one_hop(client):
    first, second, third = (make_person(slug=slug) for slug in ["first", "second", "third"])
    make_appointment(person=third)

    second.merge(first)
    third.merge(second)

    for slug in ["first", "second"]:
        assert client.get(f"/en/people/{slug}/")["Location"] == "/en/people/third/"


@pytest.mark.parametrize("post", ["head", "plenipotentiary-representative", "executive-secretary"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2020-01-01", None), ("2021-01-01", None)),
        (("2020-01-01", "2021-01-02"), ("2021-01-01", None)),
        (("2020", "2022"), ("2021", "2023")),
    ],
)
def test_a_post_for_one_holder_has_one_at_a_time(post, first, second):
    delegation = None if post == "executive-secretary" else make_delegation()
    holder = make_appointment(
        delegation=delegation, role=post, since=first[0], until=first[1], stated=[]
    )
    other = Appointment(
        person=make_person(),
        delegation=delegation,
        role=role(post),
        since=second[0],
        until=second[1],
        **in_both(title="Head"),
    )

    with pytest.raises(ValidationError) as refusal:
        other.full_clean()

    assert holder.person.name in refusal.value.message_dict["since"][0]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("2020-01-01", "2021-01-01"), ("2021-01-01", None)),
        (("2020", "2021"), ("2021", None)),
        (("2020", "2021"), ("2021-05", None)),
        ((None, "2021"), ("2021", None)),
    ],
)
def test_a_successor_may_follow(first, second):
    delegation = make_delegation()
    make_appointment(delegation=delegation, role="head", since=first[0], until=first[1])
    next_one = make_appointment(
        delegation=delegation, role="head", since=second[0], until=second[1]
    )

    next_one.full_clean()


def test_two_holders_of_one_post_on_one_day_need_an_order():
    delegation = make_delegation()
    make_appointment(delegation=delegation, role="head", stated=["2021"])
    other = make_appointment(delegation=delegation, role="head", stated=["2021"])

    with pytest.raises(ValidationError) as refusal:
        other.full_clean()
    assert set(refusal.value.message_dict) == {"sequence"}
    other.sequence = 2
    other.full_clean()


def test_posts_for_many_holders_and_in_other_delegations_stay_open():
    make_appointment(role="deputy-executive-secretary")
    make_appointment(role="deputy-executive-secretary").full_clean()
    make_appointment(role="head", delegation=make_delegation())
    make_appointment(role="head", delegation=make_delegation()).full_clean()


def test_a_future_appointment_takes_effect_on_its_day(client):
    delegation = make_delegation(slug="country")
    announced = [says("2025", says="began")]
    make_appointment(
        delegation=delegation, since="2999-01-01", statements=announced, **in_both(title="Head")
    ).full_clean()

    assert "Head" not in text(client.get("/en/delegations/country/"))
    assert "Head" in text(client.get("/en/delegations/country/?on=2999-01-01"))


def test_merging_deletes_no_fact():
    kept, other = make_person(), make_person(biography_en="<p>Born.</p>")
    same = {"role": "member", "since": "2020"}
    make_appointment(person=kept, **same)
    differing = make_appointment(person=other, until="2022", stated=["2021"], **same)

    with pytest.raises(ValidationError, match="different details"):
        kept.merge(other)
    assert Appointment.objects.count() == Person.objects.count() == 2

    differing.delete()
    kept.merge(other)
    kept.refresh_from_db()
    assert kept.biography_en == "<p>Born.</p>"


@pytest.mark.parametrize(("between", "left"), [(None, 1), ("2020", 2)])
def test_merging_unites_an_office_seen_on_several_days_unless_another_held_it_between(
    between, left
):
    kept, other, delegation = make_person(), make_person(), make_delegation()
    for person, day in [(kept, "2017-12-22"), (other, "2025-09-14"), (make_person(), between)]:
        if day:
            make_appointment(person=person, delegation=delegation, role="head", stated=[day])

    kept.merge(other)

    offices = kept.appointments.all()
    assert len(offices) == left
    days = sorted(day for one in offices for day in one.stated_days)
    assert days == ["2017-12-22", "2025-09-14"]


def test_a_redirecting_address_is_not_given_to_another_person():
    kept = make_person()
    kept.merge(make_person(slug="taken"))

    with pytest.raises(ValidationError, match="leads to another"):
        Person(slug="taken", **in_both(name="N", sort_name="N")).full_clean()
    assert FormerSlug.objects.of(kept).get().slug == "taken"


def test_a_record_at_a_redirecting_address_can_still_be_merged(client):
    kept, second = make_person(slug="kept"), make_person(slug="second")
    make_appointment(person=kept)
    FormerSlug.objects.create(record=kept, slug="second")  # as SQL can make it

    kept.merge(second)

    assert client.get("/en/people/second/")["Location"] == "/en/people/kept/"


def test_an_old_address_does_not_reveal_the_name_of_a_person_who_is_not_public(client):
    make_person(slug="secret-name").merge(make_person(slug="old"))

    assert client.get("/en/people/old/").status_code == 404


def test_a_person_named_in_news_cannot_be_deleted(client, publisher):
    person = make_person()
    make_article().people.add(person)
    client.force_login(publisher)

    client.post(f"/admin/delegations/person/{person.pk}/delete/", {"post": "yes"})
    chosen = {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"}
    client.post("/admin/delegations/person/", chosen)

    assert Person.objects.filter(pk=person.pk).exists()


def test_two_holders_of_one_post_in_one_form_are_refused(client, editor):
    delegation = make_delegation()
    one, other = make_person(), make_person()
    client.force_login(editor)

    terms = [
        office("head", person=one.pk, since="2020"),
        office("head", person=other.pk, since="2021"),
    ]
    refused = save(client, change_page(delegation), **office_rows(*terms))

    assert "holds this office during that time" in errors(refused)["appointments-1-since"]
    assert not delegation.appointments.exists()


def test_one_form_ends_an_appointment_and_adds_a_successor(client, editor):
    delegation = make_delegation(status="draft")
    make_appointment(delegation=delegation, role="head", since="2020")
    client.force_login(editor)

    successor = office("head", person=make_person().pk, since="2025-06-01")
    typed = office_rows({"until": "2025-06-01"}, successor)
    assert save(client, change_page(delegation), **typed).status_code == 302

    assert delegation.appointments.count() == 2
