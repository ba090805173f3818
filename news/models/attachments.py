from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from slugify import slugify

from assembly.core.fields import PlainCharField
from assembly.core.languages import LANGUAGES, in_any_language, text_required, written_in
from assembly.media.documents import (
    ACCEPTED_DOCUMENTS,
    DOCUMENT_TYPES,
    MAX_DOCUMENT_BYTES,
    MEGABYTE,
    document_type,
    random_name,
)

from .articles import Article


class AttachmentQuerySet(models.QuerySet):
    def get_by_natural_key(self, name):
        return self.get(name=name)

    def public(self):
        """Return those that a live article shows, in a language in which they have a title."""
        shown = [
            Exists(Article.objects.live(language=language).filter(pk=OuterRef("article")))
            & written_in(["title"], language)
            for language in LANGUAGES
        ]
        return self.filter(Q(*shown, _connector=Q.OR))


class Attachment(models.Model):
    """A document to download, shown in the languages in which it has a title.

    Its file is never deleted, as with images.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, related_name="attachments", verbose_name=_("article")
    )
    name = models.SlugField(unique=True, default=random_name, editable=False)
    title = PlainCharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("Readers see the document in the languages in which it has a title."),
    )
    file = models.FileField(
        _("file"),
        upload_to="attachments",
        help_text=format_lazy(
            _(
                "{types}, without macros, scripts, attached files or a password; "
                "up to {megabytes} MB."
            ),
            types=ACCEPTED_DOCUMENTS,
            megabytes=MAX_DOCUMENT_BYTES // MEGABYTE,
        ),
    )
    kind = models.CharField(_("type"), max_length=10, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), blank=True, editable=False)
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        validators=[MaxValueValidator(999)],
        help_text=_("In lists, the lowest number comes first."),
    )

    _described = None  # the new file of which the type and size are known

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["article", "order", "pk"]
        constraints = [
            text_required(
                "title",
                "attachment_has_a_title",
                violation_error_message=_("Enter a title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(DOCUMENT_TYPES)), name="attachment_kind_is_known"
            ),
        ]
        indexes = [
            # Serves the question whether the public may download a file.
            models.Index(fields=["file"], name="attachment_of_file"),
        ]

    def __str__(self):
        return in_any_language(self, "title") or self.name

    def save(self, *args, **kwargs):
        """Save the record; a new file gets a random name and the extension of its verified type."""
        if self.has_new_file:
            self._describe()
            self.file.name = f"{random_name()}.{self.kind}"
        super().save(*args, **kwargs)

    @property
    def root(self):
        return self.article

    @property
    def has_new_file(self):
        """Whether a file was chosen since the record was last saved."""
        return bool(self.file) and not self.file._committed

    @property
    def download_name(self):
        """The file name for downloads: the title in Latin letters."""
        return f"{slugify(self.title, max_length=80) or self.name}.{self.kind}"

    def natural_key(self):
        return (self.name,)

    def clean(self):
        super().clean()
        if self.has_new_file:
            try:
                self._describe()
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    def _describe(self):
        """Fill in what the content of a new file says; once, since looking into it takes long."""
        if self._described is not self.file.file:
            self.kind = document_type(self.file)
            self.size = self.file.size
            self._described = self.file.file
