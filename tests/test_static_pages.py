"""The site says how it is made accessible, and what it knows of whom."""

import pytest
from django.contrib.sessions.models import Session

from .pages import lines, text

each_page = pytest.mark.parametrize("page", ["accessibility", "privacy"])

pytestmark = pytest.mark.django_db


@each_page
def test_every_page_leads_to_the_statements(client, page):
    for address in ["/en/", "/ru/news/", f"/en/{page}/", "/en/nothing/"]:
        assert f'/{page}/"' in client.get(address).content.decode()


@each_page
def test_an_address_to_write_to_is_named_only_where_there_is_one(client, settings, page):
    assert "@" not in text(client.get(f"/en/{page}/"))

    settings.CONTACT_EMAIL = "office@example.org"

    response = client.get(f"/en/{page}/")
    assert "mailto:office@example.org" in response.content.decode()
    assert any(line.endswith("office@example.org") for line in lines(response))


def test_a_reader_who_has_a_cookie_of_the_staff_opens_no_session(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("someone"))
    Session.objects.all().delete()

    response = client.get("/en/")

    assert not response.cookies
    assert not Session.objects.exists()
