"""Looks into a database and at the site's pages of it: `python -m bench.inspection article list`.

Prints JSON: the path of each page named, its queries, and a session of an administrator.
"""

import json
import re
import sys
from dataclasses import dataclass, field

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

from .archive import names, words
from .pages import pages_named
from .progress import say

HEADERS = {"x-forwarded-proto": "https"}


@dataclass
class Visit:
    """Requests to the site in this process, with an administrator's session for the admin."""

    session: str = ""
    clients: dict = field(default_factory=dict)

    def client(self, page):
        from django.conf import settings
        from django.test import Client

        if page.is_admin not in self.clients:
            client = Client(headers=HEADERS, SERVER_NAME="127.0.0.1")
            if page.is_admin:
                client.force_login(administrator())
                self.session = client.cookies[settings.SESSION_COOKIE_NAME].value
            self.clients[page.is_admin] = client
        return self.clients[page.is_admin]

    def get(self, page, path):
        response = self.client(page).get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code} instead of 200.")
        return b"".join(response)

    def queries(self, page, path):
        """Return the numbers of queries of the first request of a process and of a later one."""
        numbers = []
        for _request in range(2):
            with CaptureQueriesContext(connection) as captured:
                self.get(page, path)
            numbers.append(len(captured))
        return numbers


def administrator():
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(is_superuser=True).earliest("pk")


def places():
    """Return the parts of addresses of typical and of popular records, by name."""
    from news.models import Article

    published = Article.objects.live(language="en").exclude(title_ru=None)
    number = published.count()
    typical = published.order_by("pk")[number // 2]
    month = typical.published_at
    return {
        "article": typical.slug,
        "article_key": typical.pk,
        "deep": number * 8 // 10 // 20,  # the page of the list that is as deep as most are
        "topic": "topic-1",
        "month": f"{month.year}/{month.month}",
        "delegation": "tajikistan",
        "person": "-".join(pair[0] for pair in names.POPULAR).lower(),
        "rare": words.RARE,
        "common": words.COMMON,
        "misspelt": names.MISSPELT,
    }


def sitemap(visit, page):
    """Return the path of the first file of articles that the sitemap's index names."""
    index = visit.get(page, "/sitemap.xml").decode()
    return re.search(r"<loc>https?://[^/]+(/[^<]*news[^<]*)</loc>", index)[1]


def main(chosen):
    visit, found = Visit(), places()
    paths, queries = {}, {}
    for page in chosen:
        say(f"counting the queries of {page.name}")
        if page.name == "sitemap":
            found["sitemap"] = sitemap(visit, page)
        paths[page.name] = page.path.format(**found)
        queries[page.name] = visit.queries(page, paths[page.name])
    result = {"paths": paths, "queries": queries, "session": visit.session}
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    django.setup()
    main(pages_named(sys.argv[1:]))
