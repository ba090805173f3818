"""The pages that the processes of all machines share, where CACHE_URL names a Redis server."""

import logging
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distributions
from time import monotonic, sleep

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import override
from redis.exceptions import RedisError

from assembly.core.languages import LANGUAGES

logger = logging.getLogger(__name__)

KEPT = 60 * 60  # seconds; a page asked for less often is built again
WAIT = 5  # seconds, for a page that another process builds
ASK_AGAIN = 0.02  # seconds
REST = 5  # seconds for which a server that does not answer is left alone

# What a page is made of besides content and libraries, and the settings that it shows.
SOURCES = ["assembly", "delegations", "news", "templates"]
SHOWN_SETTINGS = ["ASSEMBLY_NAME", "ASSEMBLY_SHORT_NAME", "CONTACT_EMAIL", "SECURITY_CONTACT"]
SHOWN_SETTINGS += ["DEBUG", "LANGUAGES", "TIME_ZONE"]


class SharedPages:
    """Pages by key and content period; as if it were empty while the server does not answer."""

    def __init__(self):
        self._rests_until = 0.0
        if self.is_used:
            release()  # before a deploy replaces the files that this process has loaded

    @property
    def is_used(self):
        uses_redis = settings.CACHES["default"]["BACKEND"].endswith("RedisCache")
        is_wanted = uses_redis and settings.PAGE_CACHE_MEGABYTES > 0
        return is_wanted and monotonic() >= self._rests_until

    def get_or_claim(self, key, period):
        """Return a page; None if this process is to build it, and call `keep_or_release` then.

        While another process builds it, this waits a while.
        """
        if not self.is_used or period is None:
            return None
        name, end = _name(key, period), monotonic() + WAIT
        while (page := self._ask(cache.get, name)) is None:
            claimed = self._ask(cache.add, f"{name}:built", 1, WAIT)
            if claimed is not False or monotonic() > end:
                return None
            sleep(ASK_AGAIN)
        return page

    def keep_or_release(self, key, period, page):
        """Keep a page, or without one let another process try."""
        if self.is_used and period:
            if page:
                self._ask(cache.set, _name(key, period), page, KEPT)
            self._ask(cache.delete, f"{_name(key, period)}:built")

    def _ask(self, command, *arguments):
        """Return the server's answer; None if there is none, after which the server rests."""
        try:
            return command(*arguments)
        except RedisError as error:
            logger.warning("The shared cache does not answer, so pages are built anew: %s", error)
            self._rests_until = monotonic() + REST
            return None


def _name(key, period):
    return f"page:{sha256(repr((release(), period.key, key)).encode()).hexdigest()}"


@lru_cache
def release():
    """Return a hash of the site's code, libraries, templates, texts and settings.

    A deploy changes it.
    """
    libraries = sorted(f"{library.name} {library.version}" for library in distributions())
    shown = []
    for code in LANGUAGES:
        with override(code):
            shown += [str(getattr(settings, name)) for name in SHOWN_SETTINGS]
    found = sha256(repr([libraries, shown]).encode())
    for folder in SOURCES:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                found.update(f"{path.relative_to(settings.BASE_DIR)} ".encode())
                found.update(path.read_bytes())
    return found.hexdigest()
