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

PLACES = 10**15  # stand in SQL for the numbers of slices; no list is as long


class Parameter(Expression):
    """The place of a value in a prepared query."""

    def __init__(self, name):
        super().__init__()
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [self]


class PreparedQuery:
    """The SQL of a queryset with `Parameter`s, for one database."""

    def __init__(self, queryset, using, places, plan_once):
        self.queryset = queryset
        self.using = using
        self.places = places
        self.cursor = "preparing_cursor" if plan_once else "cursor"
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
        sql = self.sql
        for name, place in self.places.items():
            sql = sql.replace(str(place), str(int(values[name])))
        try:
            found = self._answer(connection, sql, bound)
        except NotSupportedError:
            # A column was altered since the query was planned; a new connection plans it anew.
            if connection.in_atomic_block:
                raise
            connection.close()
            found = self._answer(connection, sql, bound)
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

    def _answer(self, connection, sql, bound):
        cursor = getattr(connection, self.cursor, connection.cursor)
        with cursor() as cursor:
            cursor.execute(sql, bound)
            return cursor.fetchall()


def prepared(find, plan_once=True):
    """Make a function that returns a queryset return the list of what it finds.

    Its SQL is written once per language and database. So the function gets no values, but a
    `Parameter` for each argument, to stand wherever a queryset takes a value. Callers give the
    values by name: texts, numbers, days and moments. Arguments that are keyword-only are whole
    numbers, to stand in a slice, which takes no `Parameter`. The server plans for any values, or
    else for those given, as it must where the best way depends on them.
    """
    parameters = signature(find).parameters.values()
    names = [one.name for one in parameters if one.kind is not one.KEYWORD_ONLY]
    sliced = [one.name for one in parameters if one.kind is one.KEYWORD_ONLY]
    places = {name: PLACES + number for number, name in enumerate(sliced)}
    querysets, queries = {}, {}

    @wraps(find)
    def found(**values):
        language = get_language()
        if language not in querysets:
            querysets[language] = find(*map(Parameter, names), **places)
        using = router.db_for_read(querysets[language].model)
        if (language, using) not in queries:
            queries[language, using] = PreparedQuery(querysets[language], using, places, plan_once)
        return queries[language, using].rows(values)

    return found


def _adapted(value, connection):
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    return value
