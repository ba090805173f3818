"""A database of before facts had statements upgrades, and loses no source, day or wording."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.migrations.executor import MigrationExecutor

from assembly.core.triggers import create_triggers, drop_triggers
from assembly.newsroom.models import Version
from assembly.newsroom.snapshots import with_new_columns
from assembly.newsroom.working_copies import Work
from delegations.models import (
    Appointment,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    ParticipationKind,
    Person,
    Website,
)

from .builders import make_user
from .old_facts import BEFORE, SHIPPED, OldSite, make_site, moment

# One worker upgrades the site that all these tests read.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("facts upgrade")]

FACTS = [Appointment, ChamberName, Composition, ParliamentName, Participation, Website]
PERMISSIONS = {
    "keepers": ["add_formerchamber", "delete_formerparliament", "view_formerparticipation"],
    "publishers": ["publish_delegation"],
    "readers": ["view_delegation"],
}


@pytest.fixture(scope="module")
def sources(django_db_setup, django_db_blocker):
    """The sources that a site had before it was upgraded: day, title and address of each."""
    with django_db_blocker.unblock():
        drop_triggers(using=DEFAULT_DB_ALIAS, plan=True)
        executor = MigrationExecutor(connection)
        executor.migrate([("delegations", BEFORE)])
        old = OldSite(executor.loader.project_state([("delegations", BEFORE)]).apps)
        make_site(old)
        make_staff_of_before()
        executor = MigrationExecutor(connection)
        known = old.sources()
        executor.migrate(executor.loader.graph.leaf_nodes())
        create_triggers(using=DEFAULT_DB_ALIAS)
        ContentType.objects.clear_cache()
        yield known
        call_command("flush", interactive=False, reset_sequences=False, verbosity=0)


def make_staff_of_before():
    """Make a group and a user with each set of permissions; those of new models are not there."""
    new = ["chambername", "parliamentname", "participation", "website"]
    new += ["participationkind", "role", "seatkind"]
    Permission.objects.filter(content_type__model__in=new).delete()
    for name, codenames in PERMISSIONS.items():
        for codename in codenames:
            model = codename.partition("_")[2]
            kind, _new = ContentType.objects.get_or_create(app_label="delegations", model=model)
            Permission.objects.get_or_create(content_type=kind, codename=codename)
        make_user(*codenames, username=name)
        group = Group.objects.create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codenames))


@pytest.fixture
def country(sources):
    return Delegation.objects.get(slug="country")


def described(states, *names):
    """Return values of states in order, and what their statements say, as "so 2013-03-03"."""
    return [
        (*(getattr(one, name) for name in names), [f"{it.says} {it.day}" for it in one.stated])
        for one in sorted(states, key=lambda one: one.order_key)
    ]


def test_each_source_and_day_becomes_a_statement(sources):
    found = {
        (one["day"], one["title_en"], one["address"])
        for model in FACTS
        for fact in model.objects.all()
        for one in fact.statements
    }

    assert found == sources
    assert len(found) > 10


def test_each_state_moves_with_its_days_and_what_its_source_said(country):
    assert described(country.parliament_names.all(), "parliament_ru", "since", "until") == [
        ("Old", None, "2015", ["so 2014-05-05"]),
        ("New", "2015", None, ["so 2023-05-05"]),  # only the lead-in changed in 2024
    ]
    kinds = dict(ParticipationKind.objects.values_list("slug", "pk"))
    assert described(country.participations.all(), "kind_id", "since", "until", "note_ru") == [
        (kinds["observer"], None, "2019", "", ["ended 2020-01-01"]),
        (kinds["member"], "2019", None, "by a treaty", []),
    ]
    [chamber] = country.chambers.all()
    assert described(chamber.names.all(), "name_en", "name_of_ru", "since", "until") == [
        ("Council", "the Council", None, "2012", ["so 2011-01-01"]),
        ("House", "the House", "2012", None, []),
    ]
    assert [one.address_ru for one in chamber.websites.all()] == ["https://house.example.org"]
    assert described(country.appointments.all(), "title_en", "since", "until") == [
        ("Title of bob", None, "2020", ["ended 2020-02-02"]),
        ("Title of ann", None, None, ["so 2025-09-14"]),
        ("Title of cat", "2026-01-15", None, ["began 2025-12-01"]),
    ]


def test_the_states_pass_the_checks_of_their_forms(country):
    for model in FACTS:
        for fact in model.objects.all():
            fact.clean()


def test_lead_ins_stand_with_the_seats_of_their_time(country, client):
    assert described(country.compositions.all(), "since", "lead_in_ru", "total") == [
        (None, "It consists of", 5, ["so 2013-03-03"]),
        ("2018", "It consists of", 7, ["so 2023-05-05"]),
        ("2024-02", "It is represented by", 7, ["so 2025-09-14"]),
    ]
    for day, sentence in [
        ("2013-03-03", "It consists of 5 deputies."),
        ("2020-01-01", "It consists of 7 deputies."),
        ("2024-05-05", "It is represented by 7 deputies."),
    ]:
        found = Delegation.objects.with_facts(date.fromisoformat(day)).get(slug="country")
        assert found.composition.sentence == sentence
    for page in ["country/", "country/?on=2020-01-01", "country/history/"]:
        assert client.get(f"/ru/delegations/{page}").status_code == 200


def test_only_states_whose_order_no_day_shows_are_numbered(sources):
    numbered = [one for model in FACTS for one in model.objects.exclude(sequence=None)]

    assert [(one.parliament_en, one.sequence) for one in numbered] == [
        ("First", 1),
        ("Second", 2),
        ("Third", 3),
    ]


def test_marks_of_outdated_translations_stay_where_their_texts_do(country):
    assert country.stale == {"title_ru": {"source": "title_en", "before": "Land"}}


def test_nothing_counts_as_changed_after_the_upgrade(country):
    for record in [country, Person.objects.get(slug="secretary")]:
        newest = Version.objects.of(record).public().first()
        assert Work(record).record_outside_changes() == newest


def test_a_working_copy_is_published_after_the_upgrade(country):
    work = Work(country)
    assert work.conflicts() == []

    work.publish_copy()

    country.refresh_from_db()
    assert (country.title_en, country.title_ru) == ("Edited", "Country")
    names = country.parliament_names.values_list("parliament_en", "parliament_ru")
    assert set(names) == {("Old", "Old"), ("Edited name", "New")}
    assert [one[0] for one in described(country.compositions.all(), "total")] == [5, 9, 9]
    head = country.appointments.get(role__slug="head")
    assert [(one.says, one.day) for one in head.stated] == [("so", "2026-02-02")]


def test_the_site_learned_of_each_row_when_a_version_first_had_it(country):
    learned = {one.person.slug: one.recorded_at.year for one in country.appointments.all()}
    assert learned == {"ann": 2024, "bob": 2024, "cat": 2025}
    assert Appointment.objects.get(person__slug="secretary").recorded_at == moment(2022)
    for fact in [*country.compositions.all(), *country.parliament_names.all()]:
        assert fact.recorded_at == moment(2024)
    ends = country.parliament_names.values_list("since", "end_recorded_at")
    assert set(ends) == {(None, moment(2024)), ("2015", None)}


def test_titles_are_joined_as_before_in_each_language(sources):
    people = ["ann", "bob", "cat", "secretary"]
    found = Appointment.objects.filter(person__slug__in=people)

    links = found.values_list("person__slug", "title_link_en", "title_link_ru")
    assert {slug: both for slug, *both in links} == {
        "ann": ["comma", "comma"],
        "bob": ["comma", "comma"],
        "cat": ["dash", "dash"],
        "secretary": ["dash", "dash"],
    }


def test_a_version_of_before_is_read_and_restored(country, client):
    client.force_login(make_user(is_superuser=True))
    first = Version.objects.of(country).last()
    page = f"/admin/delegations/delegation/{country.pk}"
    assert Work(country).copy.content != first.content

    for read in ["change/", "history/", f"compare/?old={first.pk}"]:
        assert client.get(f"{page}/{read}").status_code == 200
    client.post(f"{page}/restore/{first.pk}/")

    restored = Work(country).copy.content
    assert with_new_columns(restored) == with_new_columns(first.content)


def test_the_shipped_content_loads_again_as_the_same_facts(sources):
    """Also where staff have confirmed them since, as the first version knows."""
    before = identifiers()

    call_command("loaddata", "delegations", verbosity=0)

    assert identifiers() == before
    shipped = {
        (model, *fields[body], fields["identifier"])
        for model, body in [
            ("appointment", ""),
            ("chambername", "chamber"),
            ("composition", "delegation"),
            ("parliamentname", "delegation"),
            ("participation", "delegation"),
            ("website", "chamber"),
        ]
        for one in SHIPPED
        if one["model"] == f"delegations.{model}"
        for fields in [{"": [], **one["fields"]}]
    }
    assert shipped <= before


def identifiers():
    return {
        (model._meta.model_name, *fact.natural_key())
        for model in FACTS
        for fact in model.objects.all()
    }


@pytest.mark.parametrize(
    ("name", "permitted"),
    [
        (
            "keepers",
            ["add_chambername", "add_website", "delete_parliamentname", "view_participation"],
        ),
        (
            "publishers",
            [
                *(
                    f"{action}_{term}"
                    for action in ["add", "change", "delete", "publish", "view"]
                    for term in ["participationkind", "role", "seatkind"]
                ),
                "publish_delegation",
            ],
        ),
        (
            "readers",
            [
                *(f"view_{term}" for term in ["participationkind", "role", "seatkind"]),
                *(f"view_{fact}" for fact in ["delegation", "parliamentname", "participation"]),
            ],
        ),
    ],
)
def test_staff_may_do_what_they_might_before(sources, name, permitted):
    for permissions in [
        Permission.objects.filter(group__name=name),
        Permission.objects.filter(user__username=name),
    ]:
        assert sorted(permissions.values_list("codename", flat=True)) == sorted(permitted)
