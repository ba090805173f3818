"""The admin refuses invalid input with a message at its field."""

import pytest
from django.contrib.auth.models import Group

from delegations.models import Seats

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_user,
)
from .forms import change_page, errors, save
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db

NO_KEYS = ["\0", "x", "9" * 30, "9" * 5000]


@each_app
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title_en": "", "title_ru": ""}, "title_en"),
        ({"slug": "taken"}, "slug"),
        ({"slug": "не латиница"}, "slug"),
        ({"title_en": "x" * 201}, "title_en"),
    ],
    ids=str,
)
def test_invalid_input_is_refused_at_its_field(client, editor, make, change, field):
    make(slug="taken")
    page = make(status="draft")
    client.force_login(editor)

    refused = save(client, change_page(page), **change)

    assert refused.status_code == 200
    assert field in errors(refused)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seats-0-number": "-1"}, "seats-0-number"),
        ({"seats-0-number": "1001"}, "seats-0-number"),
        ({"seats-0-number": "9" * 400}, "seats-0-number"),
        ({"seats-0-number": "семь"}, "seats-0-number"),
        ({"seats-0-number": ""}, "seats-0-number"),
        ({"seats-0-vacant": "8"}, "seats-0-vacant"),
        ({"since": "2025-02-30"}, "since"),
        ({"sequence": "1000"}, "sequence"),
        ({"statements-0-day": "2025-02-30"}, "statements"),
        ({"statements-0-day": "2999-01-01"}, "statements"),
        ({"statements-0-address": "javascript:alert(1)"}, "statements"),
    ],
    ids=str,
)
def test_an_invalid_composition_is_refused_at_its_field(client, editor, change, field):
    composition = make_composition(make_delegation(), seats=[7, 4])
    client.force_login(editor)

    refused = save(client, change_page(composition), **change)

    assert list(errors(refused)) == [field]
    assert [seats.number for seats in Seats.objects.all()] == [7, 4]


def test_a_chamber_twice_in_a_composition_is_refused_with_a_message(client, editor):
    composition = make_composition(make_delegation(), seats=[7, 4])
    client.force_login(editor)
    chamber = composition.seats.first().chamber_id

    refused = save(client, change_page(composition), **{"seats-1-chamber": chamber})

    assert errors(refused)[""]


def test_only_chambers_of_the_delegation_are_offered(client, editor):
    composition = make_composition(make_delegation(), seats=[7])
    elsewhere = make_chamber(make_delegation())
    client.force_login(editor)

    refused = save(client, change_page(composition), **{"seats-0-chamber": elsewhere.pk})

    assert "seats-0-chamber" in errors(refused)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"parliament_names-0-parliament_ru": ""}, "parliament_names-0-parliament_ru"),
        ({"participations-0-kind": "99999"}, "participations-0-kind"),
        ({"participations-0-until": "2021-02-30"}, "participations-0-until"),
        ({"appointments-0-until": "2021-02-28"}, "appointments-0-until"),
        ({"appointments-0-person": "99999"}, "appointments-0-person"),
        ({"appointments-0-since": "вчера"}, "appointments-0-since"),
        ({"appointments-0-until": "2021-02-30"}, "appointments-0-until"),
        ({"country": "Belarus"}, "country"),
    ],
    ids=str,
)
def test_an_invalid_delegation_is_refused_at_its_field(client, editor, change, field):
    delegation = make_delegation()
    make_composition(delegation, seats=[5])
    make_appointment(delegation=delegation, since="2021-03-01")
    client.force_login(editor)

    assert list(errors(save(client, change_page(delegation), **change))) == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"websites-0-address_en": "javascript:alert(1)"},
        {"websites-0-address_ru": "not an address"},
        {"names-0-name_en": ""},
        {"names-0-name_of_ru": "x" * 301},
    ],
    ids=str,
)
def test_an_invalid_chamber_is_refused_at_its_field(client, editor, change):
    chamber = make_chamber(make_delegation(), website="https://house.example/")
    client.force_login(editor)

    assert list(errors(save(client, change_page(chamber), **change))) == [*change]


def test_a_new_composition_refuses_a_chamber_of_another_delegation(client, editor):
    delegation, elsewhere = make_delegation(), make_chamber(make_delegation())
    client.force_login(editor)
    row = {"chamber": elsewhere.pk, "number": 5, **in_both(described_as="deputies")}
    rows = {f"seats-0-{name}": value for name, value in row.items()}

    refused = save(
        client,
        "/admin/delegations/composition/add/",
        **{"delegation": delegation.pk, "seats-TOTAL_FORMS": "1", **rows},
    )

    assert errors(refused)["seats-0-chamber"] == "This chamber belongs to another delegation."
    assert not delegation.compositions.exists()


@pytest.mark.parametrize("delegation", ["", "99999", *NO_KEYS])
def test_a_composition_without_a_delegation_is_refused(client, editor, delegation):
    chamber = make_chamber(make_delegation())
    client.force_login(editor)
    row = {"chamber": chamber.pk, "number": 5, **in_both(described_as="deputies")}
    rows = {f"seats-0-{name}": value for name, value in row.items()}
    address = "/admin/delegations/composition/add/"
    changes = {"delegation": delegation, "seats-TOTAL_FORMS": "1", **rows}

    assert "delegation" in errors(save(client, address, **changes))


@pytest.mark.parametrize("key", NO_KEYS)
def test_an_invalid_key_is_refused_at_its_field(client, key):
    delegation = make_delegation(status="draft")
    member = make_appointment(delegation=delegation)
    article, group = make_article(), Group.objects.create(name="Group")
    client.force_login(make_user(is_superuser=True))

    for record, names in [
        (article, ["topics", "people", "delegations", "image"]),
        (delegation, ["appointments-0-person", "appointments-0-chamber"]),
        (member, ["person", "chamber"]),
        (member.person, ["photo"]),
        (group, ["permissions"]),
    ]:
        refused = save(client, change_page(record), **dict.fromkeys(names, key))
        assert sorted(errors(refused)) == sorted(names)


def test_readonly_rows_cannot_be_replaced(client, editor):
    composition = make_composition(make_delegation(status="draft"), seats=[7])
    client.force_login(editor)

    refused = save(client, change_page(composition.delegation), **{"compositions-0-id": "0"})

    assert refused.status_code == 400


@each_app
@pytest.mark.parametrize("year", ["0001", "9999"])
def test_a_moment_outside_1900_to_2999_is_refused(client, publisher, make, year):
    page = make(status="draft")
    client.force_login(publisher)

    moment = {"moment_0": f"{year}-01-01", "moment_1": "00:00:00"}
    asked = save(client, change_page(page), **moment, _step="approve")

    page.refresh_from_db()
    assert page.status == "draft"
    assert "Enter a date from 1900 to 2999." in text(asked)


@pytest.mark.parametrize(
    "query",
    [
        "news/article/?published_at__year=9999",
        "news/article/?published_at__year=99999999999999999999",
        "news/article/?id__in=a",
        "news/article/?q=%00",
        "assembly/user/?id__in=99999999999999999999",
        "assembly/user/?last_login__year=99999999999999999999",
        "assembly/user/?username__exact=%00",
        "auth/group/?id__in=99999999999999999999",
        "autocomplete/?app_label=news&model_name=article&field_name=topics&term=%00",
    ],
)
def test_an_invalid_filter_of_a_list_is_reported(client, query):
    make_article()
    client.force_login(make_user(is_superuser=True))

    assert client.get(f"/admin/{query}", follow=True).status_code == 200
