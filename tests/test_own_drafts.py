"""Who has written a draft may delete it, and whatever cannot be deleted says why."""

import pytest

from assembly.newsroom.models import Version
from assembly.newsroom.working_copies import Work

from .builders import LAST_YEAR, make_appointment, make_article, make_delegation, make_image
from .forms import change_page, save, take
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db


def delete_page(page):
    return change_page(page).replace("change", "delete")


def delete(client, page):
    return client.post(delete_page(page), {"post": "yes"}, follow=True)


def exists(page):
    return type(page).objects.filter(pk=page.pk).exists()


def made_by(page, user):
    """Record that a user has made a page, as its form does."""
    page.updated_by = user
    page.save()
    Version.objects.filter(object_id=page.pk).delete()
    Work(page).save_revision("created", user=user)
    return page


@each_app
def test_an_editor_deletes_and_restores_an_own_draft(client, editor, make):
    page = made_by(make(status="draft"), editor)
    client.force_login(editor)

    assert delete_page(page) in client.get(change_page(page)).content.decode()
    delete(client, page)
    assert not exists(page)

    version = Version.objects.get(action="deleted")
    client.post(f"/admin/bin/{version.pk}/")
    assert exists(page)


@each_app
@pytest.mark.parametrize(
    "given",
    [
        {"status": "review"},
        {"status": "published"},
        {"status": "withdrawn", "published_at": LAST_YEAR},
        {"status": "draft", "published_at": LAST_YEAR},
    ],
)
def test_no_editor_deletes_what_is_under_review_or_was_public(client, editor, make, given):
    page = made_by(make(**given), editor)
    client.force_login(editor)

    assert delete(client, page).status_code == 403
    assert exists(page)


@each_app
def test_no_editor_deletes_what_another_has_written_or_edited(client, editor, writer, make):
    others, shared = made_by(make(status="draft"), writer), made_by(make(status="draft"), editor)
    client.force_login(writer)
    save(client, change_page(shared), summary_en="By another")
    client.force_login(editor)

    for page in [others, shared]:
        assert delete(client, page).status_code == 403
        assert exists(page)


def test_a_returned_draft_is_still_its_authors(client, editor, publisher):
    page = made_by(make_article(status="draft"), editor)
    client.force_login(editor)
    take(client, page, "submit")
    client.force_login(publisher)
    take(client, page, "return", note="No.")
    client.force_login(editor)

    delete(client, page)

    assert not exists(page)


@each_app
def test_a_public_page_says_to_withdraw_it_with_a_link(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = client.get(delete_page(page))

    assert "Do the following first" in text(refused)
    assert "published: withdraw it first" in text(refused)
    assert f'<a href="{change_page(page)}">' in refused.content.decode()


def test_what_refers_to_a_record_is_linked_and_said_what_to_do(client, publisher):
    image = make_image()
    article = make_article(image=image)
    client.force_login(publisher)

    refused = client.get(delete_page(image))

    assert "refers to it: choose another record there, or delete it too" in text(refused)
    assert f'<a href="{change_page(article)}">' in refused.content.decode()
    chosen = {"action": "delete_selected", "_selected_action": [image.pk]}
    assert "Do the following first" in text(client.post("/admin/assembly/image/", chosen))


def test_what_belongs_to_a_page_goes_with_it(client, publisher):
    delegation = make_delegation(status="draft")
    appointment = make_appointment(delegation=delegation)
    client.force_login(publisher)

    delete(client, delegation)

    assert not exists(delegation)
    assert not exists(appointment)
