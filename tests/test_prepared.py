"""Prepared queries find what their querysets find, whatever values they were written with."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Q, Value
from django.utils.translation import override

from assembly.core import clock
from assembly.core.prepared import prepared
from news.models import Article

from .builders import LAST_YEAR, make_article, make_image

pytestmark = pytest.mark.django_db


@prepared
def about(words, since, key):
    """Find articles by each kind of value, with constants that hold percent signs."""
    wanted = Q(title=words) | Q(title="100 %s") | Q(pk=key)
    found = Article.objects.live(clock.now()).filter(wanted, published_at__gte=since)
    return found.annotate(share=Value("5 %")).select_related("image").order_by("slug")


def test_a_prepared_query_takes_texts_numbers_and_moments():
    image = make_image()
    named = make_article(slug="a", title_en="It's 50 %", image=image)
    constant = make_article(slug="b", title_en="100 %s")
    keyed = make_article(slug="c")
    make_article(slug="d", title_en="It's 50 %", published_at=LAST_YEAR - timedelta(days=9))

    for _time in range(5):  # PostgreSQL plans it after some
        found = about(words="It's 50 %", since=LAST_YEAR, key=keyed.pk)
        assert found == [named, constant, keyed]
    assert [(one.share, one.image) for one in found[:2]] == [("5 %", image), ("5 %", None)]
    assert about(words="", since=LAST_YEAR, key=0) == [constant]


def test_a_prepared_query_is_written_for_each_language():
    english = make_article(title_en="Same", title_ru="Другое")
    russian = make_article(title_en="Other", title_ru="Same")

    assert about(words="Same", since=LAST_YEAR, key=0) == [english]
    with override("ru"):
        assert about(words="Same", since=LAST_YEAR, key=0) == [russian]


@prepared
def some_of(title, *, first, number):
    return Article.objects.filter(title=title).order_by("slug")[first : first + number]


def test_a_prepared_query_takes_the_numbers_of_a_slice():
    articles = [make_article(slug=slug, title_en="Same") for slug in "abcd"]

    for first, number in [(0, 2), (2, 2), (1, 2), (3, 9), (0, 2)]:
        found = some_of(title="Same", first=first, number=number)
        assert found == articles[first : first + number]


def alter_elsewhere(length):
    """Let a column of titles take so many characters, as a migration of another process does."""

    def alter():
        with closing(connection), connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE news_article ALTER title_en TYPE varchar({length})")

    with ThreadPoolExecutor(1) as pool:
        pool.submit(alter).result(30)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_migration_does_not_break_what_is_prepared():
    article = make_article(title_en="Same")
    for _time in range(5):
        assert about(words="Same", since=LAST_YEAR, key=0) == [article]

    alter_elsewhere(201)
    try:
        assert about(words="Same", since=LAST_YEAR, key=0) == [article]
    finally:
        alter_elsewhere(200)
