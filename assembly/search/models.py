from django.db import models


class SearchDocument(models.Model):
    """What search reads of a record in one language: folded words, and nothing that is shown.

    PostgreSQL keeps a text-search vector of them beside, SQLite a table of full text: see the
    migration.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    day = models.DateField(null=True)  # of what is equally near, the newest stands first
    title = models.TextField()
    names = models.TextField()  # other spellings, and the names in the other languages
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
    """A word by which a document's name may be asked for, and how the language spells it."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="spellings")
    sound = models.CharField(max_length=200)
    word = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves what sounds like a word of a question; on PostgreSQL, trigrams serve the rest.
            models.Index(fields=["sound"], name="search_name_sound"),
        ]

    def __str__(self):
        return self.word


class SearchFilter(models.Model):
    """A value by which results are narrowed, such as a document's topic or year."""

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
    """A record whose documents are to be made anew; the database itself adds it at each change."""

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(null=True)  # empty: now

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves the question what is due, which each search asks first.
            models.Index(fields=["at"], name="search_due_at"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
