"""Time the public pages relative to an empty response in the same run: `make bench`.

For each page, prints how many times longer than `/healthz` it takes: the median of many requests in
this process, on SQLite, first with the shipped content and then with two hundred more articles.
"""

import os
import statistics
import sys
import tempfile
import time
from io import StringIO

import django
from django.core.management import call_command

REQUESTS = 200
PAGES = ["/en/", "/ru/delegations/", "/en/delegations/belarus/", "/en/people/mikhail-krotov/"]
PAGES += ["/en/news/", "/en/news/countering-external-interference-in-the-elections/"]
PAGES += ["/en/news/2025/", "/en/delegations/russia/news/", "/feeds/news.en.xml"]
PAGES += ["/en/search/?q=elections", "/en/search/?q=Rogalyov"]


def median(client, address):
    """Return the median time of a request, in seconds."""
    times = []
    for _request in range(REQUESTS):
        begun = time.perf_counter()
        response = client.get(address)
        times.append(time.perf_counter() - begun)
        if response.status_code != 200:
            sys.exit(f"{address} answered {response.status_code}")
    return statistics.median(times)


def measure(title):
    from django.test import Client

    client = Client()
    median(client, "/healthz")  # warm up
    nothing = median(client, "/healthz")
    sys.stdout.write(f"{title}: times as long as an empty answer\n")
    for address in PAGES:
        sys.stdout.write(f"  {median(client, address) / nothing:6.1f}  {address}\n")


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "assembly.settings",
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
            "SECRET_KEY": "bench",
            "DEBUG": "True",
        }
        django.setup()
        from django.conf import settings
        from django.utils import timezone

        from news.models import Article

        settings.DEBUG = False  # as in production: no query log, templates loaded once
        settings.ALLOWED_HOSTS = ["testserver"]
        call_command("setup", stdout=StringIO())
        measure("Shipped content")
        Article.objects.bulk_create(
            Article(
                slug=f"article-{number}",
                title_en=f"Article {number}",
                body_en="<p>Text.</p>",
                status="published",
                published_at=timezone.now(),
            )
            for number in range(200)
        )
        measure("With 200 articles more")


if __name__ == "__main__":
    main()
