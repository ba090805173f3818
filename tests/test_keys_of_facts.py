"""Content files name facts by identifiers, which hold whatever staff correct."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from assembly.newsroom.models import Action
from assembly.newsroom.working_copies import Work
from delegations.models import (
    Appointment,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    Role,
    Website,
)

from .builders import (
    in_both,
    make_appointment,
    make_composition,
    make_delegation,
    make_person,
    make_user,
    says,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("content")]

FACTS = [Appointment, ChamberName, Composition, ParliamentName, Participation, Website]


@pytest.fixture
def staff():
    return make_user(is_superuser=True)


def correct(fact, user, **columns):
    """Correct columns of a fact as its form does, and approve the result."""
    work = Work(fact.root)
    work.record_outside_changes()
    for name, value in columns.items():
        setattr(fact, name, value)
    fact.save()
    work.save_revision(Action.PUBLISHED, user=user)


def identifiers():
    """Return what facts there are, by what content files call them."""
    return {(model, *fact.natural_key()) for model in FACTS for fact in model.objects.all()}


def load_shipped():
    call_command("loaddata", "delegations", verbosity=0)


@pytest.mark.parametrize("model", FACTS)
def test_a_corrected_day_stays_and_makes_no_second_state(staff, model):
    fact, before = model.objects.first(), identifiers()
    days = {"since": "2019-05", "until": "2026-02"}
    correct(fact, staff, **days)

    load_shipped()

    fact.refresh_from_db()
    assert {name: getattr(fact, name) for name in days} == days
    assert identifiers() == before


def test_a_corrected_role_or_person_makes_no_second_holder(staff):
    fact = Appointment.objects.get(person__slug="mikhail-krotov", delegation__slug="russia")
    offices = Appointment.objects.count()
    role, person = Role.objects.get(slug="head"), make_person(slug="somebody")
    correct(fact, staff, role=role)
    correct(fact, staff, person=person)

    load_shipped()

    fact.refresh_from_db()
    assert (fact.role, fact.person, Appointment.objects.count()) == (role, person, offices)


@pytest.mark.parametrize("model", FACTS)
def test_statements_of_staff_and_of_the_files_stand_together(staff, model):
    fact = model.objects.first()
    shipped = fact.statements
    added = [says("2026-01-15", **in_both(title="A letter")), *shipped]
    correct(fact, staff, statements=added)

    load_shipped()

    fact.refresh_from_db()
    assert fact.statements == added


def test_a_state_that_staff_added_stays(staff):
    belarus = Delegation.objects.get(slug="belarus")
    added = make_composition(belarus, since="2026-01", stated=["2026-01-15"])
    Work(belarus).save_revision(Action.PUBLISHED, user=staff)
    before = identifiers()

    load_shipped()

    assert identifiers() == before
    assert belarus.compositions.get(since="2026-01") == added


def test_facts_without_a_day_are_told_apart():
    delegation, person = make_delegation(), make_person(slug="ann")
    states = [
        make_composition(delegation, sequence=number, stated=[None]).identifier
        for number in [1, 2, 3]
    ]
    offices = [make_appointment(person=person, stated=[]).identifier for _number in [1, 2]]

    assert states == ["undated", "undated-2", "undated-3"]
    assert offices == ["ann-member", "ann-member-2"]


def test_identifiers_survive_a_dump_that_is_loaded_into_an_empty_database(tmp_path):
    delegation = make_delegation(slug="country")
    for number in [1, 2]:
        make_composition(delegation, sequence=number, stated=[])
    fact = Composition.objects.first()
    fact.since = "2020"
    fact.save()
    before, out = identifiers(), StringIO()
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "delegations", **natural, stdout=out)
    file = tmp_path / "dump.json"
    file.write_text(out.getvalue())
    assert not any("pk" in one for one in json.loads(out.getvalue()))
    for model in FACTS:
        model.objects.all().delete()

    for _time in ["first", "second"]:
        call_command("loaddata", file, verbosity=0)
        assert identifiers() == before
