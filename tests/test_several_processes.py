"""Whatever changes, and whichever process is asked: nobody is answered with the past.

An answer that begins a second after a change has it, as does each later one; and what each process
answers in the end is what the site renders without a cache.
"""

import re
from datetime import timedelta
from functools import partial
from time import monotonic

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from news.models import Article

from .builders import make_article
from .servers import get, gunicorn, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

LATEST = 1  # seconds after a change
TITLE = re.compile(r"Title \d+")
SLUG = "the-article"
PAGES = ["/en/news/", f"/en/news/{SLUG}/", "/en/", "/feeds/news.en.xml"]

processes = st.integers(0, 1)
pages = st.sampled_from(PAGES)
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["save", "bulk", "by hand", "withdraw", "schedule"])),
        st.tuples(st.just("ask"), processes, pages),
    ),
    min_size=4,
    max_size=12,
)


class Story:
    """What readers could see, and since when: a title, or "" while the article is not public."""

    def __init__(self):
        self.seen = [(0, "")]
        self.number = 0

    def tell(self, step):
        self.number += 1
        title = f"Title {self.number}"
        getattr(self, step.replace(" ", "_"))(title)

    def save(self, title):
        article = Article.objects.get(slug=SLUG)
        article.title_en, article.status = title, "published"
        article.published_at = timezone.now() - timedelta(days=1)
        article.save()
        self._from_now_on(title)

    def bulk(self, title):
        past = timezone.now() - timedelta(days=1)
        Article.objects.filter(slug=SLUG).update(
            title_en=title, status="published", published_at=past
        )
        self._from_now_on(title)

    def by_hand(self, title):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE news_article SET title_en = %s WHERE slug = %s", [title, SLUG])
        self._from_now_on(title if self.seen[-1][1] else "")

    def withdraw(self, _title):
        Article.objects.filter(slug=SLUG).update(status="withdrawn")
        self._from_now_on("")

    def schedule(self, title):
        """Hide the article, until a moment that comes by itself."""
        soon = timezone.now() + timedelta(seconds=0.3)
        Article.objects.filter(slug=SLUG).update(
            title_en=title, status="published", published_at=soon
        )
        self._from_now_on("")
        self.seen.append((monotonic() + (soon - timezone.now()).total_seconds(), title))

    def _from_now_on(self, title):
        now = monotonic()
        self.seen = [(moment, seen) for moment, seen in self.seen if moment <= now]
        self.seen.append((now, title))

    def possible(self, begun, ended):
        """Return what an answer between two moments may show."""
        later = [moment for moment, _title in self.seen[1:]] + [float("inf")]
        return {
            title
            for (since, title), until in zip(self.seen, later, strict=True)
            if since <= ended and until > begun - LATEST
        }


def title_on(response):
    return next(iter(TITLE.findall(response.content.decode())), "")


@pytest.fixture
def sites():
    """The addresses of two processes of the site, and of one without a cache."""
    make_article(title_en="Always there")  # a feed without entries is dated when it is made
    make_article(title_en="Title 0", status="withdrawn", slug=SLUG)
    alone = partial(gunicorn, WEB_CONCURRENCY="1")
    with alone() as one, alone() as other, alone(PAGE_CACHE_MEGABYTES="0") as uncached:
        yield one, other, uncached


def test_no_process_ever_answers_with_what_is_over(sites):
    story = Story()

    @settings(max_examples=8, phases=[Phase.generate])  # each takes a second
    @given(steps)
    def check(its_steps):
        for step, *asked in its_steps:
            if step != "ask":
                story.tell(step)
                continue
            process, page = asked
            begun = monotonic()
            seen = title_on(get(sites[process] + page))
            assert seen in story.possible(begun, monotonic())
        for page in PAGES:
            assert_same(page, sites)

    check()


def assert_same(page, sites):
    """Assert that all sites soon answer with the same bytes, apart from their own addresses."""

    def answers():
        found = {get(site + page).content.replace(site.encode(), b"") for site in sites}
        return len(found) == 1

    wait_until(answers, deadline=LATEST + 10)
