"""The content version: the same as long as readers see the same, whoever or whatever changes it.

A process knows it without asking the database at each request: `content_watch` follows the
database's notes of changes. What changes by itself, when a moment comes, is known beforehand.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from threading import Lock

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import get_language

from assembly.core import clock
from assembly.core.registry import Registry
from assembly.core.replicas import primary_reads

from .content_watch import watch
from .publication import Publication
from .status import Status

MOMENTS = Registry()  # functions that return the next moment at which pages change, or None
MAX_PARTS = 1000  # that many results of functions are kept


@dataclass(frozen=True)
class ContentPeriod:
    """A time in which readers see the same: from a version on, until a moment."""

    version: str
    until: datetime

    @property
    def key(self):
        """A text that names the period in every process alike."""
        return f"{self.version}-{self.until.timestamp():.6f}"


class SharedParts:
    """Parts of pages that belong to one period; those not asked for the longest go first."""

    def __init__(self):
        self._period, self._parts, self._lock = None, OrderedDict(), Lock()

    def get(self, period, key, build):
        """Return a part, which is built if it is not there."""
        with self._lock:
            if period == self._period and key in self._parts:
                self._parts.move_to_end(key)
                return self._parts[key]
        with primary_reads():  # a replica may not have this version yet
            part = build()
        with self._lock:
            if period != self._period:
                self._period, self._parts = period, OrderedDict()
            self._parts[key] = part
            if len(self._parts) > MAX_PARTS:
                self._parts.popitem(last=False)
        return part


_newest = {"period": None}
_parts = SharedParts()


def current_period():
    """Return the present `ContentPeriod`; None if it is unknown, or has no end to come.

    Within a transaction it is unknown, as what is seen there may be rolled back. A moment that has
    passed is still ahead where a text could not be published yet.
    """
    if connection.in_atomic_block:
        return None
    try:
        version, period = watch.version(), _newest["period"]
        if version is None:
            return None
        if period and period.version == version and period.until > timezone.now():
            return period
        with primary_reads():
            period = _newest["period"] = ContentPeriod(version, next_moment())
    except (DatabaseError, InterfaceError):  # the request itself will say so
        return None
    return period if period.until > timezone.now() else None


def next_moment():
    """Return the next moment at which pages change by themselves, at the latest midnight."""
    now = timezone.now()
    moments = [clock.midnight(timezone.localdate(now) + timedelta(days=1))]
    moments += [
        model.objects.filter(status=Status.PUBLISHED, published_at__gt=now).aggregate(
            first=Min("published_at")
        )["first"]
        for model in apps.get_models()
        if issubclass(model, Publication)
    ]
    moments += [moment() for moment in MOMENTS]
    return min(moment for moment in moments if moment)


def once_per_change(build):
    """Keep what a function returns until content changes, for parts that many pages share.

    The function takes hashable arguments, and may depend on them, on the active language and on
    what readers see now. It runs each time in a transaction, in a preview of another date, and
    during development, when templates change.
    """

    @wraps(build)
    def kept(*arguments):
        is_unkept = settings.DEBUG or clock.previewed_moment()
        period = None if is_unkept else current_period()
        if period is None:
            return build(*arguments)
        key = (build, get_language(), arguments)
        return _parts.get(period, key, lambda: build(*arguments))

    return kept
