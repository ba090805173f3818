"""Lists of facts in the admin, and the terms with which facts are told."""

import pytest

from delegations.models import Appointment, Composition, Delegation, Role

from .builders import (
    make_appointment,
    make_composition,
    make_delegation,
    make_participation,
    make_seats,
    participation_kind,
    role,
    seat_kind,
)
from .forms import change_page, list_page
from .pages import text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_term_that_facts_are_told_with_is_not_deleted(client, admin_user, code):
    client.force_login(admin_user)
    client.cookies["django_language"] = code
    delegation = make_delegation()
    make_seats(make_composition(delegation), kind=seat_kind())
    make_appointment(delegation=delegation)

    for term in [participation_kind(), role("member"), seat_kind()]:
        asked = client.get(change_page(term).replace("change", "delete"))
        client.post(change_page(term).replace("change", "delete"), {"post": "yes"})
        said = "refers to it: choose another record there"
        assert (said if code == "en" else "выберите там другую") in text(asked)
        assert type(term).objects.filter(pk=term.pk).exists()
    unused = role("speaker")
    client.post(change_page(unused).replace("change", "delete"), {"post": "yes"})
    assert not Role.objects.filter(pk=unused.pk).exists()


def test_lists_of_facts_say_when_each_was_last_stated_and_are_filtered(client, editor):
    member, observer = make_delegation(slug="member"), make_delegation(kind="observer")
    make_participation(member, kind="observer", stated=["2001"])  # once
    facts = [
        (
            make_composition(one, seats=[1]),
            make_appointment(delegation=one, stated=["2024-03", "2017"]),
        )
        for one in [member, observer]
    ]
    client.force_login(editor)

    assert "5 May 2025" in text(client.get(list_page(Composition)))
    assert "March 2024" in text(client.get(list_page(Appointment)))
    for query, expected in [
        ("participation=member", [0]),
        ("participation=observer", [1]),
        ("participation=x", []),
        (f"delegation__id__exact={member.pk}", [0]),
        ("", [0, 1]),
    ]:
        for place, model in enumerate([Composition, Appointment]):
            listed = client.get(f"{list_page(model)}?{query}").context["cl"].result_list
            assert {*listed} == {facts[number][place] for number in expected}, query
    for query, expected in [("member", [member]), ("observer", [observer])]:
        listed = client.get(f"{list_page(Delegation)}?participation={query}").context["cl"]
        assert [*listed.result_list] == expected
    by_role = client.get(f"{list_page(Appointment)}?role__id__exact={role('head').pk}")
    assert not by_role.context["cl"].result_list
