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
    Composition,
    Delegation,
    FormerChamber,
    FormerParliament,
    FormerParticipation,
    Person,
    Seats,
)
from news.models import Article, Topic

from .builders import in_both, make_delegation, make_person

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


def test_loading_in_any_order_twice_gives_the_same_content(content):
    first = dump()

    for order in itertools.permutations(SHIPPED):
        call_command("loaddata", *order, verbosity=0)
        assert dump() == first


@pytest.mark.parametrize("order", [*itertools.permutations(SHIPPED)], ids="-".join)
def test_an_empty_database_loads_fixtures_in_any_order(order):
    call_command("loaddata", *order, verbosity=0)

    assert Delegation.objects.count() == 5
    assert Article.objects.get().people.count() == 2


def test_each_fixture_loads_again_alone(content):
    first = dump()

    for fixture in SHIPPED:
        call_command("loaddata", fixture, verbosity=0)

    assert dump() == first


def test_a_dump_loaded_into_an_empty_database_gives_the_same_content(content, tmp_path, admin_user):
    Article.objects.update(updated_by=admin_user)
    belarus = Delegation.objects.get(slug="belarus")
    former = {"until": "1991-08", "confirmed_on": "2025-05-05"}
    texts = in_both(parliament="Supreme Council", lead_in="It had")
    FormerParliament.objects.create(delegation=belarus, **former, **texts)
    FormerParticipation.objects.create(delegation=belarus, participation="observer", **former)
    texts = in_both(name="Council", name_of="the Council")
    FormerChamber.objects.create(chamber=belarus.chambers.first(), **former, **texts)
    Person.objects.get(slug="viktor-kogut").merge(make_person(slug="v-kogut"))
    first = dump()
    assert "updated_by" not in json.dumps(first)
    file = tmp_path / "dump.json"
    file.write_text(json.dumps(first))
    formers = [FormerChamber, FormerParliament, FormerParticipation, FormerSlug]
    bodies = [Composition, Appointment, Chamber, Delegation, Person]
    for model in [Article, Topic, Seats, *formers, *bodies]:
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
    composition = {"delegation": ["atlantis"], "confirmed_on": "2025-09-14"}

    with pytest.raises(DeserializationError):
        load(tmp_path, ("delegations.composition", composition))


def test_a_refused_fixture_leaves_nothing_behind(tmp_path):
    person = {"slug": "somebody", "name_en": "Somebody", "sort_name_en": "Somebody"}
    composition = {"delegation": ["atlantis"], "confirmed_on": "2025-09-14"}

    with pytest.raises((DeserializationError, CommandError)):
        load(tmp_path, ("delegations.person", person), ("delegations.composition", composition))

    assert not Person.objects.exists()


def test_a_fixture_with_a_javascript_website_is_refused(tmp_path):
    make_delegation(slug="belarus")
    chamber = {
        "delegation": ["belarus"],
        "slug": "house",
        "kind": "lower",
        "website_en": "javascript:alert(1)",
    }

    with pytest.raises(IntegrityError):
        load(tmp_path, ("delegations.chamber", chamber))


def test_a_script_in_a_fixture_is_removed(tmp_path):
    article = {"slug": "news", "title_en": "News", "body_en": "<p>Hi<script>alert(1)</script></p>"}

    load(tmp_path, ("news.article", article))

    assert Article.objects.get().body_en == "<p>Hi</p>"


def test_a_fixture_with_an_existing_slug_changes_that_record(content, tmp_path):
    load(tmp_path, ("delegations.person", {"slug": "viktor-kogut", "name_en": "V. Kogut"}))

    assert Person.objects.get(slug="viktor-kogut").name_en == "V. Kogut"
