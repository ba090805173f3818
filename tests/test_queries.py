"""A page costs the same number of queries however much it shows."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.models import Delegation, Person

from .builders import (
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_person,
    make_topic,
)

pytestmark = pytest.mark.django_db


def fill(size):
    """Make `size` of everything that the pages show, each related to all of its kind."""
    person, topic = make_person(), make_topic()
    for _number in range(size):
        delegation = make_delegation()
        make_composition(delegation, seats=[3, 4])
        make_composition(delegation, since=date(2020, 1, 1), seats=[5, 6])
        make_appointment(person=make_appointment(delegation=delegation).person)
        make_appointment(person=person, delegation=delegation)
    for _number in range(size):
        article = make_article()
        article.topics.set([topic, make_topic()])
        article.people.set(Person.objects.all())
        article.delegations.set(Delegation.objects.all())
    return {"person": person, "topic": topic, "delegation": delegation, "article": article}


def queries(client, size):
    """Return how many queries each page costs after `size` of everything was made."""
    made = fill(size)
    pages = {
        "home": "/en/",
        "delegations": "/en/delegations/",
        "delegations on a day": "/en/delegations/?on=2021-01-01",
        "news": "/en/news/",
        **{name: instance.get_absolute_url() for name, instance in made.items()},
    }
    return {name: count(client, address) for name, address in pages.items()}


def count(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_at_two_sizes(client):
    # Facts are six: chambers, compositions, seats, the seats' chambers, appointments, and what
    # else the officers hold.
    expected = {
        "home": 1 + 1 + 6 + 1,  # articles, delegations, their facts, the secretariat
        "delegations": 1 + 6,
        "delegations on a day": 1 + 6,
        "news": 2,  # their number, a page of them
        "person": 4,  # the person, appointments, whether there is news, the news
        "topic": 3,  # the topic, and as the news
        "delegation": 1 + 6 + 1,  # and the news about it
        "article": 4,  # the article, its topics, people and delegations
    }

    assert queries(client, size=2) == expected
    assert queries(client, size=15) == expected
