"""Content is dumped and loaded as fixtures with natural keys."""

import itertools
import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError

from assembly.publishing.models import FormerSlug
from delegations.models import (
    Appointment,
    Chamber,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Participation,
    ParticipationKind,
    Person,
    Role,
    SeatKind,
    Seats,
    Website,
)
from news.models import Article, Topic

from .builders import (
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_parliament_name,
    make_participation,
    make_person,
    role,
)

pytestmark = pytest.mark.django_db

SHIPPED = sorted(path.stem for path in Path(settings.FIXTURE_DIRS[0]).glob("*.json"))


def dump():
    """Return the whole content as `dumpdata` writes it."""
    out = StringIO()
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    apps = ["assembly.formerslug", "delegations", "news", "auth.group"]
    call_command("dumpdata", *apps, **natural, stdout=out)
    return json.loads(out.getvalue())


def load(tmp_path, *objects):
    """Load objects, each a model's name and its fields, from a fixture file."""
    file = tmp_path / "content.json"
    file.write_text(json.dumps([{"model": model, "fields": fields} for model, fields in objects]))
    call_command("loaddata", file, verbosity=0)


def test_loading_in_any_order_twice_gives_the_same_content():
    call_command("loaddata", *SHIPPED, verbosity=0)
    first = dump()

    for order in itertools.permutations(SHIPPED):
        call_command("loaddata", *order, verbosity=0)
        assert dump() == first


@pytest.mark.parametrize("order", [*itertools.permutations(SHIPPED)], ids="-".join)
def test_an_empty_database_loads_fixtures_in_any_order(order):
    call_command("loaddata", *order, verbosity=0)

    assert Delegation.objects.count() == 5
    assert Article.objects.get().people.count() == 2


def test_each_fixture_loads_again_alone():
    call_command("loaddata", *SHIPPED, verbosity=0)
    first = dump()

    for fixture in SHIPPED:
        call_command("loaddata", fixture, verbosity=0)

    assert dump() == first


def test_a_dump_loaded_into_an_empty_database_gives_the_same_content(content, tmp_path, admin_user):
    Article.objects.update(updated_by=admin_user)
    belarus = Delegation.objects.get(slug="belarus")
    former = {"until": "1991-08", "stated": ["1991"]}
    make_parliament_name(belarus, **former)
    make_participation(belarus, kind="observer", **former)
    make_chamber_name(belarus.chambers.first(), **former)
    make_composition(belarus, until="1991-08", sequence=1, stated=[None], seats=[])
    Person.objects.get(slug="viktor-kogut").merge(make_person(slug="v-kogut"))
    first = dump()
    assert "updated_by" not in json.dumps(first)
    file = tmp_path / "dump.json"
    file.write_text(json.dumps(first))
    facts = [Composition, Appointment, ParliamentName, Participation, ChamberName, Website]
    bodies = [Chamber, Delegation, Person, Role, ParticipationKind, SeatKind]
    for model in [FormerSlug, Article, Topic, Seats, *facts, *bodies]:
        model.objects.all().delete()
    Group.objects.all().delete()
    assert dump() == []

    call_command("loaddata", file, verbosity=0)

    assert dump() == first


@pytest.mark.parametrize("fixture", SHIPPED)
def test_no_fixture_has_a_numeric_key(fixture):
    objects = json.loads((Path(settings.FIXTURE_DIRS[0]) / f"{fixture}.json").read_text())

    assert [one for one in objects if "pk" in one] == []


def test_the_shipped_content_is_valid(content):
    for model in [Delegation, Chamber, Composition, Seats, Person, Article]:
        for instance in model.objects.all():
            instance.full_clean()


def test_an_unknown_delegation_is_refused(tmp_path):
    composition = {"delegation": ["atlantis"], "identifier": "2025-09-14"}

    with pytest.raises(DeserializationError):
        load(tmp_path, ("delegations.composition", composition))


def test_a_refused_fixture_leaves_nothing_behind(tmp_path):
    person = {"slug": "somebody", "name_en": "Somebody", "sort_name_en": "Somebody"}
    composition = {"delegation": ["atlantis"], "identifier": "2025-09-14"}

    with pytest.raises((DeserializationError, CommandError)):
        load(tmp_path, ("delegations.person", person), ("delegations.composition", composition))

    assert not Person.objects.exists()


def test_a_fixture_with_a_javascript_website_is_refused(tmp_path):
    chamber = make_chamber(make_delegation(slug="belarus"), slug="house")
    of_chamber = {"chamber": list(chamber.natural_key()), "identifier": "1"}

    with pytest.raises((IntegrityError, CommandError)):
        load(tmp_path, ("delegations.website", {**of_chamber, "address_en": "javascript:alert(1)"}))


@pytest.mark.parametrize(
    ("model", "fields", "reason"),
    [
        ("delegations.delegation", {"slug": "a" * 101, "title_en": "A"}, "slug: .* 100 characters"),
        ("delegations.person", {"slug": "a", "name_en": "a" * 201}, "name_en: .* 200 characters"),
        ("delegations.role", {"slug": "a" * 51, "name_en": "A"}, "slug: .* 50 characters"),
        ("news.topic", {"slug": "a", "name_en": "a" * 101}, "name_en: .* 100 characters"),
        (
            "delegations.appointment",
            {"identifier": "a" * 161, "person": ["person"], "role": ["role"], "title_en": "A"},
            "identifier: .* 160 characters",
        ),
    ],
)
def test_a_text_that_could_never_be_saved_again_is_refused(tmp_path, model, fields, reason):
    """SQLite keeps longer texts than the column allows; no form then takes them."""
    make_person(slug="person")
    role("role")

    with pytest.raises(CommandError, match=reason):
        load(tmp_path, (model, fields))


def test_a_script_in_a_fixture_is_removed(tmp_path):
    article = {"slug": "news", "title_en": "News", "body_en": "<p>Hi<script>alert(1)</script></p>"}

    load(tmp_path, ("news.article", article))

    assert Article.objects.get().body_en == "<p>Hi</p>"


def test_a_fixture_with_an_existing_slug_changes_that_record(content, tmp_path):
    load(tmp_path, ("delegations.person", {"slug": "viktor-kogut", "name_en": "V. Kogut"}))

    assert Person.objects.get(slug="viktor-kogut").name_en == "V. Kogut"


def test_loading_from_the_command_line_checks_the_site_first(content):
    out = StringIO()

    call_command("loaddata", "groups", skip_checks=False, stdout=out)

    assert "Installed 2 object(s)" in out.getvalue()
