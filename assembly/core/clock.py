"""The current time or, while staff preview a date, the time that they preview."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time

from django.utils import timezone

_moment = ContextVar("moment", default=None)


def previewed_moment():
    """Return the time that staff preview, or None outside a preview."""
    return _moment.get()


def now():
    return previewed_moment() or timezone.now()


def today():
    return timezone.localdate(now())


def day_of(moment):
    """Return the day of a moment in the assembly's time zone."""
    return timezone.localdate(moment)


def midnight(day):
    """Return the start of a day in the assembly's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


@contextmanager
def preview_at(moment):
    """Make `now` return another time within the block, in this thread only."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
