"""Public reads from a replica of the database, never behind what this process knows."""

import logging
import time
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, OperationalError, connections, transaction

logger = logging.getLogger(__name__)

REPLICA = "replica"  # the database's alias, where DATABASE_REPLICA_URL names one
PRIMARY = DEFAULT_DB_ALIAS
REST = 5  # seconds for which a replica that does not answer is left alone

_source = ContextVar("the database that is read", default=PRIMARY)
_resting_until = 0.0  # of `time.monotonic`


class Router:
    """Reads from the replica within `public_reads`; everything else concerns the primary."""

    def db_for_read(self, model, **hints):
        if _source.get() == REPLICA and transaction.get_connection(PRIMARY).in_atomic_block:
            _read_own_writes()
        return _source.get()

    def db_for_write(self, model, **hints):
        _read_own_writes()
        return PRIMARY

    def allow_relation(self, one, other, **hints):
        return True  # both hold the same records

    def allow_migrate(self, db, app_label, **hints):
        return db == PRIMARY


@contextmanager
def public_reads(version, read_version):
    """Within it, read from the replica if there is one and it holds this version of the content.

    `read_version(connection)` returns the version that a database holds. It is asked once for each
    version and connection, as a replica only moves forward. The replica is left as soon as a
    transaction begins or something is written, so that what was written can be read. A version of
    None is unknown: then the primary is read.
    """
    up_to_date = version is not None and _replica_holds(version, read_version)
    token = _source.set(REPLICA if up_to_date else PRIMARY)
    try:
        yield
    finally:
        _source.reset(token)


@contextmanager
def primary_reads():
    """Within it, read from the primary again: for what must not be older than it is now known."""
    token = _source.set(PRIMARY)
    try:
        yield
    finally:
        _source.reset(token)


def _read_own_writes():
    _source.set(PRIMARY)


def _replica_holds(version, read_version):
    """Return whether the replica answers and holds a version; one that does not answer rests."""
    global _resting_until
    if REPLICA not in connections or time.monotonic() < _resting_until:
        return False
    replica = connections[REPLICA]
    try:
        with replica.cursor():  # connects, or checks a kept connection
            pass
        held = (replica.connection, version)
        holds = getattr(replica, "held", None) == held or read_version(replica) == version
    except OperationalError as error:
        replica.close()
        _resting_until = time.monotonic() + REST
        logger.warning("The replica does not answer, so the primary is read: %s", error)
        return False
    if holds:
        replica.held = held
    return holds
