"""Addresses are made from titles, are unique, and continue to work after a change."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client

from assembly.publishing.models import FormerSlug
from assembly.publishing.slugs import proposed_slug
from delegations.models import Delegation
from news.models import Article

from .builders import make_article, make_delegation, make_topic
from .forms import change_page, errors, filled, list_page, save, take
from .publications import each_app

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("titles", "slug"),
    [
        ({"title_en": "A Day of News"}, "a-day-of-news"),
        ({"title_ru": "Новости Ассамблеи"}, "novosti-assamblei"),
        ({"title_ru": "Щёлково: «съезд»"}, "shchelkovo-sezd"),
        ({"title_en": "2025"}, "article-2025"),
        ({"title_en": "w" * 200}, "w" * 90),
    ],
    ids=str,
)
def test_an_address_is_proposed_from_the_title(client, editor, titles, slug):
    client.force_login(editor)

    save(client, list_page(Article) + "add/", **titles)

    assert Article.objects.get().slug == slug


def test_a_proposed_address_is_free(client, editor):
    make_article(slug="news-of-the-day")
    client.force_login(editor)

    for _number in range(2):
        save(client, list_page(Article) + "add/", title_en="News of the day")

    slugs = set(Article.objects.values_list("slug", flat=True))
    assert slugs == {"news-of-the-day", "news-of-the-day-2", "news-of-the-day-3"}


def test_a_proposed_address_gets_the_first_free_number():
    for slug in ["day-3", "day-of-peace", "day-5a", "day-02", "sunday"]:
        make_article(slug=slug)
    FormerSlug.objects.create(record=make_article(slug="other"), slug="day")
    FormerSlug.objects.create(record=make_delegation(slug="country"), slug="day-2")

    assert proposed_slug(Article(title_en="Day")) == "day-2"
    make_article(slug="day-2")
    assert proposed_slug(Article(title_en="Day")) == "day-4"


def test_a_page_may_keep_its_current_and_former_addresses():
    page = make_article(slug="day-2")
    FormerSlug.objects.create(record=page, slug="day")

    assert proposed_slug(Article(pk=page.pk, title_en="Day")) == "day"


def test_proposing_an_address_costs_the_same_number_of_queries_however_many_are_taken(
    django_assert_num_queries,
):
    ContentType.objects.get_for_model(Article)  # looked up once per process
    for taken in [["day"], [f"day-{number}" for number in range(2, 12)]]:
        for slug in taken:
            make_article(slug=slug)
        with django_assert_num_queries(2):  # current addresses and former ones
            proposed_slug(Article(title_en="Day"))


def test_a_title_without_letters_requires_an_address(client, editor):
    client.force_login(editor)

    refused = save(client, list_page(Article) + "add/", title_en="!!!")

    assert "Enter an address" in errors(refused)["slug"]


@each_app
def test_before_publication_an_address_changes_without_a_redirect(client, editor, make):
    page = make(status="draft", slug="first")
    client.force_login(editor)

    save(client, change_page(page), slug="second")

    page.refresh_from_db()
    assert page.slug == "second"
    assert not FormerSlug.objects.exists()


@each_app
def test_an_old_address_redirects_to_the_newest_in_one_hop(client, editor, publisher, make):
    page = make(slug="first")
    old = page.get_absolute_url()
    for slug in ["second", "third"]:
        client.force_login(editor)
        take(client, page, "submit", slug=slug)
        client.force_login(publisher)
        take(client, page, "approve")
    page.refresh_from_db()
    assert page.slug == "third"

    for address in [old, old.replace("first", "second")]:
        moved = Client().get(address)
        assert (moved.status_code, moved["Location"]) == (301, page.get_absolute_url())


@each_app
def test_a_page_may_return_to_its_old_address(client, editor, publisher, make):
    page = make(slug="first")
    for slug in ["second", "first"]:
        client.force_login(editor)
        take(client, page, "submit", slug=slug)
        client.force_login(publisher)
        take(client, page, "approve")
    page.refresh_from_db()

    assert Client().get(page.get_absolute_url()).status_code == 200
    moved = Client().get(page.get_absolute_url().replace("first", "second"))
    assert moved["Location"] == page.get_absolute_url()


@each_app
def test_no_other_page_may_use_a_former_address(client, editor, publisher, make):
    page = make(slug="first")
    client.force_login(editor)
    take(client, page, "submit", slug="second")
    client.force_login(publisher)
    take(client, page, "approve")

    refused = save(client, change_page(make(status="draft")), slug="first")

    assert "leads to another page" in errors(refused)["slug"]


def test_an_old_address_reveals_nothing_about_a_page_that_is_not_public():
    page = make_article(status="draft", slug="second")
    FormerSlug.objects.create(record=page, slug="first")

    assert Client().get(page.get_absolute_url().replace("second", "first")).status_code == 404


def test_an_address_changed_by_a_fixture_leaves_the_old_one_working(content):
    belarus = Delegation.objects.get(slug="belarus")
    belarus.slug = "republic-of-belarus"
    belarus.save()

    call_command("loaddata", "groups", verbosity=0)

    moved = Client().get("/en/delegations/belarus/")
    assert moved["Location"] == "/en/delegations/republic-of-belarus/"


def test_a_typed_address_stays_as_typed(client, editor):
    client.force_login(editor)
    address = list_page(Delegation) + "add/"

    data = filled(client.get(address)) | {
        "title_en": "Long title",
        "slug": "short",
        "country": "XY",
    }
    client.post(address, data)

    assert Delegation.objects.get().slug == "short"


def test_the_feed_of_a_delegation_still_works_at_its_old_address(content):
    belarus = Delegation.objects.get(slug="belarus")
    belarus.slug = "republic-of-belarus"
    belarus.save()
    call_command("loaddata", "groups", verbosity=0)

    feed = Client().get("/feeds/changes/belarus.en.xml")

    assert feed.status_code == 200
    assert Client().get("/feeds/changes/atlantis.en.xml").status_code == 404


def test_a_topics_old_address_redirects_to_the_new(client, editor, publisher):
    topic = make_topic(slug="first")
    make_article().topics.add(topic)
    client.force_login(editor)

    save(client, change_page(topic), slug="second")
    client.force_login(publisher)
    take(client, topic, "approve")

    moved = Client().get("/en/news/topics/first/")
    assert (moved.status_code, moved["Location"]) == (301, "/en/news/topics/second/")
    assert Client().get("/en/news/topics/second/").status_code == 200


def test_no_other_topic_may_use_a_former_address(client, editor):
    topic, other = make_topic(slug="first"), make_topic()
    client.force_login(editor)
    save(client, change_page(topic), slug="second")

    refused = save(client, change_page(other), slug="first")

    assert "leads to another page" in errors(refused)["slug"]
