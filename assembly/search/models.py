from django.db import models


class SearchDocument(models.Model):
    """The index entry of a record in one language: folded words, never shown to readers.

    PostgreSQL has a text-search vector beside it, SQLite a full-text table: see the migration.
    """

    seen_by_readers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    day = models.DateField(null=True)  # among results of equal rank, the newest comes first
    title = models.TextField()
    names = models.TextField()  # other spellings, and names in other languages
    text = models.TextField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["language", "kind", "object_id"], name="one_search_document"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} ({self.language})"


class SearchName(models.Model):
    """How a word of a document's name may sound, and how the title spells it."""

    seen_by_readers = False

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="spellings")
    sound = models.CharField(max_length=200)
    word = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves names that sound like a word of the query; PostgreSQL also has a trigram index.
            models.Index(fields=["sound"], name="search_name_sound"),
        ]

    def __str__(self):
        return self.word


class SearchFilter(models.Model):
    """A value that results can be filtered by, such as a topic or a year."""

    seen_by_readers = False

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="filters")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves the results of a filter.
            models.Index(fields=["name", "value"], name="search_filter_value"),
        ]

    def __str__(self):
        return f"{self.name} {self.value}"


class SearchDue(models.Model):
    """A record to be reindexed; database triggers add a row at each change."""

    seen_by_readers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(null=True)  # NULL: now

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves the query for due rows, with which each search begins.
            models.Index(fields=["at"], name="search_due_at"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
