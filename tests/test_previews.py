"""Staff, and readers with a link, preview what is not public yet; nobody else does."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import PreviewLink, Version, WorkingCopy
from assembly.users import User

from .builders import make_article, make_composition, make_delegation
from .forms import change_page, save, take
from .pages import text
from .publications import each_app
from .work import delete_whole

pytestmark = pytest.mark.django_db


def preview(page, code="en"):
    return change_page(page).replace("change", f"preview/{code}")


def shared(client, page):
    """Make a link for readers without an account; return its English address."""
    client.post(change_page(page).replace("change", "links"))
    return client.get(change_page(page)).context["panel"]["links"][0]["addresses"][0]


@each_app
@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
@pytest.mark.parametrize("code", ["en", "ru"])
def test_staff_preview_any_state_as_the_public_would_see_it(client, editor, make, status, code):
    page = make(status=status, title_en="English title", title_ru="Русский заголовок")
    client.force_login(editor)

    shown = client.get(preview(page, code))

    assert {"en": "English title", "ru": "Русский заголовок"}[code] in text(shown)
    assert f'<html lang="{code}">' in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert "noindex" in shown["X-Robots-Tag"]
    page.refresh_from_db()
    assert page.status == status
    assert Client().get(page.get_absolute_url()).status_code in {404, 410}


def test_a_preview_shows_the_working_copy_everywhere_on_the_page(client, editor):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[7])
    client.force_login(editor)
    save(client, change_page(composition), **{"seats-0-number": "9"})

    shown = text(client.get(preview(delegation)))

    assert "9 deputies" in shown
    assert "7 deputies" not in shown


@each_app
def test_a_link_gives_access_to_a_reader_without_an_account(client, editor, make):
    page = make(status="draft", title_en="Not public yet")
    client.force_login(editor)
    address = shared(client, page)

    shown = Client().get(address)

    assert "Not public yet" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert "noindex" in shown["X-Robots-Tag"]


@each_app
@pytest.mark.parametrize("how", ["expired", "revoked", "forged", "deleted"])
def test_an_invalid_link_shows_nothing(client, editor, make, how):
    page = make(status="draft", title_en="Not public yet")
    client.force_login(editor)
    address = shared(client, page)
    if how == "expired":
        PreviewLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif how == "revoked":
        link = PreviewLink.objects.get()
        client.post(change_page(page).replace("change", f"links/{link.pk}"))
    elif how == "forged":
        address = address.replace(f"/{PreviewLink.objects.get().pk}-", "/2-")
    else:
        delete_whole(page)

    shown = Client().get(address)

    assert shown.status_code == 404
    assert "Not public yet" not in text(shown)
    assert "This link is no longer valid" in text(shown)


@each_app
@pytest.mark.parametrize("status", ["draft", "published"])
@pytest.mark.parametrize("later", [False, True])
def test_a_link_expires_when_its_content_is_published(
    client, editor, publisher, make, status, later
):
    page = make(status=status)
    client.force_login(editor)
    take(client, page, "submit", title_en="Meant for all")
    address = shared(client, page)
    client.force_login(publisher)
    if later:
        day = timezone.localdate() + timedelta(days=2)
        take(client, page, "approve", moment_0=day, moment_1="00:00:00")
        assert "Meant for all" in text(Client().get(address))
        for rows in [WorkingCopy.objects, type(page).objects]:
            rows.filter(published_at__gt=timezone.now()).update(published_at=timezone.now())
        Client().get("/en/")
    else:
        take(client, page, "approve")

    save(client, change_page(page), title_en="Not public yet")

    led = Client().get(address)
    assert led["Location"] == page.get_absolute_url()
    assert "no-store" in led["Cache-Control"]
    assert "Meant for all" in text(Client().get(led["Location"]))
    assert client.get(change_page(page)).context["panel"]["links"] == []
    take(client, page, "withdraw", withdrawal_en="Wrong.")
    assert "Not public yet" not in text(Client().get(address))


@pytest.mark.parametrize("token", ["x", "1:x", "\0", "9" * 300, "яблоко"], ids=str)
def test_a_malformed_link_is_not_found(client, token):
    assert client.get(f"/preview/{token}/en/").status_code == 404


@each_app
def test_a_preview_of_a_date_includes_what_is_scheduled_until_then(client, editor, publisher, make):
    later = make(title_en="Published later", published_at=timezone.now() + timedelta(days=2))
    changed = make(title_en="Changed later")
    client.force_login(editor)
    take(client, changed, "submit", title_en="Changed by then")
    client.force_login(publisher)
    moment = timezone.localtime() + timedelta(days=1)
    take(client, changed, "approve", moment_0=moment.date(), moment_1="00:00:00")
    area = "news" if make is make_article else "delegations"

    def as_of(days):
        when = (timezone.localtime() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
        return client.get(f"/admin/ahead/{when}/en/{area}/")

    first, second = as_of(1.5), as_of(3)

    assert "Changed by then" in text(first)
    assert "Published later" not in text(first)
    assert "Published later" in text(second)
    assert f'/en/{area}/{later.slug}/"' in second.content.decode()
    assert '"/admin/ahead/' in second.content.decode()  # links stay at that moment
    public = text(Client().get(f"/en/{area}/"))
    assert "Published later" not in public
    assert "Changed later" in public
    assert WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    "address", ["x/en/", "2026-02-30T10:00/en/", "9999-01-01T10:00/en/", "2998-01-01T10:00/none/"]
)
def test_an_invalid_moment_or_page(client, editor, address):
    client.force_login(editor)

    assert client.get(f"/admin/ahead/{address}").status_code == 404


def test_the_form_asks_for_a_moment_and_redirects_to_its_preview(client, editor):
    client.force_login(editor)

    assert "Preview a date" in text(client.get("/admin/ahead/"))
    led = client.get("/admin/ahead/", {"moment_0": "2999-01-01", "moment_1": "10:00"})
    assert led["Location"] == "/admin/ahead/2999-01-01T10:00/en/"
    assert "The site as of" in text(client.get(led["Location"]))
    refused = client.get("/admin/ahead/", {"moment_0": "вчера", "moment_1": ""})
    assert refused.status_code == 200


def test_a_link_opens_no_other_page_after_a_backup_was_restored(client, editor):
    """A restored database may give the key of a lost link to a link for another page."""
    client.force_login(editor)
    shown, secret = make_article(status="draft"), make_article(status="draft", slug="secret")
    address = shared(client, shown)
    lost = PreviewLink.objects.get()
    PreviewLink.objects.all().delete()
    PreviewLink.objects.create(pk=lost.pk, record=secret, expires_at=lost.expires_at)
    client.logout()

    assert client.get(address).status_code == 404


@each_app
@pytest.mark.parametrize("end", ["discard", "withdraw"])
def test_a_link_shows_the_text_it_was_made_for_and_no_later_one(
    client, editor, publisher, make, end
):
    page = make()
    client.force_login(editor)
    save(client, change_page(page), title_en="The first draft")
    address = shared(client, page)
    assert "The first draft" in text(Client().get(address))
    client.force_login(publisher)

    take(client, page, end, withdrawal_en="Wrong.")
    ended = Client().get(address)
    save(client, change_page(page), title_en="The next draft")
    later = Client().get(address)

    for answer in [ended, later]:
        assert answer.status_code == 404
        assert "This link is no longer valid" in text(answer)
        assert "draft" not in text(answer)
    assert client.get(change_page(page)).context["panel"]["links"] == []


@each_app
def test_a_link_to_a_public_page_ends_with_a_working_copy_and_with_a_withdrawal(
    client, editor, publisher, make
):
    page = make(title_en="Public")
    client.force_login(publisher)
    address = shared(client, page)

    save(client, change_page(page), title_en="Not public yet")
    with_copy = text(Client().get(address))
    take(client, page, "withdraw", withdrawal_en="Wrong.")

    assert "Not public yet" not in with_copy
    assert "This link is no longer valid" in text(Client().get(address))


@each_app
def test_recovering_a_page_from_the_bin_revives_no_link(client, editor, publisher, make):
    page = make(status="draft", title_en="Not public yet")
    client.force_login(editor)
    address = shared(client, page)
    client.force_login(publisher)
    client.post(change_page(page).replace("change", "delete"), {"post": "yes"})

    client.post(f"/admin/bin/{Version.objects.filter(action='deleted').get().pk}/")

    assert type(page).objects.filter(pk=page.pk).exists()
    assert Client().get(address).status_code == 404


def dismiss(editor):
    editor.is_active = False
    editor.save()


def dismiss_without_a_form(editor):
    User.objects.filter(pk=editor.pk).update(is_active=False)


@each_app
@pytest.mark.parametrize("dismiss", [dismiss, dismiss_without_a_form])
def test_the_links_of_a_deactivated_account_end_for_good(client, editor, make, dismiss):
    page = make(status="draft", title_en="Not public yet")
    client.force_login(editor)
    address = shared(client, page)

    dismiss(editor)
    ended = Client().get(address)
    User.objects.filter(pk=editor.pk).update(is_active=True)

    assert (ended.status_code, Client().get(address).status_code) == (404, 404)


def test_reactivating_an_account_revives_no_link_that_nobody_tried(client, editor):
    client.force_login(editor)
    address = shared(client, make_article(status="draft"))

    dismiss(editor)
    User.objects.filter(pk=editor.pk).update(is_active=True)

    assert Client().get(address).status_code == 404


@each_app
@pytest.mark.parametrize("lost", ["permission", "staff", "account"])
def test_a_link_ends_when_its_maker_may_not_see_the_page(client, editor, make, lost):
    page = make(status="draft", title_en="Not public yet")
    client.force_login(editor)
    address = shared(client, page)

    if lost == "permission":
        editor.groups.clear()
    elif lost == "staff":
        User.objects.filter(pk=editor.pk).update(is_staff=False)
    else:
        editor.delete()

    answer = Client().get(address)
    assert answer.status_code == 404
    assert "Not public yet" not in text(answer)
