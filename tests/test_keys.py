"""Primary keys are never reused, so that history of a deleted record never joins another's."""

import json
from datetime import timedelta
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test import Client
from django.utils import timezone

from assembly.core.sequences import reserve_key
from assembly.newsroom.bin import move_to_bin, restore_from_bin
from assembly.newsroom.models import PreviewLink, Version
from assembly.newsroom.previews import preview_token
from assembly.newsroom.working_copies import Work, amend
from assembly.publishing.models import FormerSlug
from assembly.publishing.versioned import versioned_models
from news.models import Topic

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_chamber,
    make_composition,
    make_delegation,
    make_image,
    make_person,
    make_topic,
    make_website,
    participation_kind,
    role,
    seat_kind,
)
from .pages import text

pytestmark = pytest.mark.django_db

SHIPPED = ["groups", "delegations", "news"]


def make_whole_delegation(country="XA"):
    """Make a delegation with a row of every model that belongs to one."""
    delegation = make_delegation(country=country, status="draft")
    chamber = make_composition(delegation, seats=[5]).seats.get().chamber
    make_website(chamber, **in_both(address="https://example.org/"))
    make_appointment(delegation=delegation, person=make_person())
    return delegation


def make_whole_article():
    article = make_article(status="draft")
    make_attachment(article)
    return article


def make_all(country="XA"):
    """Make a record of each kind; shipped content may already have the builders' countries."""
    makers = [make_whole_article, make_person, make_topic, make_image]
    records = [make_whole_delegation(country), *(make() for make in makers)]
    return [*records, *(one(f"of-{country}") for one in [role, participation_kind, seat_kind])]


def keys():
    """Return the highest key of each model with revisions, including rows of records."""
    found = {}
    for model in versioned_models():
        for label in [model._meta.label, *model.parts]:
            row_model = model._meta.apps.get_model(label)
            found[label] = row_model._base_manager.aggregate(highest=models.Max("pk"))["highest"]
    return found


def delete_all(records, user=None):
    return [move_to_bin(record, user) for record in records]


def load_shipped():
    call_command("loaddata", *SHIPPED, verbosity=0)


def upgrade():
    """Do what the upgrade does for a database in which sequences may have been reset."""
    migration = import_module("assembly.migrations.0005_keys_and_files")
    migration.reserve_known_keys(apps, None)


def print_and_run_sequence_resets():
    out = StringIO()
    call_command("sqlsequencereset", "news", "delegations", "assembly", stdout=out, no_color=True)
    with connection.cursor() as cursor:
        for line in out.getvalue().splitlines():
            if line.startswith("SELECT"):
                cursor.execute(line)


ROADS = [load_shipped, print_and_run_sequence_resets, upgrade]


@pytest.mark.parametrize("road", ROADS)
def test_a_new_row_gets_a_key_above_every_earlier_key(road):
    load_shipped()
    records = make_all()
    given = keys()
    assert None not in given.values()
    delete_all(records)

    road()
    make_all("XB")

    assert [label for label, key in keys().items() if key <= given[label]] == []


def test_the_history_of_a_deleted_draft_never_belongs_to_a_new_article(editor):
    load_shipped()
    draft = make_article(status="draft", title_en="The first")
    link = PreviewLink.objects.create(
        content_type=Work(draft).kind,
        object_id=draft.pk,
        made_by=editor,
        expires_at=timezone.now() + timedelta(days=7),
    )
    address = f"/preview/{preview_token(link)}/en/"
    assert "The first" in text(Client().get(address))
    move_to_bin(draft, editor)
    load_shipped()

    new = make_article(status="draft", title_en="A secret")

    assert not Version.objects.of(new).exists()
    shown = Client().get(address)
    assert (shown.status_code, "A secret" in text(shown)) == (404, False)


def test_a_preview_link_shows_no_other_record_even_if_a_key_was_reused(editor):
    draft = make_article(status="draft")
    link = PreviewLink.objects.create(
        content_type=Work(draft).kind,
        object_id=draft.pk,
        expires_at=timezone.now() + timedelta(days=7),
    )
    key = draft.pk
    move_to_bin(draft, editor)
    make_article(pk=key, status="draft", title_en="A secret")

    shown = Client().get(f"/preview/{preview_token(link)}/en/")

    assert (shown.status_code, "A secret" in text(shown)) == (404, False)


def test_rows_of_a_working_copy_keep_their_keys(editor):
    delegation = make_delegation(country="XA")
    work = amend(delegation, editor, lambda: make_chamber(delegation))
    [pk] = [int(key.split("/")[1]) for key in work.copy.content if "delegations.chamber/" in key]
    load_shipped()

    assert make_chamber(make_delegation(country="XB")).pk > pk


def dump(*labels):
    """Return what `dumpdata` writes for a site, to be loaded into an empty one."""
    out = StringIO()
    call_command("dumpdata", *labels, natural_foreign=True, stdout=out)
    return json.loads(out.getvalue())


FAR = 1_000_000  # above every key of this database, as in the dump of an older site


def with_record_key(row):
    """Return a dumped row about a record as if that record had another key."""
    fields = row["fields"]
    fields["object_id"] += FAR
    if "content" in fields:
        content = json.loads(fields["content"])
        far = {}
        for key, values in content.items():
            label, pk = key.split("/")
            far[f"{label}/{int(pk) + FAR}"] = values
        fields["content"] = json.dumps(far)
    return {**row, "pk": row["pk"] + FAR}


def test_a_loaded_dump_reserves_the_keys_in_its_history_and_links(tmp_path):
    records = make_all()
    for record in records:
        Work(record).save_revision("saved")
    kind = Work(make_topic()).kind
    FormerSlug.objects.create(content_type=kind, object_id=5, slug="before")
    given = keys()
    rows = dump("assembly.version", "assembly.formerslug")
    far = list(map(with_record_key, rows))
    for row in far:
        if row["model"] == "assembly.formerslug":
            row["fields"]["slug"] += "-too"
            row["fields"]["object_id"] = 3 * FAR
    path = tmp_path / "dump.json"
    path.write_text(json.dumps(far))

    call_command("loaddata", path, verbosity=0)
    make_all(country="XB")

    now = keys()
    assert [label for label, key in now.items() if key <= given[label] + FAR] == []
    assert now["news.Topic"] > 3 * FAR


def test_a_snapshot_of_a_former_model_does_not_stop_the_loading():
    topic = make_topic()
    Work(topic).save_revision(
        "saved", content={"news.footnote/7": {}, f"news.topic/{topic.pk + 50}": {}}
    )

    upgrade()

    assert make_topic().pk > topic.pk + 50


def test_a_reserved_key_is_never_lowered():
    first = make_topic()
    for key in [first.pk + 100, first.pk + 3, 1]:
        reserve_key(Topic, key)

    assert make_topic().pk == first.pk + 101


def test_a_record_restored_from_the_bin_has_its_old_key(editor):
    topic = make_topic()
    pk = topic.pk
    version = move_to_bin(topic, editor)
    load_shipped()
    other = make_topic()

    assert restore_from_bin(version, editor).pk == pk
    assert other.pk > pk
    assert make_topic().pk > other.pk


@pytest.mark.usefixtures("without_triggers")
@pytest.mark.parametrize("rows", [0, 1])
def test_a_migration_that_alters_a_column_causes_no_reuse_of_keys(rows):
    kept = [make_topic() for _number in range(rows)]
    last = make_topic()
    pk = last.pk
    last.delete()
    column = Topic._meta.get_field("slug")
    longer = column.clone()
    longer.max_length = 70
    longer.set_attributes_from_name("slug")
    longer.model = Topic

    for before, after in [(column, longer), (longer, column)]:
        with connection.schema_editor() as editor:  # on SQLite this rebuilds the whole table
            editor.alter_field(Topic, before, after)

    assert make_topic().pk > pk
    assert set(kept) <= set(Topic.objects.all())
