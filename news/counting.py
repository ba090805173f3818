"""Keeps the counts of lists up to date: months that have changed are counted before a list is read.

Work grows with the changes since: with the articles of those months in the lists concerned.
"""

from django.db import connection, transaction
from django.db.models import Case, Count, DateField, F, Max, Min, Q, Sum, Value, When
from django.db.models.functions import TruncMonth
from django.utils import timezone

from assembly.core.languages import LANGUAGES
from assembly.publishing.status import LATEST_MOMENT

from .models import Article
from .models.list_counts import ALL_NEWS, ANY_LANGUAGE, RELATIONS, CountDue, ListCount, MonthCount
from .periods import Period

BATCH_SIZE = 10_000  # notes; with more, everything is counted
LIST = ["kind", "object_id", "language"]  # the columns that name a list
FEW = 200  # lists or months that a query names; of more it counts all


def refresh_counts():
    """Count what has changed."""
    while kind := CountDue.objects.order_by("pk").values_list("kind", flat=True).first():
        _count_due(kind)


def listed(kind, keys=None):
    """Return the articles of the lists of a kind with these keys, or of all; public or not."""
    if kind == ALL_NEWS:
        return Article.objects.all()
    lookup = {f"{RELATIONS[kind]}__in": keys} if keys else {f"{RELATIONS[kind]}__isnull": False}
    return Article.objects.filter(**lookup)


@transaction.atomic
def _count_due(kind):
    """Count what is due of a kind of lists; all of it takes seconds, and so a transaction."""
    its = CountDue.objects.filter(kind=kind)
    # A second process waits here until the first has finished, and takes the rest.
    taken = list(its.select_for_update().order_by("pk")[:BATCH_SIZE])
    # They go before counting: what is noted from here on may not be in the counts.
    if len(taken) == BATCH_SIZE or any(note.moment is None for note in taken):
        # Not earlier ones that came since: another process may hold them, and wait for these.
        its.filter(pk__gte=taken[0].pk).delete()
        _count(kind, None, None)
    elif taken:
        its.filter(pk__in=[note.pk for note in taken]).delete()
        keys = {note.object_id for note in taken}
        months = {timezone.localdate(note.moment).replace(day=1) for note in taken}
        _count(kind, _if_few(keys), _if_few(months))


def _if_few(values):
    return sorted(values) if len(values) <= FEW else None


def _count(kind, keys, months):
    """Count these months of these lists of a kind; None means all."""
    of_lists = {"kind": kind} | ({"object_id__in": keys} if keys else {})
    of_months = of_lists | ({"month__in": months} if months else {})
    MonthCount.objects.filter(**of_months).delete()
    ListCount.objects.filter(**of_lists).delete()
    for language in [*LANGUAGES, ANY_LANGUAGE] if kind == ALL_NEWS else LANGUAGES:
        readable_in = LANGUAGES if language == ANY_LANGUAGE else [language]
        articles = listed(kind, keys).live_in(readable_in, LATEST_MOMENT)
        if months:
            articles = articles.filter(_in_one_of(months))
        _insert(MonthCount, _by_month(articles, kind, language))
    _insert(ListCount, _in_all(MonthCount.objects.filter(**of_lists)))


def _in_one_of(months):
    periods = [Period(month.year, month.month) for month in months]
    bounds = [Q(published_at__gte=one.start, published_at__lt=one.end) for one in periods]
    return Q(*bounds, _connector=Q.OR)


def _by_month(articles, kind, language):
    """Return the rows of MonthCount for these articles."""
    return _grouped(
        articles.order_by().annotate(
            kind=Value(kind),
            object_id=Value(0) if kind == ALL_NEWS else F(RELATIONS[kind]),
            language=Value(language),
            month=TruncMonth("published_at", output_field=DateField()),
            to_come=_moment_to_come("published_at"),
        ),
        [*LIST, "month"],
        number=Count("pk"),
        first=Min("published_at"),
        last=Max("published_at"),
        edited_at=Max("updated_at"),
    )


def _in_all(months):
    """Return the rows of ListCount for these months."""
    return _grouped(
        months.annotate(to_come=_moment_to_come("first")),
        LIST,
        number=Sum("number"),
        first=Min("first"),
        last=Max("last"),
        edited_at=Max("edited_at"),
    )


def _moment_to_come(field):
    return Case(When(**{f"{field}__gt": timezone.now()}, then=field))


def _grouped(rows, columns, **counted):
    """Return the counts of groups that are alike in these columns, and public at once."""
    groups = rows.values(*columns, "to_come").annotate(**counted)
    return groups.values(*columns, *counted)


def _insert(model, rows):
    """Insert the rows of a query, whose columns have the names of the model's fields."""
    sql, values = rows.query.sql_with_params()
    columns = ", ".join(map(connection.ops.quote_name, rows.query.selected))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {model._meta.db_table} ({columns}) {sql}", values)
