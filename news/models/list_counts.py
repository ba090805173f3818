"""The index of how many articles each list of news has, in all and by month.

It counts what readers can read, and apart from it what they will be able to read at each moment to
come: what has begun is public.
"""

from django.db import models

from assembly.core import clock

ALL_NEWS = "list"
# The relation of articles to the records that have a list, by the URL name of the list.
RELATIONS = {"topic": "topics", "person": "people", "delegation": "delegations"}
ANY_LANGUAGE = ""  # counts what is public in at least one; of all news only


class CountedQuerySet(models.QuerySet):
    def live(self, at=None):
        """Return the counts of what is public at a time that is not over, by default now."""
        return self.filter(first__lte=at or clock.now())


class Counted(models.Model):
    """Articles of a list in a language: those of the past, or those of one moment to come."""

    derived = True  # see `dumpdata`
    seen_by_readers = False  # what they count is

    kind = models.CharField(max_length=20)  # the URL name of the list
    object_id = models.BigIntegerField()  # the key of what the articles are about; 0 for all news
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    first = models.DateTimeField()  # when the oldest and newest of them were, or will be, published
    last = models.DateTimeField()
    edited_at = models.DateTimeField()  # when one of them was last edited

    objects = CountedQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.object_id} ({self.language}): {self.number}"


class MonthCount(Counted):
    """Those of one month."""

    month = models.DateField()  # its first day, in the assembly's time zone

    class Meta(Counted.Meta):
        constraints = [
            # Serves the months of a list.
            models.UniqueConstraint(
                fields=["kind", "object_id", "language", "month", "first"],
                name="one_count_per_month",
            )
        ]


class ListCount(Counted):
    """Those of all months."""

    class Meta(Counted.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "object_id", "language", "first"], name="one_count_per_list"
            )
        ]


class CountDue(models.Model):
    """A month of a list to be counted anew; database triggers add a row at each change."""

    derived = True
    seen_by_readers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    moment = models.DateTimeField(
        null=True
    )  # in the month; NULL: all months of all lists of the kind

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} {self.object_id} {self.moment}"
