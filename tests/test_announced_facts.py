"""A source of a day before a fact's first day states it only if it announced it."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from delegations.models import Appointment, Composition
from delegations.needs_attention import concerns

from .builders import in_both, make_appointment, make_composition, make_delegation
from .forms import change_page, errors, list_page, save
from .pages import text

pytestmark = pytest.mark.django_db

SOURCE = {**in_both(source_title="Letter"), "source_url": "https://example.org/letter"}


def make_fact(kind, **given):
    delegation = make_delegation(status="draft")
    if kind == "composition":
        return make_composition(delegation, seats=[5], **given)
    return make_appointment(delegation=delegation, **given)


each_fact = pytest.mark.parametrize("kind", ["composition", "appointment"])


@each_fact
@pytest.mark.parametrize(
    ("since", "day", "announced", "field"),
    [
        ("2021-03-02", "2021-03-01", False, "confirmed_on"),
        ("2021-03", "2021-02-28", False, "confirmed_on"),
        ("2021", "2020-12-31", False, "confirmed_on"),
        ("2021-03-02", "2021-03-02", True, "announced"),
        (None, "2021-01-01", True, "announced"),
    ],
)
def test_an_earlier_source_that_announced_nothing_is_refused(kind, since, day, announced, field):
    fact = make_fact(kind, since=since, announced=announced)
    fact.confirmed_on = date.fromisoformat(day)

    with pytest.raises(ValidationError) as refused:
        fact.full_clean()

    assert [*refused.value.message_dict] == [field]


@each_fact
@pytest.mark.parametrize(
    ("since", "day", "announced"),
    [
        ("2021-03-02", "2021-03-01", True),
        ("2021-03-02", "2021-03-02", False),
        ("2021-03", "2021-03-01", False),
        ("2021", "2021-01-01", False),
        (None, "2021-01-01", False),
    ],
)
def test_an_announcement_and_a_source_since_the_first_day_are_accepted(kind, since, day, announced):
    fact = make_fact(kind, since=since, announced=announced)
    fact.confirmed_on = date.fromisoformat(day)

    fact.full_clean()


@each_fact
def test_a_form_refuses_it_at_the_field_and_accepts_the_announcement(client, editor, kind):
    fact = make_fact(kind)
    client.force_login(editor)
    changes = {"since": "2026-01", "confirmed_on": "2025-12-20"}

    refused = save(client, change_page(fact), **changes)

    assert [*errors(refused)] == ["confirmed_on"]
    assert "before the first day (January 2026)" in errors(refused)["confirmed_on"]
    fact.refresh_from_db()
    assert fact.since is None
    save(client, change_page(fact), **changes, announced="on")
    fact.refresh_from_db()
    assert (fact.since, fact.announced) == ("2026-01", True)


def test_the_form_of_a_delegation_refuses_it_in_its_row(client, editor):
    fact = make_fact("appointment")
    client.force_login(editor)

    refused = save(client, change_page(fact.delegation), **{"appointments-0-since": "2026"})

    assert [*errors(refused)] == ["appointments-0-confirmed_on"]


def test_readers_see_an_announcement_as_such(client):
    delegation = make_delegation(slug="belarus")
    make_composition(delegation, seats=[5], since="2025-06", announced=True)

    for address in ["/en/delegations/belarus/", "/en/delegations/belarus/history/"]:
        page = text(client.get(address))
        assert "Announced on 5 May 2025." in page
        assert "Last confirmed on" not in page


@pytest.mark.parametrize("announced", [True, False])
def test_a_content_file_follows_the_same_rule(tmp_path, announced):
    make_delegation(slug="belarus")
    fields = {"delegation": ["belarus"], "since": "2026-01", "confirmed_on": "2025-12-20"}
    file = tmp_path / "content.json"
    entry = {"model": "delegations.composition", "fields": {**fields, "announced": announced}}
    file.write_text(json.dumps([entry]))

    if announced:
        call_command("loaddata", file, verbosity=0)
        return
    with pytest.raises(CommandError, match="before the first day"):
        call_command("loaddata", file, verbosity=0)
    assert not Composition.objects.exists()


@each_fact
def test_a_later_confirmation_ends_the_announcement(client, editor, kind):
    fact = make_fact(kind, since="2025-06", announced=True)
    client.force_login(editor)

    client.post(f"{list_page(type(fact))}confirm/?ids={fact.pk}", SOURCE)

    fact.refresh_from_db()
    assert (fact.confirmed_on, fact.announced) == (timezone.localdate(), False)
    fact.full_clean()


@each_fact
def test_a_fact_that_has_not_begun_is_not_confirmed_today(client, editor, kind):
    next_year = str(timezone.localdate().year + 1)
    fact = make_fact(kind, since=next_year, announced=True)
    begun = make_fact(kind)
    client.force_login(editor)
    ids = f"{begun.pk},{fact.pk}"

    refused = client.post(f"{list_page(type(fact))}confirm/?ids={ids}", SOURCE)

    assert "has not begun yet" in text(refused)
    assert "https://example.org/letter" in refused.content.decode()  # what was typed comes back
    for one in [fact, begun]:
        one.refresh_from_db()
        assert one.confirmed_on == date(2025, 5, 5)


@pytest.mark.parametrize("of_the_assembly", [True, False])
def test_an_older_fact_that_breaks_the_rule_is_a_concern_and_stays(client, of_the_assembly):
    delegation = None if of_the_assembly else make_delegation()
    fact = make_appointment(delegation=delegation, since="2025-06")
    said = "The source of 5 May 2025 is from before the first day, June 2025: check it."

    found = [one.text for one in concerns(today=date(2025, 7, 1)) if one.record == fact]

    assert found == [said]
    assert client.get(fact.person.get_absolute_url()).status_code == 200
    Appointment.objects.update(announced=True)
    assert said not in [one.text for one in concerns(today=date(2025, 7, 1))]


def test_the_day_of_a_source_is_never_in_the_future(client, editor):
    fact = make_fact("composition")
    fact.confirmed_on = timezone.localdate() + timedelta(days=2)

    with pytest.raises(ValidationError, match="cannot be in the future"):
        fact.full_clean()
