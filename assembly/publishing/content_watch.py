"""Follows the database's notes of changes of content, so that no request has to ask for them.

On PostgreSQL a thread of each process listens on a connection of its own (see "LISTEN" in
PostgreSQL's documentation), and asks several times a second, to be sure that it still hears. On
SQLite "PRAGMA data_version" tells whether anything was committed, in some microseconds.
"""

import logging
import os
import sqlite3
from threading import Event, Lock, Thread
from time import monotonic

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection, connections

from assembly.core.commits import committed

from .content_changes import CHANNEL, MAX_ROWS, SUM, SUM_UP

logger = logging.getLogger(__name__)

HEARTBEAT = 0.25  # seconds between two questions of the thread, if nothing was heard
VALID = 0.8  # seconds for which an answer of the database counts
RETRY = 1  # seconds between two attempts to connect


def ask(cursor):
    """Return the version that the database has now, and the number of rows of notes.

    The version is None while changes go unnoticed: during migrations, or after one has failed.
    """
    cursor.execute(SUM)
    total, rows, is_unwatched = cursor.fetchone()
    return None if is_unwatched else str(total), rows


def stored_version(database):
    """Return the version that a database, given by its connection, has now, as `ask` does."""
    with database.cursor() as cursor:
        return ask(cursor)[0]


class DatabaseWatch:
    """Asks at each request: the watch of a process that cannot listen."""

    listens = False

    def version(self):
        return stored_version(connection)

    def stop(self):
        """Close what it has opened."""


class SQLiteWatch(DatabaseWatch):
    """Asks again only when another connection has committed something."""

    listens = True

    def __init__(self, path):
        self._lock = Lock()
        # In autocommit mode, so that each question sees the newest state.
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._seen = self._version = None

    def version(self):
        with self._lock:
            try:
                (seen,) = self._connection.execute("PRAGMA data_version").fetchone()
                if seen != self._seen:
                    self._version, self._seen = ask(self._connection.cursor())[0], seen
            except sqlite3.Error as error:
                raise DatabaseError from error
            return self._version

    def stop(self):
        with self._lock:  # SQLite crashes if a thread is asking while the connection is closed
            self._connection.close()


class PostgreSQLWatch(DatabaseWatch):
    """Listens in a thread; asks itself where the thread has not been answered for a moment."""

    def __init__(self, alias):
        self._lock = Lock()
        self._known, self._as_of = None, float("-inf")
        self._commit = self._commit_seen = None  # of this process: a new object for each
        self._answered, self._stopped = Event(), Event()
        self._thread = Thread(target=self._listen_on, args=[alias], daemon=True)
        committed.connect(self._hear_commit)
        self._thread.start()
        self._answered.wait(VALID)

    @property
    def listens(self):
        return self._as_of > monotonic() - VALID

    def version(self):
        if self.listens and self._commit is self._commit_seen:
            return self._known
        begun, commit = monotonic(), self._commit
        version = super().version()
        self._learn(version, begun, commit)
        return version

    def stop(self):
        committed.disconnect(self._hear_commit)
        self._stopped.set()
        self._thread.join()

    def _hear_commit(self, **kwargs):
        self._commit = object()  # a count could miss one of two threads

    def _learn(self, version, begun, commit):
        """Take over an answer, unless a question that began later was answered already."""
        with self._lock:
            if begun > self._as_of:
                self._known, self._as_of, self._commit_seen = version, begun, commit

    def _listen_on(self, alias):
        while not self._stopped.is_set():
            own = connections[alias].copy()
            try:
                own.connect()
                self._listen(own)
            except (DatabaseError, InterfaceError) as error:
                logger.warning("Changes of content cannot be followed: %s", error)
                self._stopped.wait(RETRY)
            finally:
                own.close()

    def _listen(self, own):
        with own.cursor() as cursor, own.wrap_database_errors:
            cursor.execute(f"LISTEN {CHANNEL}")
            while not self._stopped.is_set():
                begun, commit = monotonic(), self._commit
                version, rows = ask(cursor)
                self._learn(version, begun, commit)
                self._answered.set()
                if rows > MAX_ROWS:
                    cursor.execute(SUM_UP)
                list(own.connection.notifies(timeout=HEARTBEAT, stop_after=1))


class ProcessWatch:
    """The watch of this process, which begins when it is first asked."""

    def __init__(self):
        self._lock = Lock()
        self._own = None

    @property
    def listens(self):
        """Whether the process is told of changes; otherwise it asks at each request."""
        return self._started().listens

    def version(self):
        """Return the present version of the content, as `ask` does; raises DatabaseError."""
        return self._started().version()

    def stop(self):
        """End it, as before the database is dropped."""
        with self._lock:
            if self._own:
                self._own.stop()
            self._own = None

    def forget(self):
        """Leave the watch to the parent process, whose connection it has."""
        self.__init__()

    def _started(self):
        with self._lock:
            self._own = self._own or _start()
            return self._own


def _start():
    if connection.vendor == "postgresql":
        alias = settings.LISTEN_DATABASE
        return PostgreSQLWatch(alias) if alias else DatabaseWatch()
    name = str(connection.settings_dict["NAME"])
    in_memory = name == ":memory:" or "mode=memory" in name
    return DatabaseWatch() if in_memory else SQLiteWatch(name)


watch = ProcessWatch()
os.register_at_fork(after_in_child=watch.forget)
