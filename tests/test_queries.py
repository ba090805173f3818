"""A page costs the same number of queries however much it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assembly.newsroom.workflow import Step, take_step
from delegations.models import Composition, ParliamentName, Seats

from .builders import (
    in_both,
    make_article,
    make_chamber,
    make_delegation,
    make_image,
    says,
)
from .forms import change_page
from .moments import NEW_YEARS_EVE
from .whole_site import fill
from .work import edited

pytestmark = pytest.mark.django_db


def queries(client, size):
    """Return the number of queries of each page after making `size` of everything."""
    made = fill(size)
    client.get("/en/news/")  # the changed lists are counted once
    pages = {
        "home": "/en/",
        "delegations": "/en/delegations/",
        "delegations on a day": "/en/delegations/?on=2021-01-01",
        "news": "/en/news/",
        "year": "/en/news/2025/",
        "news feed": "/feeds/news.en.xml",
        **{
            f"news about the {name}": f"{made[name].get_absolute_url()}news/"
            for name in ["person", "delegation"]
        },
        "history": made["delegation"].get_absolute_url() + "history/",
        "sheet": made["delegation"].get_absolute_url() + "sheet/",
        "a day of one": made["delegation"].get_absolute_url() + "?on=1910-05-05",
        "changes": "/feeds/changes.en.xml",
        **{name: instance.get_absolute_url() for name, instance in made.items()},
    }
    return {name: count(client, address) for name, address in pages.items()}


def count(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_pages_cost_the_same_number_of_queries_at_two_sizes(client):
    due = 1  # whether a working copy is due
    counts = 2  # whether lists have changed, and the months of one
    states = 7  # see load_states
    facts = states + 1  # the roles that are expected
    looked_through = 2 + 1 + states  # what was learned or came last, delegations, their states
    expected = {
        "home": due + 2 + 1 + facts + 1,  # the news, the pinned, delegations, the secretariat
        "delegations": due + 1 + facts,
        "delegations on a day": due + 1 + facts,
        "news": due + counts + 3,  # a page, and the topics, if they have changed
        "year": due + counts + 1,
        "news feed": due + counts + 2,  # the articles and their topics
        "news about the person": due + counts + 2,  # the person and a page
        "news about the delegation": due + counts + 2,
        "history": due + 1 + states,
        "sheet": due + 1 + facts,
        "a day of one": due + 1 + facts + counts + 1,
        "changes": due + looked_through,
        "person": due + 2 + counts + 1,  # the person, appointments, the news
        "topic": due + counts + 2,  # the topic and a page
        "delegation": due + 1 + facts + counts + 1,  # the news about it
        # The article, its subjects, documents, the newest on the subjects, and what it links to.
        "article": due + 5,
    }

    assert queries(client, size=2) == expected
    # Too few of the facts learned last make a change, so ten times as many are looked through.
    more = {"changes": expected["changes"] + looked_through}
    assert queries(client, size=15) == {**expected, **more}


def many(delegations, states, statements):
    """Make delegations with one chamber, with this many compositions and names of parliament each.

    Each of these states has this many statements.
    """
    made = [make_delegation() for _number in range(delegations)]
    said = [says(f"{1980 + day % 40}-05-{1 + day // 40:02}") for day in range(statements)]
    facts = [
        {"since": f"{1900 + year % 70}", "sequence": year, "statements": said}
        for year in range(states)
    ]
    for delegation in made:
        chamber = make_chamber(delegation)
        compositions = Composition.objects.bulk_create(
            Composition(delegation=delegation, identifier=f"state-{place}", **fact)
            for place, fact in enumerate(facts)
        )
        ParliamentName.objects.bulk_create(
            ParliamentName(
                delegation=delegation,
                identifier=f"state-{place}",
                **fact,
                **in_both(parliament=f"Parliament {place}"),
            )
            for place, fact in enumerate(facts)
        )
        Seats.objects.bulk_create(
            Seats(composition=state, chamber=chamber, number=5, **in_both(described_as="deputies"))
            for state in compositions
        )
    return made[0].get_absolute_url()


@pytest.mark.parametrize(
    "size", [(5, 1, 1), (200, 1, 1), (5, 100, 1), (5, 1, 50), (50, 20, 5)], ids=str
)
def test_delegations_cost_the_same_however_many_states_and_statements_they_have(client, size):
    detail = many(*size)
    pages = [
        "/en/delegations/",
        "/en/delegations/?on=1950-05-05",
        detail,
        f"{detail}?on=1950-05-05",
    ]

    # There is no news.
    assert [count(client, page) for page in pages] == [10, 10, 12, 12]


def test_the_form_of_an_image_costs_the_same_however_many_pages_are_approved_for_later(
    client, editor, publisher
):
    image = make_image()
    client.force_login(publisher)

    count(client, change_page(image))  # fills the caches
    before = count(client, change_page(image))
    for _number in range(3):
        work = edited(make_article(), editor, title_en="Approved")
        take_step(Step.APPROVE, work, publisher, moment=NEW_YEARS_EVE)

    assert count(client, change_page(image)) == before
