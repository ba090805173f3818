"""Two people who edit at once never overwrite each other without notice."""

import pytest

from assembly.newsroom.models import Version

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_person,
)
from .forms import change_page, filled, office, office_rows, save
from .pages import text

pytestmark = pytest.mark.django_db


def test_the_same_row_added_by_two_people_is_refused_with_a_message(client, editor):
    delegation = make_delegation(parliament=None)
    client.force_login(editor)
    opened = filled(client.get(change_page(delegation)))
    make_parliament_name(delegation, since="2020")
    row = {"since": "2020", **in_both(parliament="Parliament")}

    rows = {f"parliament_names-0-{name}": value for name, value in row.items()}
    sent = {**opened, **rows, "parliament_names-TOTAL_FORMS": 1}
    response = client.post(change_page(delegation), sent)

    assert response.status_code in [200, 409]
    assert delegation.parliament_names.count() == 1


def test_rows_with_swapped_keys_are_refused_and_nothing_is_lost(client, editor):
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


def test_the_note_of_a_step_survives_an_edit_conflict(client, editor, publisher):
    page = make_article(status="draft")
    client.force_login(editor)
    opened = filled(client.get(change_page(page)))
    client.force_login(publisher)
    save(client, change_page(page), summary_en="The publisher's")
    client.force_login(editor)

    sent = {**opened, "summary_en": "The editor's", "_step": "submit", "note": "Please look soon"}
    asked = client.post(change_page(page), sent, follow=True)

    assert "Please look soon" in text(asked)
    assert Version.objects.get(action="set_aside").note == "Please look soon"


def test_rows_in_an_edit_conflict_keep_their_keys(client, editor, publisher):
    delegation, person = make_delegation(status="draft"), make_person()
    client.force_login(editor)
    opened = filled(client.get(change_page(delegation)))
    client.force_login(publisher)
    save(client, change_page(delegation), summary_en="The publisher's")
    client.force_login(editor)
    sent = {**opened, **office_rows(office(person=person.pk)), "summary_en": "The editor's"}
    asked = client.post(change_page(delegation), sent, follow=True)

    other = make_appointment(title_en="Another's")
    [choice] = asked.context["rows"]
    decided = {"latest": asked.context["latest"].pk, choice["name"]: "mine"}
    client.post(asked.request["PATH_INFO"], decided)

    other.refresh_from_db()
    assert other.title_en == "Another's"
    assert delegation.appointments.get().person == person
