"""Editors pin an article to the home page, for a time or until they unpin it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from assembly.core import clock
from news.models import Article

from .builders import LAST_YEAR, make_article
from .forms import change_page, errors, save, take
from .publications import HIDDEN

pytestmark = pytest.mark.django_db


def shown(address="/en/"):
    """Return the titles of the news on the home page, the lead article first."""
    context = Client().get(address).context
    return [article.title for article in [context["lead"], *context["articles"]] if article]


@pytest.fixture
def news():
    return [
        make_article(title_en=str(number), published_at=LAST_YEAR - timedelta(days=number))
        for number in range(8)
    ]


def test_the_home_page_leads_with_the_newest_article_if_none_is_pinned(news):
    assert shown() == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("number", [0, 3, 7])
def test_the_pinned_article_leads_and_is_shown_once(news, number):
    Article.objects.filter(pk=news[number].pk).update(pinned=True)

    assert shown() == [str(number), *[one for one in "0123456" if one != str(number)][:4]]


def test_the_newest_of_several_pinned_articles_leads(news):
    Article.objects.filter(pk__in=[news[6].pk, news[4].pk]).update(pinned=True)

    assert shown()[0] == "4"


@pytest.mark.parametrize("hidden", [*HIDDEN, {"title_en": ""}, {"shown_en": False}], ids=str)
def test_an_article_that_is_not_public_never_leads(news, hidden):
    make_article(pinned=True, **hidden)

    assert shown()[0] == "0"


def test_a_pin_ends_after_its_last_day(news):
    today = clock.today()
    Article.objects.filter(pk=news[5].pk).update(pinned=True, pinned_until=today)
    assert shown()[0] == "5"

    with clock.preview_at(timezone.now() + timedelta(days=1)):
        assert not Article.objects.pinned().exists()
    Article.objects.update(pinned_until=today - timedelta(days=1))
    assert shown()[0] == "0"


def test_a_page_without_news_has_no_lead_article(db):
    assert shown() == []


def test_a_pin_needs_a_publisher_like_any_change_of_a_public_page(client, news, editor, publisher):
    client.force_login(editor)
    take(client, news[5], "submit", pinned="on")
    assert shown()[0] == "0"

    client.force_login(publisher)
    take(client, news[5], "approve")

    assert shown()[0] == "5"


def test_a_last_day_without_a_pin_is_refused(client, editor):
    article = make_article(status="draft")
    client.force_login(editor)

    refused = save(client, change_page(article), pinned_until="2999-01-01")

    assert errors(refused)["pinned"] == "Tick “Pinned to the home page”, or clear this date."
