"""The pages that a process keeps in its memory."""

from collections import OrderedDict
from threading import Lock


class PageMemory:
    """Keeps pages up to a number of bytes; those not asked for the longest go first."""

    def __init__(self, limit):
        self.limit = limit
        self.size = 0
        self._pages = OrderedDict()  # (period, page, size) by key
        self._lock = Lock()

    def get(self, key, period):
        """Return a page that was built in this period, or None."""
        with self._lock:
            its, page, _size = self._pages.get(key, (None, None, 0))
            if page is None or its != period:
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key, period, page):
        """Keep a page, unless its period is unknown."""
        size = page.size + len(key[2]) + len(key[3])
        if period is None or size > self.limit:
            return
        with self._lock:
            self._drop(key)
            self._pages[key] = period, page, size
            self.size += size
            while self.size > self.limit:
                self._drop(next(iter(self._pages)))

    def clear(self):
        with self._lock:
            self._pages.clear()
            self.size = 0

    def _drop(self, key):
        _period, _page, size = self._pages.pop(key, (None, None, 0))
        self.size -= size
