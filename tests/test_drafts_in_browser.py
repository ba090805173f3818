"""The server tells the browser which draft was saved, and redirects back to the form."""

import pytest
from django.test import Client

from .builders import make_article
from .forms import change_page, filled, save

pytestmark = [pytest.mark.once, pytest.mark.django_db]

KEY = "0123456789abcdef" * 2


def test_the_browser_learns_which_draft_was_saved(client, editor):
    article = make_article()
    client.force_login(editor)

    response = save(client, change_page(article), form_key=KEY)

    cookie = response.cookies[f"kept_{KEY}"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("saved", "/admin/", "Lax")


def test_a_refused_form_keeps_its_key_and_does_not_count_as_saved(client, editor):
    article = make_article()
    client.force_login(editor)

    response = save(client, change_page(article), form_key=KEY, title_en="", title_ru="")

    assert response.status_code == 200
    assert not any(name.startswith("kept_") for name in response.cookies)
    assert response.context["kept"] == {"key": KEY, "previous": KEY, "days": 14, "refused": True}


@pytest.mark.parametrize("key", ["", "x" * 32, KEY + "0", "a; path=/", "Ж" * 32])
def test_an_invalid_key_sets_no_cookie(client, editor, key):
    client.force_login(editor)
    response = save(client, change_page(make_article()), form_key=key)

    assert response.status_code == 302
    assert not any(name.startswith("kept_") for name in response.cookies)


def test_each_opening_of_a_form_has_its_own_key(client, editor):
    article = make_article()
    client.force_login(editor)
    keys = {client.get(change_page(article)).context["kept"]["key"] for _time in range(3)}

    assert len(keys) == 3


def test_a_deleted_record_does_not_count_as_saved(client, editor):
    article = make_article()
    client.force_login(editor)
    posted = {**filled(client.get(change_page(article))), "form_key": KEY}
    address = change_page(article)
    article.delete()

    response = client.post(address, posted)

    assert response.status_code == 302
    assert not any(name.startswith("kept_") for name in response.cookies)


def test_a_form_that_fails_the_csrf_check_leads_back_to_itself(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    address = change_page(make_article()) + "?_changelist_filters=q%3Dx"

    response = client.post(address, {"title_en": "New"})

    assert response.status_code == 403
    assert f'href="{address}"' in response.content.decode()


def test_an_expired_login_leads_back_to_the_form(client):
    address = change_page(make_article())

    response = client.post(address, {"title_en": "New"})

    assert response["Location"] == f"/admin/login/?next={address}"
