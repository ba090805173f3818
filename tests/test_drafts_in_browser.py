"""The server tells a browser which of the forms that it keeps was saved, and leads back to them."""

import pytest
from django.test import Client

from .builders import make_article
from .forms import change_page, filled, save

pytestmark = pytest.mark.django_db

KEY = "0123456789abcdef" * 2


def test_the_browser_is_told_what_was_saved(client, editor):
    article = make_article()
    client.force_login(editor)

    response = save(client, change_page(article), _kept=KEY)

    cookie = response.cookies[f"kept_{KEY}"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == ("saved", "/admin/", "Lax")


def test_what_was_refused_keeps_its_key_and_is_not_said_to_be_saved(client, editor):
    article = make_article()
    client.force_login(editor)

    response = save(client, change_page(article), _kept=KEY, title_en="", title_ru="")

    assert response.status_code == 200
    assert not any(name.startswith("kept_") for name in response.cookies)
    assert response.context["kept"] == {"key": KEY, "days": 14, "refused": True}


@pytest.mark.parametrize("key", ["", "x" * 32, KEY + "0", "a; path=/", "Ж" * 32])
def test_a_key_that_is_none_makes_no_cookie(client, editor, key):
    client.force_login(editor)
    response = save(client, change_page(make_article()), _kept=key)

    assert response.status_code == 302
    assert not any(name.startswith("kept_") for name in response.cookies)


def test_each_opening_has_a_key_of_its_own(client, editor):
    article = make_article()
    client.force_login(editor)
    keys = {client.get(change_page(article)).context["kept"]["key"] for _time in range(3)}

    assert len(keys) == 3


def test_a_record_that_is_gone_is_not_said_to_be_saved(client, editor):
    article = make_article()
    client.force_login(editor)
    posted = {**filled(client.get(change_page(article))), "_kept": KEY}
    address = change_page(article)
    article.delete()

    response = client.post(address, posted)

    assert response.status_code == 302
    assert not any(name.startswith("kept_") for name in response.cookies)


def test_a_form_that_could_not_be_checked_leads_back_to_itself(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    address = change_page(make_article()) + "?_changelist_filters=q%3Dx"

    response = client.post(address, {"title_en": "New"})

    assert response.status_code == 403
    assert f'href="{address}"' in response.content.decode()


def test_a_login_that_expired_leads_back_to_the_form(client):
    address = change_page(make_article())

    response = client.post(address, {"title_en": "New"})

    assert response["Location"] == f"/admin/login/?next={address}"
