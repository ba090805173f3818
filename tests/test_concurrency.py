"""Two people at once: neither loses anything unawares."""

import pytest

from delegations.models import Chamber

from .builders import in_both, make_chamber, make_composition, make_delegation
from .forms import change_page, filled, save
from .pages import text

pytestmark = pytest.mark.django_db


def test_the_same_row_added_by_two_is_refused_with_a_message(client, editor):
    delegation = make_delegation()
    client.force_login(editor)
    opened = filled(client.get(change_page(delegation)))
    make_chamber(delegation, slug="house")
    row = {"slug": "house", "kind": "lower", "order": 1, **in_both(name="H", name_of="the H")}

    rows = {f"chambers-0-{name}": value for name, value in row.items()}
    response = client.post(change_page(delegation), {**opened, **rows, "chambers-TOTAL_FORMS": 1})

    assert response.status_code in [200, 409]
    assert Chamber.objects.count() == 1


def test_rows_that_exchange_their_keys_are_refused_and_nothing_is_lost(client, editor):
    composition = make_composition(make_delegation(), seats=[7, 4])
    first, second = composition.seats.all()
    client.force_login(editor)

    response = save(
        client,
        change_page(composition),
        **{"seats-0-chamber": second.chamber_id, "seats-1-chamber": first.chamber_id},
    )

    assert response.status_code == 409
    assert "what you typed is still there" in text(response)
    assert {row.chamber_id: row.number for row in composition.seats.all()} == {
        first.chamber_id: first.number,
        second.chamber_id: second.number,
    }
