"""Every saved version is kept, whoever saved it and however, and any can be restored."""

import json

import pytest
from django.core.management import call_command

from assembly.newsroom.models import Action, Version
from delegations.models import Appointment, Composition, Delegation

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_person,
    make_topic,
)
from .forms import change_page, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db


def history(page):
    return change_page(page).replace("change", "history")


def tool(page, name):
    return change_page(page).replace("change", name)


@each_app
def test_a_history_shows_who_did_what_when_and_why(client, editor, publisher, make):
    page = make(status="draft")
    client.force_login(editor)
    take(client, page, "submit", summary_en="First", note="For tomorrow")
    client.force_login(publisher)
    take(client, page, "return", note="Name the source")

    shown = text(client.get(history(page)))

    for words in ["editors", "publishers", "submitted for review", "For tomorrow"]:
        assert words in shown
    assert shown.index("Name the source") < shown.index("For tomorrow")  # the newest first


def test_a_version_has_links_seats_and_appointments(client, editor):
    delegation = make_delegation(status="draft")
    composition = make_composition(delegation, seats=[7])
    make_appointment(delegation=delegation, **in_both(title="head of it"))
    client.force_login(editor)

    save(client, change_page(composition), **{"seats-0-number": "9"})

    shown = text(client.get(tool(delegation, "compare")))
    assert "Number 7 9" in shown
    content = str(Version.objects.of(delegation).first().content)
    assert "head of it" in content

    article = make_article(status="draft")
    topic = make_topic()
    client.get(change_page(article))
    save(client, change_page(article), topics=[topic.pk])
    assert f"Topics {topic}" in text(client.get(tool(article, "compare")))


@each_app
def test_any_two_states_are_compared_word_by_word(client, editor, make):
    page = make(status="draft", summary_en="The old words stand here.")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="The new words stand here.")
    save(client, change_page(page), summary_en="The new words stand there.")
    newest, _middle, oldest = Version.objects.of(page)

    shown = client.get(tool(page, "compare"), {"from": oldest.pk, "to": newest.pk})

    html = " ".join(shown.content.decode().split())
    assert (
        "The <del>old</del> <ins>new</ins> words stand <del>here.</del> <ins>there.</ins>" in html
    )


@pytest.mark.parametrize("query", [{}, {"from": "x", "to": "9" * 30}, {"from": "\0"}], ids=str)
def test_an_invalid_comparison_causes_no_error(client, editor, query):
    page = make_article()
    client.force_login(editor)
    client.get(change_page(page))

    assert client.get(tool(page, "compare"), query).status_code == 200


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
def test_an_earlier_version_is_restored_where_edits_are_saved(client, editor, make, status):
    page = make(status=status, summary_en="At first")
    client.force_login(editor)
    client.get(change_page(page))
    save(client, change_page(page), summary_en="Later")
    first = Version.objects.of(page).last()

    asked = client.get(tool(page, f"restore/{first.pk}"))
    client.post(tool(page, f"restore/{first.pk}"))

    assert "Later At first" in text(asked)
    form = client.get(change_page(page)).context["adminform"].form
    assert form["summary_en"].value() == "At first"
    page.refresh_from_db()
    assert (page.status, page.summary_en) == (status, "At first")


def test_deleted_rows_are_restored_with_their_keys(client, publisher):
    delegation = make_delegation(status="draft")
    appointment = make_appointment(delegation=delegation)
    client.force_login(publisher)
    client.get(change_page(delegation))
    save(client, change_page(delegation), **{"appointments-0-DELETE": "on"})
    assert not Appointment.objects.exists()
    first = Version.objects.of(delegation).last()

    client.post(tool(delegation, f"restore/{first.pk}"))

    assert Appointment.objects.get() == appointment


def test_a_version_that_refers_to_a_deleted_record_is_refused_with_a_message(client, publisher):
    delegation = make_delegation(status="draft")
    appointment = make_appointment(delegation=delegation)
    client.force_login(publisher)
    client.get(change_page(delegation))
    first = Version.objects.of(delegation).last()
    appointment.delete()
    appointment.person.delete()

    said = client.post(tool(delegation, f"restore/{first.pk}"), follow=True)

    assert "This version refers to a deleted record: Person (person)." in text(said).replace(
        "person (person)", "Person (person)"
    )
    assert not Appointment.objects.exists()


def test_loading_a_fixture_adds_a_version(content, tmp_path):
    before = Version.objects.count()
    belarus = Delegation.objects.get(slug="belarus")
    file = tmp_path / "content.json"
    composition = {"delegation": ["belarus"], "identifier": "2026-02-01", "since": "2026-02-01"}
    file.write_text(json.dumps([{"model": "delegations.composition", "fields": composition}]))

    call_command("loaddata", file, verbosity=0)

    entry = Version.objects.of(belarus).first()
    assert entry.action == Action.LOADED
    assert "2026-02-01" in str(entry.content)
    assert Version.objects.count() == before + 1


def test_loading_unchanged_content_adds_no_version(content):
    before = Version.objects.count()

    call_command("loaddata", "delegations", "news", verbosity=0)

    assert Version.objects.count() == before


def test_changes_outside_the_admin_are_recorded(client, editor, content):
    belarus = Delegation.objects.get(slug="belarus")
    Composition.objects.filter(delegation=belarus).update(since="2020")
    client.force_login(editor)

    shown = text(client.get(history(belarus)))

    assert "changed outside the admin" in shown
    assert "2020" in str(Version.objects.of(belarus).first().content)


def test_a_row_links_to_the_history_of_its_record(client, editor):
    composition = make_composition(make_delegation(), seats=[5])
    client.force_login(editor)

    assert client.get(history(composition))["Location"] == history(composition.delegation)


def test_people_and_topics_have_a_history_too(client, editor):
    person, topic = make_person(), make_topic()
    client.force_login(editor)
    for record, name in [(person, "name_en"), (topic, "name_en")]:
        client.get(change_page(record))
        save(client, change_page(record), **{name: "Renamed"})

        assert "Renamed" in text(client.get(tool(record, "compare")))


def test_a_post_in_the_assembly_is_versioned_with_its_person(client, editor):
    office = make_appointment(delegation=None)
    client.force_login(editor)

    save(client, change_page(office), title_en="Executive Secretary")

    assert "Executive Secretary" in str(Version.objects.of(office.person).first().content)


def test_merging_two_records_of_a_person_updates_every_history_and_working_copy(client, publisher):
    person, other = make_person(), make_person()
    delegation, article = make_delegation(), make_article()
    appointment = make_appointment(delegation=delegation, person=other)
    article.people.add(other)
    client.force_login(publisher)
    for page in [delegation, article]:
        save(client, change_page(page), summary_en="In work")

    client.post(tool(person, "merge"), {"other": other.pk})

    for page in [delegation, article]:
        live = Version.objects.of(page).public().first()
        assert live.made_by == publisher
        form = client.get(change_page(page))
        assert form.status_code == 200
        assert form.context["adminform"].form["summary_en"].value() == "In work"
        take(client, page, "approve", note="Nobody else is here")
        page.refresh_from_db()
        assert page.summary_en == "In work"
    appointment.refresh_from_db()
    assert appointment.person == person
    assert list(article.people.all()) == [person]


def test_a_changed_link_target_is_shown_in_the_comparison(client, editor):
    page = make_article(body_en='<p>Read <a href="https://one.example/">this</a>.</p>')
    client.force_login(editor)

    changed = '<p>Read <a href="https://other.example/">this</a>.</p>'
    save(client, change_page(page), body_en=changed)

    shown = text(client.get(tool(page, "compare")))
    assert "led to https://one.example/ and now leads to https://other.example/" in shown
