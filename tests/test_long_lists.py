"""The admin stays quick with any number of records: it reads and counts no more than it shows."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assembly.admin import images, list_filters
from assembly.core.bounded_counts import BoundedCount
from delegations import needs_attention
from delegations.admin import delegations as delegations_admin
from news.models import Article

from .builders import (
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_topic,
    make_user,
)
from .forms import change_page, list_page
from .pages import text
from .whole_site import fill

pytestmark = pytest.mark.django_db

ARTICLES = "/admin/news/article/"
AUTOCOMPLETE = "/admin/autocomplete/?app_label=news&model_name=article&field_name="


@pytest.fixture
def admin(client, db):
    user = make_user(is_superuser=True)
    client.force_login(user)
    return client


@pytest.fixture
def short(monkeypatch):
    """Let lists end after three records, of which a page shows two."""
    monkeypatch.setattr(BoundedCount, "MOST", 3)
    monkeypatch.setattr("django.contrib.admin.ModelAdmin.list_per_page", 2)


def pages(made):
    """Return the pages of the admin whose numbers of queries are pinned, by name."""
    article, person = made["article"], made["person"]
    history = reverse("admin:news_article_history", args=[article.pk])
    return {
        "tasks": "/admin/",
        "bin": "/admin/bin/",
        "broken links": "/admin/links/",
        "needs attention": "/admin/delegations/delegation/care/",
        "articles": ARTICLES,
        "articles in review": f"{ARTICLES}?stage=review",
        "articles in Russian": f"{ARTICLES}?language=written-ru",
        "articles on a topic": f"{ARTICLES}?topics__id__exact={made['topic'].pk}",
        "articles found": f"{ARTICLES}?q=title",
        "people": list_page(type(person)),
        "images": list_page(type(article.image)),
        "choice of people": f"{AUTOCOMPLETE}people",
        "choice of images": f"{AUTOCOMPLETE}image",
        "history": history,
        "deleting a person named in articles": change_page(person).replace("change", "delete"),
        "merging people": reverse("admin:delegations_person_merge", args=[person.pk]),
    }


def queries(client, size):
    """Return the number of queries of each page after making `size` of everything."""
    found = {}
    for name, address in pages(fill(size)).items():
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        texts = [one["sql"] or "" for one in captured]  # that of a cursor on the server is unknown
        counts = [sql for sql in texts if "SELECT COUNT(*)" in sql]
        assert not [sql for sql in counts if "LIMIT" not in sql], name
        found[name] = len(captured)
    return found


def test_pages_of_the_admin_cost_the_same_number_of_queries_at_two_sizes(admin):
    expected = {
        "tasks": 59,  # one for each queue of each kind; the broken links; 14 for the delegations
        "bin": 4,  # what is due, the session, the user; it is empty
        "broken links": 5,
        "needs attention": 16,
        "articles": 9,  # what is due, session, user; number, page, topics, delegations, dates
        "articles in review": 10,  # the number of all
        "articles in Russian": 10,
        "articles on a topic": 10,
        "articles found": 13,  # the index, the keys
        "people": 5,
        "images": 7,
        "choice of people": 5,
        "choice of images": 5,
        "history": 14,
        "deleting a person named in articles": 5,
        "merging people": 4,
    }

    assert queries(admin, size=2) == expected
    assert queries(admin, size=4) == expected


def test_a_long_list_says_that_it_shows_the_first_records(admin, short):
    made = [make_article(slug=f"article-{number}") for number in range(4)]

    listed = admin.get(f"{ARTICLES}?p=49999")

    assert [*listed.context["cl"].result_list] == made[2:3]  # the last of three
    assert "The first 3 records. To find others, use the search" in text(listed)
    assert "Select all" not in text(listed)
    assert "1 article " in text(admin.get(f"{ARTICLES}?q=article-3"))


def test_a_long_list_that_is_filtered_says_that_more_are_found(admin, short):
    for _number in range(5):
        make_article()

    shown = text(admin.get(f"{ARTICLES}?stage=public"))

    assert "more than 3 results" in shown, shown[:900]


@pytest.mark.parametrize("field", ["", "?published_at__year=2019"])
def test_the_dates_of_a_long_list_are_those_of_a_short_one(admin, monkeypatch, field):
    for year, month, day in [(2017, 12, 31), (2019, 1, 1), (2019, 3, 5), (2019, 12, 31)]:
        make_article(published_at=datetime(year, month, day, 20, 59, tzinfo=UTC))
    make_article(status="draft")

    def dates():
        listed = admin.get(ARTICLES + field).content.decode()
        return listed.partition('class="toplinks"')[2].partition("</nav>")[0]

    short = dates()
    monkeypatch.setattr(BoundedCount, "MOST", 2)

    assert dates() == short
    assert "2019" in short


def test_a_filter_by_several_values_lists_a_record_once(admin):
    one, other = make_topic(), make_topic()
    article = make_article()
    article.topics.set([one, other])

    address = f"{ARTICLES}?topics__id__exact={one.pk}&topics__id__exact={other.pk}"

    assert [*admin.get(address).context["cl"].result_list] == [article]


def test_no_action_is_taken_on_more_records_than_can_be_waited_for(admin, monkeypatch):
    monkeypatch.setattr(list_filters, "MOST_SELECTED", 1)
    for _number in range(2):
        article = make_article(status="draft")
    sent = {"action": "delete_selected", "select_across": "1", "_selected_action": article.pk}

    answer = admin.post(ARTICLES, {**sent, "index": "0"}, follow=True)

    assert "Choose at most 1 records at a time" in text(answer)
    assert Article.objects.count() == 2


def test_the_form_of_an_image_lists_the_first_uses(admin, monkeypatch):
    monkeypatch.setattr(images, "MOST_USES", 1)
    image = make_image()
    used = [make_article(image=image) for _number in range(2)]

    shown = text(admin.get(change_page(image)))

    assert [str(article) in shown for article in used].count(True) == 1
    assert "and others" in shown


def test_too_many_facts_to_confirm_are_counted_and_the_first_are_shown(admin, short, monkeypatch):
    for module in (needs_attention, delegations_admin):
        monkeypatch.setattr(module, "MOST_SHOWN", 1)
    delegation = make_delegation()
    for _number in range(4):
        make_appointment(delegation=delegation, stated=["2020-01-01"])

    assert "Delegations: more than 3" in text(admin.get("/admin/"))
    listed = admin.get("/admin/delegations/delegation/care/")
    assert len(listed.context["concerns"]) == 1
    assert "This is only the first" in text(listed) or "These are the first 1" in text(listed)
