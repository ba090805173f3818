"""A new composition starts from the latest one: its words and numbers, not its days and sources."""

import pytest
from django.utils import timezone

from delegations.models import Composition

from .builders import in_both, make_composition, make_delegation, make_seats, seat_kind
from .forms import change_page, errors, filled, list_page
from .pages import text

pytestmark = pytest.mark.django_db


def test_a_new_composition_proposes_the_words_and_numbers_of_the_latest_but_no_source(
    client, editor
):
    delegation = make_delegation(status="draft")
    make_composition(delegation, since="2020", seats=[5])
    latest = make_composition(delegation, since="2024", seats=[7], **in_both(lead_in="It has"))
    make_seats(latest, number=4, kind=seat_kind(), vacant=1, **in_both(described_as="substitutes"))
    client.force_login(editor)
    address = f"{list_page(Composition)}add/?delegation={delegation.pk}"

    assert address.replace("&", "&amp;") in client.get(change_page(delegation)).content.decode()
    proposed = filled(client.get(address))
    assert Composition.objects.count() == 2
    assert (proposed["lead_in_en"], proposed["seats-1-described_as_ru"]) == (
        "It has",
        "substitutes",
    )
    assert not {"since", "until", "seats-1-vacant"} & {n for n, v in proposed.items() if v != ""}
    assert proposed["statements-rows"] == "1"  # the blank one
    today = timezone.localdate().isoformat()
    changed = {**proposed, "seats-0-number": 8, "since": today}
    assert client.post(address, changed).status_code == 302

    new = Composition.objects.get(since=today)
    assert [(row.number, row.kind) for row in new.seats.all()] == [(8, None), (4, seat_kind())]
    assert (new.statements, new.lead_in_ru) == ([], "It has")
    again = client.post(address, {**changed, "opened": ""})
    assert "is recorded for the same day" in errors(again)["sequence"]


def test_a_new_composition_follows_one_with_a_number_in_the_sequence(client, editor):
    delegation = make_delegation(status="draft")
    make_composition(delegation, sequence=2, stated=[], seats=[5])
    client.force_login(editor)

    proposed = filled(client.get(f"{list_page(Composition)}add/?delegation={delegation.pk}"))

    assert proposed["sequence"] == 3


@pytest.mark.parametrize("delegation", ["", "x", "999999", "9" * 40, "\0"])
def test_a_new_composition_without_seats_to_copy_is_an_empty_form(client, editor, delegation):
    client.force_login(editor)

    page = client.get(list_page(Composition) + "add/", {"delegation": delegation}, follow=True)

    assert page.status_code == 200


def test_an_earlier_composition_is_announced_as_in_force_only_until_the_next(client, editor):
    delegation = make_delegation()
    make_composition(delegation, since="2024", seats=[7])
    early = make_composition(delegation, since="2019", seats=[5])
    client.force_login(editor)

    response = client.post(change_page(early), filled(client.get(change_page(early))), follow=True)

    assert "apply only until the next composition, recorded from 2024" in text(response)
