"""The page cache answers what the site would answer now, to everyone alike, and nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.http import HttpResponse
from django.utils import timezone

from assembly.core import clock
from assembly.media.models import Image
from assembly.newsroom.workflow import Step, take_step
from assembly.pages.page_cache import PageCacheMiddleware
from assembly.pages.public_pages import known_query, public_page, query_parameters
from news.models import Article, Topic

from .builders import make_article, make_composition, make_delegation, make_image, make_topic
from .work import edited

committing = pytest.mark.django_db(transaction=True)
LIST = "/en/news/"


def read(client, address=LIST, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


@committing
def test_a_page_that_was_read_before_costs_no_query(client, django_assert_num_queries):
    make_article(title_en="Elections")
    first = client.get(LIST)

    with django_assert_num_queries(0):
        again, head = client.get(LIST), client.head(LIST)
        known = client.get(LIST, headers={"If-None-Match": first["ETag"]})

    assert again.content == first.content
    assert (head.status_code, head.content) == (200, b"")
    assert int(head["Content-Length"]) == len(first.content)
    assert (known.status_code, known.content) == (304, b"")
    assert {"ETag", "Cache-Control", "Vary", "Last-Modified"} <= set(known.headers)
    assert "Content-Type" not in known.headers


def by_hand(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@committing
def test_each_kind_of_change_is_in_the_next_answer(client, tmp_path):
    topic, image = make_topic(name_en="Old topic"), make_image(alt_en="Old words")
    article = make_article(title_en="Old title", image=image, slug="it")
    page = article.get_absolute_url()

    def after(change):
        before = read(client, page)
        change()
        return before, read(client, page)

    for change, words in [
        (lambda: by_hand("UPDATE news_article SET title_en = 'By hand'"), "By hand"),
        (lambda: Article.objects.update(title_en="In bulk"), "In bulk"),
        (lambda: article.topics.add(topic), "Old topic"),
        (lambda: Topic.objects.filter(pk=topic.pk).update(name_en="New topic"), "New topic"),
        (lambda: Image.objects.filter(pk=image.pk).update(alt_en="New words"), "New words"),
    ]:
        before, now = after(change)
        assert words not in before
        assert words in now

    fixture = tmp_path / "content.json"
    call_command("dumpdata", "news.article", natural_foreign=True, output=fixture)
    fixture.write_text(fixture.read_text().replace("In bulk", "Loaded"))
    assert "Loaded" in after(lambda: call_command("loaddata", fixture, verbosity=0))[1]

    by_hand("DELETE FROM news_article_topics")
    assert "New topic" not in read(client, page)
    Article.objects.update(status="withdrawn")
    assert client.get(page).status_code == 404
    assert "Loaded" not in read(client)


@committing
def test_a_change_that_is_rolled_back_is_never_shown(client):
    article = make_article(title_en="Before")
    read(client)

    with transaction.atomic():
        Article.objects.update(title_en="Rolled back")
        assert "Rolled back" in read(client)  # by this connection alone
        transaction.set_rollback(True)

    assert "Before" in read(client)
    assert article.title_en == "Before"


@committing
def test_moments_and_midnight_end_what_was_true_before_them(client, monkeypatch, editor, publisher):
    present = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: present)
    soon = present + timedelta(minutes=5)
    make_article(title_en="Scheduled", published_at=soon)
    article = make_article(title_en="Old words")
    take_step(
        Step.APPROVE,
        edited(article, editor, title_en="New words"),
        publisher,
        moment=soon + timedelta(minutes=5),
    )
    delegation = make_delegation(title_en="Utopia")
    tomorrow = timezone.localdate() + timedelta(days=1)
    make_composition(delegation, since=tomorrow.isoformat(), stated=[], seats=[987])
    lists = [read(client), read(client, "/en/delegations/")]
    assert "Scheduled" not in lists[0]
    assert "987" not in lists[1]

    present = soon
    assert "Scheduled" in (now := read(client))
    assert "Old words" in now

    present = soon + timedelta(minutes=5)
    assert "New words" in read(client)

    present = clock.midnight(tomorrow)
    assert "987" in read(client, "/en/delegations/")


@committing
def test_staff_are_not_answered_from_the_cache_and_leave_nothing_in_it(client, editor):
    draft = make_article(status="draft", title_en="A draft", slug="draft")
    make_article(title_en="Public")
    page = draft.get_absolute_url()
    client.force_login(editor)
    seen = client.get(page)
    own = client.get(LIST)
    client.logout()

    assert "A draft" in seen.content.decode()
    assert "no-store" in seen["Cache-Control"]
    assert own["Cache-Control"] == "private, no-cache"
    assert "ETag" not in own.headers
    assert client.get(page).status_code == 404


@committing
def test_parameters_that_a_page_does_not_know_neither_reach_it_nor_split_the_cache(
    client, django_assert_num_queries
):
    for number in range(21):
        make_article(title_en=f"Article {number}")
    plain, second = read(client), read(client, "/en/news/?page=2")

    with django_assert_num_queries(0):
        assert read(client, "/en/news/?utm_source=x&fbclid=%D1%8F") == plain
        assert read(client, "/en/news/?a=1&page=2&b=2") == second
    assert "utm" not in read(client, "/en/search/?q=article&utm_source=x")


def test_letters_in_a_query_need_not_be_encoded():
    """As programs send them: each byte is a character of its own."""
    sent = "q=Выборы&page=2".encode().decode("latin-1")

    assert known_query(sent, ["q", "page"]) == urlencode({"q": "Выборы", "page": "2"})
    assert known_query("q=%D0%92&q=100%&x=1", ["q"]) == "q=%D0%92&q=100%25"
    assert known_query("q=\xe9", ["q"]) == urlencode({"q": "é"})  # not UTF-8


def test_each_public_address_says_which_parameters_it_knows():
    assert query_parameters("/en/news/") == ("page",)
    assert query_parameters("/ru/delegations/") == ("on", "cited")
    assert query_parameters("/en/search/")[0] == "q"
    assert query_parameters("/feeds/news.en.xml") == ()
    assert query_parameters("/admin/") is None
    assert query_parameters("/healthz") is None
    assert query_parameters("/preview/a/en/") is None
    assert query_parameters("/en/" + "a" * 10_000) is None


@pytest.mark.django_db
def test_a_page_knows_nothing_of_its_reader(rf):
    @public_page()
    def view(request):
        return HttpResponse(repr([request.META, request.COOKIES, request.method]))

    request = rf.head("/en/news/", headers={"Cookie": "a=secret", "User-Agent": "secret"})
    request.method = "GET"
    answer = PageCacheMiddleware(view)(request)

    assert "secret" not in answer.content.decode()
    assert request.headers["User-Agent"] == "secret"


@pytest.mark.parametrize(
    "headers",
    [
        {"Vary": "Cookie"},
        {"Cache-Control": "private"},
        {"Cache-Control": "no-store"},
        {"Content-Security-Policy": "script-src 'nonce-abc'"},
    ],
    ids=["vary", "private", "no-store", "nonce"],
)
@committing
def test_what_is_meant_for_one_reader_is_not_kept(rf, headers):
    answers = iter(["for the first", "for the second"])
    cache = PageCacheMiddleware(lambda request: HttpResponse(next(answers), headers=headers))

    assert cache(rf.get(LIST)).content == b"for the first"
    assert cache(rf.get(LIST)).content == b"for the second"


@committing
def test_a_cookie_that_is_set_is_not_kept(rf):
    def view(request):
        response = HttpResponse("page")
        response.set_cookie("token", "secret")
        return response

    cache = PageCacheMiddleware(view)
    assert cache(rf.get(LIST)).cookies
    assert PageCacheMiddleware(lambda request: HttpResponse("other"))(rf.get(LIST)).content == (
        b"other"
    )


@committing
def test_many_requests_for_a_cold_page_build_it_once(rf):
    built, together = [], Barrier(5)

    def view(request):
        built.append(request)
        sleep(0.05)
        return HttpResponse("page")

    cache = PageCacheMiddleware(view)

    def ask():
        together.wait(10)
        try:
            return cache(rf.get(LIST)).content
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        answers = [asked.result(30) for asked in [pool.submit(ask) for _number in range(5)]]

    assert answers == [b"page"] * 5
    assert len(built) == 1
