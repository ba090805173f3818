"""Profiles a page without its cache: `python -m bench.profiling article`."""

import cProfile
import pstats
import sys

import django

from .inspection import Visit, places, sitemap
from .pages import pages_named

REQUESTS = 30
LINES = 40


def main(page):
    visit, found = Visit(), places()
    if page.name == "sitemap":
        found["sitemap"] = sitemap(visit, page)
    path = page.path.format(**found)
    visit.get(page, path)  # compiles templates and fills caches
    profile = cProfile.Profile()
    profile.enable()
    for _request in range(REQUESTS):
        visit.get(page, path)
    profile.disable()
    sys.stdout.write(f"{path}, {REQUESTS} requests in one process:\n")
    for order in ["cumulative", "tottime"]:
        pstats.Stats(profile, stream=sys.stdout).sort_stats(order).print_stats(LINES)


if __name__ == "__main__":
    django.setup()
    main(*pages_named(sys.argv[1:]))
