"""Only who may publish deletes, merges or restores what readers see, as that cannot wait."""

import pytest
from django.urls import reverse

from assembly.newsroom.bin import move_to_bin
from assembly.newsroom.working_copies import amend
from delegations.models import Person
from news.models import Topic

from .builders import make_appointment, make_article, make_person, make_topic, make_user
from .forms import change_page, list_page
from .pages import text

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def delete_address(record):
    return change_page(record).replace("change", "delete")


def make_shown_topic():
    topic = make_topic()
    make_article().topics.add(topic)
    return topic


def make_shown_person():
    return make_appointment().person


def make_deleter(model, *, publishes):
    """Make a user who may see, change and delete a model's records, and perhaps publish them."""
    actions = ["view", "change", "delete", *(["publish"] if publishes else [])]
    return make_user(*(f"{action}_{model._meta.model_name}" for action in actions))


@pytest.mark.parametrize("publishes", [True, False])
@pytest.mark.parametrize("make", [make_shown_topic, make_shown_person])
def test_what_readers_see_is_deleted_only_by_who_may_publish(client, make, publishes):
    shown = make()
    model = type(shown)
    client.force_login(make_deleter(model, publishes=publishes))

    form = client.get(change_page(shown)).content.decode()
    answer = client.post(delete_address(shown), {"post": "yes"}).status_code
    bulk = {"action": "delete_selected", "_selected_action": [shown.pk], "post": "yes"}
    client.post(list_page(model), bulk)

    assert (delete_address(shown) in form, answer) == ((True, 302) if publishes else (False, 403))
    assert model.objects.exists() != publishes


@pytest.mark.parametrize("make", [make_topic, make_person])
def test_what_nobody_sees_is_deleted_by_who_may_delete(client, make):
    unseen = make()
    client.force_login(make_deleter(type(unseen), publishes=False))

    client.post(delete_address(unseen), {"post": "yes"})

    assert not type(unseen).objects.exists()


@pytest.mark.parametrize("publishes", [True, False])
def test_what_readers_saw_is_restored_only_by_who_may_publish(client, publishes):
    shown = make_shown_topic()
    user = make_deleter(Topic, publishes=publishes)
    version = move_to_bin(shown, user)
    client.force_login(user)

    listed = str(shown) in text(client.get("/admin/bin/"))
    client.post(reverse("admin:recover", args=[version.pk]))

    assert listed == publishes
    assert Topic.objects.exists() == publishes


@pytest.mark.parametrize("publishes", [True, False])
def test_people_are_merged_only_by_who_may_publish(client, publishes):
    person, other = make_shown_person(), make_shown_person()
    address = reverse("admin:delegations_person_merge", args=[person.pk])
    client.force_login(make_deleter(Person, publishes=publishes))

    offered = address in client.get(change_page(person)).content.decode()
    client.post(address, {"other": other.pk})

    assert offered == publishes
    assert Person.objects.filter(pk=other.pk).exists() != publishes


def test_no_working_copy_is_lost_in_a_merge(client, publisher):
    person, other = make_shown_person(), make_shown_person()
    amend(other, publisher, lambda: Person.objects.filter(pk=other.pk).update(name_en="New"))
    client.force_login(publisher)

    address = reverse("admin:delegations_person_merge", args=[person.pk])
    refused = client.post(address, {"other": other.pk})

    assert "Publish or discard it first." in text(refused)
    assert Person.objects.filter(pk=other.pk).exists()
