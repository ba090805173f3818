from django.db import models

BETWEEN_TEXTS = "\x1e"  # the record separator of ASCII


class SearchDocument(models.Model):
    """What search knows of a record in one language, and shows of it in a list of results.

    Beside it stands a row of `assembly_searchtext`, with its folded words: on PostgreSQL a table
    with text-search vectors, on SQLite a full-text table. See the migration.
    """

    derived = True  # see `dumpdata`
    seen_by_readers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=10)
    slug = models.CharField(max_length=100)
    title = models.TextField()
    texts = models.TextField()  # separated by `BETWEEN_TEXTS`; a result quotes one of them
    moment = models.DateTimeField(null=True)  # among results of equal rank, the newest comes first
    terms = models.TextField()  # one a line, see `terms`

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["language", "kind", "object_id"], name="one_search_document"
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id} ({self.language})"


class SearchSpelling(models.Model):
    """How a word of names may sound, and how a title spells it. Spellings are never deleted."""

    derived = True
    seen_by_readers = False

    sound = models.CharField(max_length=200)
    word = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [
            # Also serves the spellings of a sound.
            models.UniqueConstraint(fields=["sound", "word"], name="one_search_spelling")
        ]

    def __str__(self):
        return self.word


class SearchVariant(models.Model):
    """A sound with some letters left out, by which misspelt names are found: see `spelling`."""

    derived = True
    seen_by_readers = False

    variant = models.CharField(max_length=10)
    sound = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [
            # Also serves the sounds of a variant.
            models.UniqueConstraint(fields=["variant", "sound"], name="one_search_variant")
        ]

    def __str__(self):
        return f"{self.variant} ({self.sound})"


class SearchName(models.Model):
    """A document whose title has a word of this spelling."""

    derived = True
    seen_by_readers = False

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="names")
    spelling = models.ForeignKey(SearchSpelling, models.CASCADE, related_name="names")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.spelling_id} in {self.document_id}"


class SearchDue(models.Model):
    """A record to be reindexed; database triggers add a row at each change."""

    derived = True
    seen_by_readers = False

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    at = models.DateTimeField(null=True)  # NULL: now

    class Meta:
        default_permissions = ()
        indexes = [
            # Serves the query for due rows, with which each search begins.
            models.Index(fields=["at"], name="search_due_at"),
            # Serves all rows of a record.
            models.Index(fields=["kind", "object_id"], name="search_due_record"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"
