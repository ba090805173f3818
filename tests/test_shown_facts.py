"""The facts of today are kept for all readers until they change; previews have nothing of them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from delegations.models import Person, Seats

from .builders import make_appointment, make_composition, make_delegation
from .pages import text

FEED = "/feeds/changes.en.xml"
PAGES = ["", "delegations/", "delegations/utopia/"]


@pytest.fixture
def shown(page_cache):
    """Return a function that returns the texts of pages, built anew of the parts that are kept."""

    def shown(client, site="/en/"):
        page_cache.clear()
        return [text(client.get(f"{site}{page}")) for page in PAGES]

    return shown


@pytest.mark.django_db(transaction=True)
def test_facts_are_kept_until_they_change(client, editor, shown, django_assert_num_queries):
    now = timezone.localtime()
    delegation = make_delegation(slug="utopia")
    composition = make_composition(delegation, seats=[321])
    held = make_appointment(
        delegation=delegation, role="plenipotentiary-representative", title_en="envoy"
    )
    tomorrow = (now.date() + timedelta(days=1)).isoformat()
    make_composition(delegation, since=tomorrow, stated=[], seats=[654])
    staff = Client()
    staff.force_login(editor)
    ahead = (now + timedelta(days=2)).strftime("/admin/ahead/%Y-%m-%dT%H:%M/en/")

    assert all("321 seats:" in page for page in shown(client))
    assert all("654 seats:" in page for page in shown(staff, ahead))
    assert all("321 seats:" in page for page in shown(client))
    client.get(FEED)
    with django_assert_num_queries(4):  # of home, which finds no news in any language
        assert all("321 seats:" in page for page in shown(client))
        client.get(f"{FEED}?unknown")

    Seats.objects.filter(composition=composition).update(number=432)
    assert all("432 seats:" in page for page in shown(client))
    Person.objects.filter(pk=held.person.pk).update(name_en="Ada Ahlers")
    assert all("Ada Ahlers" in page for page in shown(client))
    held.delete()
    assert not any("Ada Ahlers" in page for page in shown(client))
