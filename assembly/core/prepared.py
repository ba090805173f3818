"""Prepared queries: the ORM takes longer to write SQL than the database to answer it.

PostgreSQL plans each once per connection too, which takes it longer than the answer.
"""

import re
from copy import copy
from datetime import date, datetime
from functools import wraps
from inspect import signature
from types import SimpleNamespace

from django.db import NotSupportedError, connections, router
from django.db.models import Expression
from django.utils.translation import get_language


class Parameter(Expression):
    """The place of a value in a prepared query."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class PreparedQuery:
    """The SQL of a queryset with `Parameter`s, for one database."""

    def __init__(self, queryset, using):
        self.queryset = queryset
        self.using = using
        self.compiler = queryset.query.get_compiler(using)
        self.sql, self.parameters = self.compiler.as_sql()
        if hasattr(connections[using], "preparing_cursor"):
            self._write_constants(connections[using])

    def _write_constants(self, connection):
        """Leave only `Parameter`s to be given, as a server that plans should know the rest."""
        values = iter(self.parameters)

        def written(found):
            if found[0] == "%%" or isinstance(value := next(values), Parameter):
                return found[0]
            return connection.ops.compose_sql("%s", [value]).replace("%", "%%")

        self.sql = re.sub("%[%s]", written, self.sql)
        self.parameters = [one for one in self.parameters if isinstance(one, Parameter)]

    def rows(self, values):
        """Return what the queryset would have found with these values, by name of parameter."""
        connection = connections[self.using]
        bound = [
            _adapted(values[one.name], connection) if isinstance(one, Parameter) else one
            for one in self.parameters
        ]
        try:
            found = self._answer(connection, bound)
        except NotSupportedError:
            # A column was altered since the query was planned; a new connection plans it anew.
            if connection.in_atomic_block:
                raise
            connection.close()
            found = self._answer(connection, bound)
        compiler = copy(self.compiler)  # for this thread, as its connection
        compiler.connection = connection
        compiler.execute_sql = lambda *args, **kwargs: [found]
        written = SimpleNamespace(
            query=SimpleNamespace(get_compiler=lambda using: compiler),
            db=self.using,
            model=self.queryset.model,
            _known_related_objects={},
        )
        return list(self.queryset._iterable_class(written))

    def _answer(self, connection, bound):
        cursor = getattr(connection, "preparing_cursor", connection.cursor)
        with cursor() as cursor:
            cursor.execute(self.sql, bound)
            return cursor.fetchall()


def prepared(find):
    """Make a function that returns a queryset return the list of what it finds.

    Its SQL is written once per language and database. So the function gets no values, but a
    `Parameter` for each argument, to stand wherever a queryset takes a value. Callers give the
    values by name: texts, numbers, days and moments.
    """
    names = list(signature(find).parameters)
    querysets, queries = {}, {}

    @wraps(find)
    def found(**values):
        language = get_language()
        if language not in querysets:
            querysets[language] = find(*[Parameter(name) for name in names])
        using = router.db_for_read(querysets[language].model)
        if (language, using) not in queries:
            queries[language, using] = PreparedQuery(querysets[language], using)
        return queries[language, using].rows(values)

    return found


def _adapted(value, connection):
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
