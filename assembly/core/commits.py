"""Tells the process that it has changed the database itself."""

import re

from django.dispatch import Signal

committed = Signal()  # sent by a connection after it has committed changes

READS = re.compile(
    r"[\s(]*(SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|SET|SHOW|EXPLAIN)\b", re.IGNORECASE
)


class CommitsToldMixin:
    """Lets a database connection send `committed`, within transactions and without them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._tell_of_statement)

    def _commit(self):
        super()._commit()
        committed.send(type(self), using=self.alias)

    def _tell_of_statement(self, execute, sql, params, many, context):
        """Send the signal after a statement that was committed by itself."""
        result = execute(sql, params, many, context)
        if not self.in_atomic_block and not READS.match(sql):
            committed.send(type(self), using=self.alias)
        return result
