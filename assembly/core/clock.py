"""What moment it is: the present or, where staff look ahead, the moment that they look at."""

from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime, time

from django.utils import timezone

_moment = ContextVar("moment", default=None)


def previewed_moment():
    """Return the moment that staff look at, or None at present."""
    return _moment.get()


def now():
    return previewed_moment() or timezone.now()


def today():
    return timezone.localdate(now())


def midnight(day):
    """Return the moment at which a day begins, by the assembly's clock."""
    return timezone.make_aware(datetime.combine(day, time.min))


@contextmanager
def preview_at(moment):
    """Within it, `now` answers another moment; of this thread alone."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
