"""Deleted records can be restored, and bulk actions undone."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from assembly.newsroom.bin import deleted_page, move_to_bin, restore_from_bin
from assembly.newsroom.models import Version, WorkingCopy
from assembly.newsroom.snapshots import row_key
from assembly.newsroom.working_copies import amend
from assembly.publishing.models import FormerSlug
from news.models import Article

from .builders import (
    LAST_YEAR,
    make_appointment,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_person,
    make_topic,
    make_website,
    role,
)
from .forms import change_page, list_page, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db

NEXT_CENTURY = datetime(2125, 5, 5, tzinfo=UTC)


def delete(client, record):
    return client.post(
        change_page(record).replace("change", "delete"), {"post": "yes"}, follow=True
    )


def undo_address(response):
    [address] = {
        part.split('"')[0]
        for part in response.content.decode().split('href="')
        if part.startswith("/admin/undo/")
    }
    return address


@each_app
def test_a_deleted_record_is_restored_with_everything_that_belongs_to_it(client, publisher, make):
    page = make(status="draft", slug="gone")
    article = make_article()
    if make is make_delegation:
        composition = make_composition(page, seats=[5, 4])
        appointment = make_appointment(delegation=page)
        facts = [page.parliament_names.get(), page.participations.get()]
        website = make_website(make_chamber(page), address_en="https://example.org/")
        article.delegations.add(page)
    else:
        topic = make_topic()
        page.topics.add(topic)
    client.force_login(publisher)

    delete(client, page)
    assert not type(page).objects.filter(slug="gone").exists()
    shown = client.get("/admin/bin/")
    assert str(page) in text(shown)
    version = shown.context["versions"][0]
    back = client.post(f"/admin/bin/{version.pk}/", follow=True)

    assert "was restored with everything that belongs to it" in text(back)
    again = type(page).objects.get(slug="gone")
    assert (again.pk, again.status) == (page.pk, "draft")
    if make is make_delegation:
        assert again.compositions.get() == composition
        assert [row.number for row in composition.seats.all()] == [5, 4]
        assert again.appointments.get() == appointment
        assert [again.parliament_names.get(), again.participations.get()] == facts
        assert again.chambers.latest("pk").websites.get().statements == website.statements
        assert list(again.articles.all()) == [article]
    else:
        assert list(again.topics.all()) == [topic]
    assert "The bin is empty" in text(client.get("/admin/bin/"))


def test_a_topic_is_restored_with_its_articles(client, publisher):
    topic, article = make_topic(), make_article()
    article.topics.add(topic)
    client.force_login(publisher)

    deleted = delete(client, topic)
    client.post(undo_address(deleted))

    assert list(article.topics.all()) == [topic]


@each_app
def test_a_public_page_must_be_withdrawn_before_deletion(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = client.get(change_page(page).replace("change", "delete"))
    delete(client, page)

    assert "published: withdraw it first" in text(refused)
    assert type(page).objects.filter(pk=page.pk).exists()


@each_app
def test_a_withdrawn_page_is_restored_as_withdrawn(client, publisher, make):
    page = make(status="withdrawn", withdrawal_en="Wrong.", published_at=LAST_YEAR)
    client.force_login(publisher)
    delete(client, page)

    version = Version.objects.filter(action="deleted").get()
    client.post(f"/admin/bin/{version.pk}/")

    answer = Client().get(page.get_absolute_url())
    assert answer.status_code == 410


@each_app
def test_a_page_is_deleted_for_readers_until_it_is_restored(publisher, make):
    page = make(status="withdrawn", slug="gone", withdrawal_en="Wrong.", published_at=LAST_YEAR)
    FormerSlug.objects.create(record=page, slug="older")
    assert deleted_page(type(page), "older") is None

    version = move_to_bin(page, publisher)
    for slug in ["gone", "older"]:
        assert deleted_page(type(page), slug).withdrawal_en == "Wrong."
    restore_from_bin(version, publisher)

    assert FormerSlug.objects.of_kind(type(page)).get().slug == "older"
    assert deleted_page(type(page), "older") is None


@each_app
@pytest.mark.parametrize("reason", ["Wrong.", ""])
def test_readers_are_told_that_a_page_was_deleted(client, publisher, make, reason):
    before = {"slug": "gone", "title_en": "Title of old", "published_at": LAST_YEAR}
    page = make(status="withdrawn", withdrawal_en=reason, **before)
    FormerSlug.objects.create(record=page, slug="older")
    address = page.get_absolute_url()
    reader = Client()
    client.force_login(publisher)

    deleted = delete(client, page)

    for known in [address, address.replace("gone", "older").replace("/en/", "/ru/")]:
        answer = reader.get(known)
        assert answer.status_code == 410
        assert "Title of old" not in text(answer)
    assert (reason or "This page was deleted") in text(reader.get(address))
    taken = save(client, list_page(type(page)) + "add/", title_en="Other", slug="gone")
    assert "This address already leads to another page. Choose a different one." in text(taken)

    client.post(undo_address(deleted))
    assert reader.get(address).status_code == (410 if reason else 404)


@each_app
def test_readers_learn_nothing_about_a_page_that_was_never_public(client, publisher, make):
    for number, given in enumerate([{"status": "draft"}, {"published_at": NEXT_CENTURY}]):
        page = make(withdrawal_en="Secret.", slug=f"draft-{number}", **given)
        client.force_login(publisher)

        delete(client, page)

        assert not type(page).objects.filter(pk=page.pk).exists()
        assert Client().get(page.get_absolute_url()).status_code == 404


def test_a_bulk_deletion_is_undone(client, publisher):
    articles = [make_article(status="draft") for _number in range(3)]
    client.force_login(publisher)
    chosen = {"action": "delete_selected", "_selected_action": [one.pk for one in articles]}

    done = client.post(list_page(Article), {**chosen, "post": "yes"}, follow=True)
    assert not Article.objects.exists()
    address = undo_address(done)
    assert all(str(article) in text(client.get(address)) for article in articles)
    undone = client.post(address, follow=True)

    assert "3 records were restored." in text(undone)
    assert Article.objects.count() == 3


def test_a_row_that_only_a_working_copy_has_is_deleted_and_restored(client, editor, publisher):
    delegation, person, rows = make_delegation(), make_person(), []
    role()  # apart from the working copy
    amend(
        delegation,
        editor,
        lambda: rows.extend(
            [
                make_appointment(delegation=delegation, person=person),
                make_composition(delegation, seats=[987]),
            ]
        ),
    )
    before = WorkingCopy.objects.get().content
    client.force_login(publisher)
    for row in rows:
        address = change_page(row).replace("change", "delete")
        asked = text(client.get(address))
        assert str(row) in asked

        done = delete(client, row)

        assert row_key(row) not in WorkingCopy.objects.get().content
        client.post(undo_address(done))
        assert WorkingCopy.objects.get().content == before
    assert "987" in asked  # the seats are deleted with their composition


@each_app
@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_undoing_a_bulk_submission_returns_pages_to_their_previous_status(
    client, editor, make, status
):
    page = make(status=status)
    client.force_login(editor)
    chosen = {"action": "submit_selected", "_selected_action": [page.pk]}
    done = client.post(list_page(type(page)), chosen, follow=True)

    client.post(undo_address(done))

    page.refresh_from_db()
    assert page.status == status


def test_undoing_a_bulk_submission_skips_pages_changed_since(client, editor, publisher):
    one, other = [make_article(status="draft") for _number in range(2)]
    client.force_login(editor)
    chosen = {"action": "submit_selected", "_selected_action": [one.pk, other.pk]}
    done = client.post(list_page(Article), chosen, follow=True)
    assert "2 records were submitted for review." in text(done)
    client.force_login(publisher)
    take(client, other, "return", note="Later")
    client.force_login(editor)

    undone = client.post(undo_address(done), follow=True)

    assert "The others have changed since and were left as they are." in text(undone)
    one.refresh_from_db()
    assert one.status == "draft"


def test_users_who_may_not_delete_see_no_bin_and_restore_nothing(client, editor, publisher):
    topic = make_topic()
    client.force_login(publisher)
    deleted = delete(client, topic)
    version = Version.objects.filter(action="deleted").get()
    client.force_login(editor)

    assert str(topic) not in text(client.get("/admin/bin/"))
    assert client.post(f"/admin/bin/{version.pk}/").status_code == 403
    assert client.post(undo_address(deleted)).status_code == 403


def test_restoring_to_an_address_taken_meanwhile_is_refused_with_a_message(client, publisher):
    article = make_article(status="draft", slug="taken")
    client.force_login(publisher)
    delete(client, article)
    make_article(slug="taken")
    version = Version.objects.filter(action="deleted").get()

    refused = client.post(f"/admin/bin/{version.pk}/", follow=True)

    assert "Another record now uses this address or identifier" in text(refused)
    assert Article.objects.count() == 1


def test_what_breaks_a_rule_stays_in_the_bin_and_blames_no_other_record(client, publisher):
    article = make_article(status="draft")
    client.force_login(publisher)
    delete(client, article)
    version = Version.objects.filter(action="deleted").get()
    version.content[row_key(article)]["slug"] = "no address"
    version.save()

    refused = text(client.post(f"/admin/bin/{version.pk}/", follow=True))

    assert "This could not be saved: it does not fit the present rules of the site." in refused
    assert "Another record" not in refused
    assert not Article.objects.exists()
