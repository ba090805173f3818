"""Every kind of page keeps all its former addresses, however an address was changed."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client

from assembly.newsroom.models import Version
from assembly.newsroom.working_copies import Work
from assembly.publishing.addressed import addressed_models
from assembly.publishing.models import FormerSlug
from delegations.models import Delegation, Person
from news.models import Article, Topic

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_delegation,
    make_person,
    make_topic,
)
from .forms import change_page, errors, list_page, save, take
from .pages import text
from .work import delete_whole

pytestmark = pytest.mark.django_db

FORMER = {
    Article: "/en/news/first/",
    Delegation: "/en/delegations/first/",
    Person: "/en/people/first/",
    Topic: "/en/news/topics/first/",
}
MAKE = {
    Article: make_article,
    Delegation: make_delegation,
    Person: make_person,
    Topic: make_topic,
}
each_kind = pytest.mark.parametrize("model", FORMER, ids=lambda model: model.__name__)


def make_public(model, slug="first"):
    """Make a page of a kind that is public."""
    page = MAKE[model](slug=slug)
    if model is Person:
        make_appointment(person=page)
    if model is Topic:
        make_article().topics.add(page)
    return page


def leads_to(model, slug="first"):
    """Return where the former address of a page redirects readers."""
    response = Client().get(FORMER[model].replace("first", slug))
    return (response.status_code, response.get("Location"))


def moved(model, slug="second"):
    return (301, FORMER[model].replace("first", slug))


def test_every_kind_of_page_with_an_address_is_tested_here():
    assert set(addressed_models()) == set(FORMER)


@each_kind
def test_an_address_changed_in_the_shell(model):
    page = make_public(model)

    page.slug = "second"
    page.save()
    page.slug = "third"
    page.save(update_fields=["slug"])

    assert leads_to(model) == leads_to(model, "second") == moved(model, "third")


@each_kind
def test_an_address_changed_in_the_admin(client, editor, publisher, model):
    page = make_public(model)
    client.force_login(editor)

    save(client, change_page(page), slug="second")
    client.force_login(publisher)
    take(client, page, "approve")

    assert leads_to(model) == moved(model)


@each_kind
def test_an_address_changed_by_sql_is_noticed_when_a_form_is_opened_or_a_fixture_loaded(
    client, editor, model
):
    page = make_public(model)
    Work(page).record_outside_changes()
    model.objects.filter(pk=page.pk).update(slug="second")
    client.force_login(editor)
    client.get(change_page(page))
    assert leads_to(model) == moved(model)

    model.objects.filter(pk=page.pk).update(slug="third")
    call_command("loaddata", "groups", verbosity=0)

    assert leads_to(model) == leads_to(model, "second") == moved(model, "third")


@each_kind
def test_an_address_changed_by_a_fixture(tmp_path, model):
    page = make_public(model)
    dump = tmp_path / "content.json"
    call_command("dumpdata", model._meta.label_lower, output=dump)
    [record] = [one for one in json.loads(dump.read_text()) if one["pk"] == page.pk]
    record["fields"]["slug"] = "second"
    dump.write_text(json.dumps([record]))

    call_command("loaddata", dump, verbosity=0)

    assert leads_to(model) == moved(model)


@each_kind
def test_an_address_changed_by_restoring(client, editor, publisher, model):
    page = make_public(model, "second")
    client.force_login(editor)
    client.get(change_page(page))
    second = Version.objects.of(page).get()
    page.slug = "first"
    page.save()

    client.post(change_page(page).replace("change", f"restore/{second.pk}"))
    client.force_login(publisher)
    take(client, page, "approve")

    assert leads_to(model) == moved(model)
    assert Client().get(FORMER[model].replace("first", "second")).status_code == 200


@each_kind
def test_a_page_may_return_to_its_old_address(model):
    page = make_public(model)
    for slug in ["second", "first"]:
        page.slug = slug
        page.save()

    assert leads_to(model, "second") == moved(model, "first")
    assert Client().get(FORMER[model]).status_code == 200


@each_kind
def test_no_other_page_may_use_an_old_address(client, editor, tmp_path, model):
    page, other = make_public(model), make_public(model, "other")
    page.slug = "second"
    page.save()

    client.force_login(editor)
    refused = save(client, change_page(other), slug="first")
    assert "leads to another page" in errors(refused)["slug"]
    other.slug = "first"
    with pytest.raises(IntegrityError, match="leads to another page"):
        other.save()
    with pytest.raises(IntegrityError, match="leads to another page"):
        MAKE[model](slug="first")
    dump = tmp_path / "content.json"
    texts = in_both(**({"name": "N"} if model in {Person, Topic} else {"title": "T"}))
    more = {Person: in_both(sort_name="N"), Delegation: {"country": "ZZ"}}.get(model, {})
    fields = {"slug": "first", **texts, **more}
    dump.write_text(json.dumps([{"model": model._meta.label_lower, "fields": fields}]))
    with pytest.raises(CommandError, match=f"{model._meta.label_lower}/first"):
        call_command("loaddata", dump, verbosity=0)

    assert leads_to(model) == moved(model)
    assert not model.objects.filter(slug="first").exists()


def test_a_restored_state_does_not_take_an_address_of_another_page(client, editor):
    page, other = make_topic(slug="first"), make_topic(slug="other")
    client.force_login(editor)
    client.get(change_page(page))
    first = Version.objects.of(page).get()
    FormerSlug.objects.create(record=other, slug="former")
    first.content = {key: {**row, "slug": "former"} for key, row in first.content.items()}
    first.save()

    said = client.post(change_page(page).replace("change", f"restore/{first.pk}"), follow=True)

    assert "Another record now uses this address" in text(said)
    page.refresh_from_db()
    assert page.slug == "first"


@pytest.mark.parametrize("model", [Person, Topic])
def test_the_address_of_a_deleted_record_is_not_reused(client, publisher, model):
    page = MAKE[model](slug="first")
    client.force_login(publisher)
    client.post(change_page(page).replace("change", "delete"), {"post": "yes"})
    assert not model.objects.exists()

    refused = save(client, list_page(model) + "add/", slug="first", name_en="N", sort_name_en="N")
    assert "leads to another page" in errors(refused)["slug"]
    assert leads_to(model) == (404, None)
    deleted = Version.objects.get(action="deleted")
    client.post(f"/admin/bin/{deleted.pk}/")

    assert model.objects.get().slug == "first"
    assert not FormerSlug.objects.exists()


def test_addresses_of_two_merged_people(client):
    kept, other = make_public(Person, "kept"), make_person(slug="first")
    other.slug = "second"
    other.save()

    kept.merge(other)

    assert leads_to(Person) == leads_to(Person, "second") == moved(Person, "kept")


def test_proposed_addresses_of_a_draft_leave_no_redirects():
    page = make_article(slug="first", status="draft")
    page.slug = "second"
    page.save()

    assert not FormerSlug.objects.exists()


def test_a_page_withdrawn_with_a_new_address_keeps_the_old_one():
    page = make_article(slug="first")
    page.slug, page.status, page.published_at = "second", "draft", None
    page.save()

    assert FormerSlug.objects.of(page).get().slug == "first"


def test_old_addresses_are_in_fixtures_with_natural_keys(tmp_path):
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    for model in FORMER:
        page = make_public(model)
        page.slug = "second"
        page.save()
    gone = make_article(slug="gone")
    FormerSlug.objects.create(record=gone, slug="deleted")
    gone.delete()
    dump = tmp_path / "content.json"
    call_command("dumpdata", "assembly.formerslug", "delegations", "news", **natural, output=dump)
    travelling = {
        one["fields"]["slug"] + " → " + str(one["fields"]["object_id"])
        for one in json.loads(dump.read_text())
        if one["model"] == "assembly.formerslug"
    }
    assert travelling == {
        "deleted → 0",
        *(f"first → {model._meta.label_lower}/second" for model in FORMER),
    }
    Article.objects.all().delete()
    for model in [Delegation, Person, Topic]:
        for record in model.objects.all():
            delete_whole(record)
    FormerSlug.objects.all().delete()
    for model in FORMER:  # so that keys differ
        MAKE[model](slug="another")

    for _time in range(2):
        call_command("loaddata", dump, verbosity=0)

    assert FormerSlug.objects.count() == 5
    for model in FORMER:
        assert leads_to(model) == moved(model)
    with pytest.raises(IntegrityError, match="leads to another page"):
        make_article(slug="deleted")


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("without_triggers")
def test_a_migration_moves_the_former_addresses_of_people():
    person = make_person(slug="second")
    FormerSlug.objects.create(record=make_article(), slug="of-an-article")
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    before = [("delegations", "0003_also_known_as")]
    try:
        FormerSlug.objects.create(record=person, slug="zeroth")
        executor.migrate(before)
        old = executor.loader.project_state(before).apps.get_model("delegations", "FormerAddress")
        assert list(old.objects.values_list("slug", "person_id")) == [("zeroth", person.pk)]
        assert not FormerSlug.objects.of(person).exists()
        old.objects.create(slug="first", person_id=person.pk)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
    make_appointment(person=person)  # so that the person has a public page

    assert leads_to(Person) == leads_to(Person, "zeroth") == moved(Person)
    assert FormerSlug.objects.of_kind(Article).get().slug == "of-an-article"
