"""The facts in a form are compared as typed: something must tell which of them came first."""

import pytest

from .builders import (
    in_both,
    make_appointment,
    make_chamber,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_person,
    participation_kind,
    role,
)
from .forms import change_page, errors, save

pytestmark = pytest.mark.django_db

each_language = pytest.mark.parametrize("language", ["en", "ru"])


def rows_of(prefix, *rows, saved=0):
    """Return what a form sends for new rows, after those that are saved."""
    found = {f"{prefix}-TOTAL_FORMS": str(saved + len(rows))}
    for number, row in enumerate(rows, start=saved):
        for name, value in {"statements-rows": "1", **row}.items():
            found[f"{prefix}-{number}-{name}"] = value
    return found


def stated(day):
    return {"statements-0-day": day, "statements-0-title_en": "A page"}


def texts_of(kind):
    if kind == "appointments":
        person = make_person()
        title = in_both(title="Head", title_link="comma")
        return lambda: {"person": person.pk, "role": role("head").pk, **title}
    if kind == "participations":
        return lambda: {"kind": participation_kind().pk}
    return lambda: in_both(parliament="Parliament")


each_kind = pytest.mark.parametrize("kind", ["parliament_names", "participations", "appointments"])


@each_language
@each_kind
@pytest.mark.parametrize("days", [{}, stated("2020"), {"since": "2020-05-05"}], ids=str)
def test_two_states_of_which_nothing_says_which_came_first_are_refused(
    client, editor, language, kind, days
):
    delegation = make_delegation(parliament=None, kind=None)
    texts = texts_of(kind)
    client.cookies["django_language"] = language
    client.force_login(editor)

    rows = rows_of(kind, {**texts(), **days}, {**texts(), **days})
    refused = save(client, change_page(delegation), **rows)

    said = errors(refused)
    [place] = said
    assert place == f"{kind}-1-sequence"
    assert ("place in the sequence" in said[place]) == (language == "en")
    assert ("место в последовательности" in said[place]) == (language == "ru")
    assert not getattr(delegation, kind).exists()


@each_kind
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, stated("2020")),
        (stated("2020"), stated("2021")),
        (stated("2020"), {**stated("2020"), "sequence": "1"}),
        ({"sequence": "1"}, {"sequence": "2"}),
        ({"since": "2020", "until": "2021"}, {"since": "2021"}),
        ({"since": "2020", "until": "2021"}, {}),
    ],
    ids=str,
)
def test_states_in_an_order_that_anything_tells_are_saved(client, editor, kind, one, other):
    delegation = make_delegation(parliament=None, kind=None, status="draft")
    texts = texts_of(kind)
    client.force_login(editor)

    rows = rows_of(kind, {**texts(), **one}, {**texts(), **other})
    saved = save(client, change_page(delegation), **rows)

    assert saved.status_code == 302, errors(saved)
    assert getattr(delegation, kind).count() == 2


@each_kind
def test_rows_are_compared_as_typed_and_not_as_saved(client, editor, kind):
    delegation = make_delegation(parliament=None, kind=None, status="draft")
    texts = texts_of(kind)
    client.force_login(editor)
    rows = rows_of(kind, {**texts(), **stated("2020")}, {**texts(), **stated("2021")})
    save(client, change_page(delegation), **rows)
    first, second = getattr(delegation, kind).order_by("pk")

    # The days of both change places.
    days = ["2021", "2020"]
    changes = {f"{kind}-{place}-statements-0-day": day for place, day in enumerate(days)}
    assert save(client, change_page(delegation), **changes).status_code == 302

    assert getattr(delegation, kind).get(pk=first.pk).stated_days == ["2021"]
    assert getattr(delegation, kind).get(pk=second.pk).stated_days == ["2020"]


def test_a_second_undated_composition_is_saved_once_its_place_is_told(client, editor):
    delegation = make_delegation(status="draft")
    former = make_composition(delegation, seats=[7], stated=[], sequence=1)
    client.force_login(editor)
    address = f"/admin/delegations/composition/add/?delegation={delegation.pk}"

    refused = save(client, address, **{"sequence": "1"})
    assert f"“{former}” has no day either" in errors(refused)["sequence"]
    assert save(client, address).status_code == 302  # the next number is proposed

    one, _other = delegation.compositions.order_by("sequence")
    assert one == former


def test_an_old_mistake_in_rows_that_nobody_touched_blocks_no_other_change(client, editor):
    delegation = make_delegation(parliament=None, status="draft")
    for identifier in ["one", "two"]:  # as from before the rule
        make_parliament_name(delegation, stated=[], identifier=identifier)
    client.force_login(editor)

    saved = save(client, change_page(delegation), title_en="Renamed")
    refused = save(client, change_page(delegation), **{"parliament_names-0-parliament_en": "New"})

    assert saved.status_code == 302
    assert "parliament_names-0-sequence" in errors(refused)


def test_two_holders_of_one_post_are_refused_in_one_form(client, editor):
    delegation = make_delegation(status="draft")
    former = make_appointment(delegation=delegation, role="head", since="2020", stated=[])
    chamber = make_chamber(delegation)
    client.force_login(editor)
    texts = in_both(title="Head", title_link="comma")
    row = {"person": make_person().pk, "role": role("head").pk, "since": "2024-05-05", **texts}
    row["chamber"] = chamber.pk

    new = rows_of("appointments", row, saved=1)
    refused = save(client, change_page(delegation), **new)
    assert "holds this office during that time" in errors(refused)["appointments-1-since"]
    ended = {**new, "appointments-0-until": "2024-05-05"}
    assert save(client, change_page(delegation), **ended).status_code == 302

    former.refresh_from_db()
    assert former.until == "2024-05-05"
    assert delegation.appointments.count() == 2
