"""Facts have dates: a page shows the facts of the requested day."""

from datetime import date

import pytest

from delegations.models import Appointment, Delegation

from .builders import in_both, make_appointment, make_composition, make_delegation
from .pages import lines, text

pytestmark = pytest.mark.django_db

SPRING, SUMMER, AUTUMN = "2021-03-01", "2021-06-01", "2021-09-01"


def composition_on(delegation, day=None):
    day = day and date.fromisoformat(day)
    return Delegation.objects.with_facts(day).get(pk=delegation.pk).composition


def test_the_composition_in_force_is_the_one_that_began_last():
    delegation, other = make_delegation(), make_delegation()
    first = make_composition(delegation, stated=["2021-01-01"])
    second = make_composition(delegation, since=SUMMER, stated=[])
    others = make_composition(other, since=AUTUMN, stated=[])

    assert composition_on(delegation, SPRING) == first
    assert composition_on(delegation, SUMMER) == second
    assert composition_on(delegation) == second
    assert composition_on(other, SUMMER) is None
    assert composition_on(other, AUTUMN) == composition_on(other) == others


def test_an_appointment_lasts_from_its_first_day_until_before_its_end():
    held = make_appointment(since=SPRING, until=AUTUMN)
    always = make_appointment()

    assert list(Appointment.objects.on(date(2021, 2, 28))) == [always]
    assert set(Appointment.objects.on(date(2021, 3, 1))) == {held, always}
    assert set(Appointment.objects.on(date(2021, 8, 31))) == {held, always}
    assert list(Appointment.objects.on(date(2021, 9, 1))) == [always]


@pytest.mark.parametrize("page", ["/en/delegations/", "/en/delegations/delegation/"])
def test_a_page_shows_the_seats_and_officers_of_the_day(client, page):
    delegation = make_delegation(slug="delegation")
    make_composition(delegation, since=SPRING, seats=[5], stated=[])
    make_composition(delegation, since=AUTUMN, seats=[8, 3])
    head = {"role": "head", "since": "2021", "until": SUMMER, "stated": []}
    make_appointment(delegation=delegation, **head, **in_both(title="the former head"))

    spring = lines(client.get(f"{page}?on=2021-03-01"))
    autumn = lines(client.get(f"{page}?on=2021-09-01"))
    today = lines(client.get(page))
    before = lines(client.get(f"{page}?on=2021-02-28"))

    assert "The delegation consists of 5 deputies." in spring
    assert any(line.startswith("The former head: ") for line in spring)
    assert "The delegation consists of 8 deputies and 3 deputies." in autumn
    assert not any(line.startswith("The former head: ") for line in autumn)
    assert "The delegation consists of 8 deputies and 3 deputies." in today
    assert "Seats not recorded on this date." in before


def test_three_chambers_are_listed_by_the_rules_of_each_language(client):
    make_composition(make_delegation(), seats=[1, 2, 3])

    english, russian = (text(client.get(f"/{code}/delegations/")) for code in ["en", "ru"])

    assert "consists of 1 deputies, 2 deputies and 3 deputies." in english
    assert "consists of 1 deputies, 2 deputies и 3 deputies." in russian


def test_an_empty_day_means_today(client):
    assert client.get("/en/delegations/?on=").status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        *["on=0000-00-00", "on=2025-02-30", "on=99999-01-01", "on=yesterday", "on=2025-1"],
        *["on=2021-03-01&on=2021-04-01", "on=%00", "on=<script>", "on=" + "9" * 5000],
    ],
    ids=lambda query: query[:30],
)
@pytest.mark.parametrize("page", ["delegations/", "delegations/delegation/"])
def test_an_invalid_day_gets_a_clear_message(client, page, query):
    make_delegation(slug="delegation")

    english = client.get(f"/en/{page}?{query}")
    russian = client.get(f"/ru/{page}?{query}")

    assert (english.status_code, russian.status_code) == (400, 400)
    assert "This is not a valid date. Enter the year, month and day: 2021-03-01." in lines(english)
    assert "Такой даты нет. Введите год, месяц и день: 2021-03-01." in lines(russian)
    assert "<script>" not in english.content.decode()
