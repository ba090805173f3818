"""Two people who have one record open see each other, and nobody else sees them."""

import threading
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.utils import timezone

from assembly.newsroom import presence
from assembly.newsroom.presence import Presence
from assembly.users import User
from delegations.models import Composition

from .builders import make_article, make_composition, make_delegation, make_staff
from .forms import change_page, list_page
from .pages import text

pytestmark = pytest.mark.django_db

NOW = timezone.now()
NAMED = {"first_name": "Olga", "last_name": "Petrova"}


def presence_page(record):
    return change_page(record).replace("/change/", "/presence/")


def tell(client, user, record, **data):
    client.force_login(user)
    return client.post(presence_page(record), data)


def later(seconds):
    return NOW + timedelta(seconds=seconds)


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch):
    """Stop the clock, so that only the test moves time, however slow the machine is."""
    monkeypatch.setattr(presence, "timezone", SimpleNamespace(now=lambda: NOW))


@pytest.fixture
def olga(groups):
    return make_staff("Publishers", username="olga", **NAMED)


@pytest.mark.parametrize("make", [make_article, make_delegation])
def test_two_people_at_one_record_see_each_other(client, editor, olga, make):
    record = make()

    assert tell(client, olga, record).json() == {"others": []}
    [other] = tell(client, editor, record).json()["others"]
    [me] = tell(client, olga, record).json()["others"]

    since = timezone.localtime(Presence.objects.get(user=olga).since).strftime("%H:%M")
    said = f"Olga Petrova has also been editing this page since {since}."
    assert other == {"name": "Olga Petrova", "since": since, "text": said}
    assert me["name"] == "editors"  # who has no other name


def test_the_form_itself_shows_who_is_there(client, editor, olga):
    article = make_article()
    tell(client, olga, article)
    client.force_login(editor)

    assert "Olga Petrova has also been editing this page" in text(client.get(change_page(article)))
    assert not Presence.objects.filter(user=editor).exists()


def test_presence_at_other_records_is_not_shown(client, editor, olga):
    article, other = make_article(), make_article()
    delegation = make_delegation(pk=article.pk)
    tell(client, olga, article)

    assert tell(client, editor, other).json() == {"others": []}
    assert tell(client, editor, delegation).json() == {"others": []}


def test_a_silent_user_has_left(editor, olga):
    article = make_article()
    Presence.objects.enter(olga, article)

    assert Presence.objects.others(editor, article, later(15)).exists()
    assert not Presence.objects.others(editor, article, later(25)).exists()


def test_a_user_who_stays_keeps_the_time_of_arrival(olga):
    article = make_article()
    Presence.objects.enter(olga, article)
    came = Presence.objects.get().since
    Presence.objects.enter(olga, article, later(15))
    Presence.objects.enter(olga, article, later(30))

    assert Presence.objects.get().since == came

    Presence.objects.enter(olga, article, later(90))
    assert Presence.objects.get().since > came


def test_closing_the_page_ends_presence_shortly_after_unless_it_was_a_save(editor, olga):
    article = make_article()
    Presence.objects.enter(olga, article)
    came = Presence.objects.get().since

    Presence.objects.leave(olga, article)
    assert not Presence.objects.others(editor, article, later(7)).exists()

    Presence.objects.enter(olga, article, later(2))
    assert Presence.objects.others(editor, article, later(7)).get().since == came


def test_closing_the_page_is_reported(client, editor, olga):
    article = make_article()
    tell(client, olga, article)
    tell(client, olga, article, leave="")

    assert not Presence.objects.others(editor, article, later(7)).exists()


def test_old_presences_are_deleted(client, editor, olga):
    Presence.objects.enter(olga, make_article(), later(-60))
    tell(client, editor, make_article())

    assert [presence.user for presence in Presence.objects.all()] == [editor]


def test_a_user_with_read_permission_sees_others_and_is_not_shown(client, olga, django_user_model):
    article = make_article()
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_article"))
    tell(client, olga, article)

    assert tell(client, reader, article).status_code == 403
    page = client.get(change_page(article)).content.decode()
    assert "Olga Petrova has also been editing this page" in page
    assert "data-address" not in page
    assert not Presence.objects.filter(user=reader).exists()


def test_users_who_are_not_staff_learn_nothing(client, olga, django_user_model):
    article = make_article()
    tell(client, olga, article)

    assert tell(client, django_user_model.objects.create_user("a"), article).status_code == 302
    assert Client().post(presence_page(article)).status_code == 302
    strangers = django_user_model.objects.create_user("b", is_staff=True)
    assert tell(client, strangers, article).status_code == 403
    assert Presence.objects.count() == 1


def test_a_get_request_is_refused(client, olga):
    client.force_login(olga)

    assert client.get(presence_page(make_article())).status_code == 405


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "-1", "1.5", "%00", "a/b", "..", "1'"])
def test_an_invalid_record_is_not_found(client, olga, key):
    client.force_login(olga)

    assert client.post(f"{list_page(Composition)}{key}/presence/").status_code == 404


def test_an_open_form_costs_the_same_number_of_queries_whatever_its_size(
    client, olga, django_assert_num_queries
):
    small = make_composition(make_delegation(), seats=[1])
    large = make_composition(make_delegation(), seats=[1, 2, 3, 4])
    tell(client, olga, small)

    for record in [small, large]:
        # The session, the user and two for permissions; the row and its record; a transaction with
        # three; the other users.
        with django_assert_num_queries(12):
            client.post(presence_page(record))


@pytest.mark.django_db(transaction=True)
def test_two_tabs_that_report_at_once_are_one_presence(olga):
    article = make_article()
    Presence.objects.enter(olga, article, later(-60))
    failures = []

    def enter():
        try:
            for _time in range(10):
                Presence.objects.enter(User.objects.get(pk=olga.pk), article)
        except Exception as error:  # noqa: BLE001  (of a thread, which pytest would not report)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=enter, daemon=True) for _tab in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert not any(thread.is_alive() for thread in threads)
    assert failures == []
    assert Presence.objects.count() == 1
