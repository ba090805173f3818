"""The site has statements on accessibility and privacy."""

import pytest
from django.contrib.sessions.models import Session

from .pages import lines, text

each_page = pytest.mark.parametrize("page", ["accessibility", "privacy"])

pytestmark = pytest.mark.django_db


@each_page
def test_every_page_links_to_the_statements(client, page):
    for address in ["/en/", "/ru/news/", f"/en/{page}/", "/en/nothing/"]:
        assert f'/{page}/"' in client.get(address).content.decode()


@each_page
def test_a_contact_address_is_shown_only_if_there_is_one(client, settings, page):
    assert "@" not in text(client.get(f"/en/{page}/"))

    settings.CONTACT_EMAIL = "office@example.org"

    response = client.get(f"/en/{page}/")
    assert "mailto:office@example.org" in response.content.decode()
    assert any(line.endswith("office@example.org") for line in lines(response))


def test_a_session_cookie_of_staff_opens_no_session_on_public_pages(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("someone"))
    Session.objects.all().delete()

    response = client.get("/en/")

    assert not response.cookies
    assert not Session.objects.exists()
