from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from slugify import slugify

from assembly.core.fields import PlainCharField, RichTextField, slug_constraint
from assembly.core.languages import LANGUAGES, in_any_language, shown_in, text_required, written_in
from assembly.media.documents import (
    ACCEPTED_DOCUMENTS,
    DOCUMENT_TYPES,
    MAX_DOCUMENT_BYTES,
    MEGABYTE,
    document_type,
    random_name,
)
from assembly.media.models import Image
from assembly.publishing.addressed import Addressed
from assembly.publishing.publication import Publication, language_filter_indexes
from assembly.publishing.status import LATEST_MOMENT
from assembly.publishing.versioned import Versioned
from delegations.models import Delegation, Person

from .list_counts import CountDue, ListCount, MonthCount  # noqa: F401 (Django finds them here)
from .queries import ArticleQuerySet


class TopicQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Topic(Addressed, Versioned):
    """A topic that articles are filed under."""

    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("The last part of the page's web address: Latin letters, digits and hyphens."),
    )
    name = PlainCharField(_("name"), max_length=100)

    objects = TopicQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "slug"]
        constraints = [
            slug_constraint("topic_has_an_address"),
            text_required("name", "topic_has_a_name"),
        ]

    def __str__(self):
        return in_any_language(self, "name")

    def get_absolute_url(self):
        return reverse("news:topic", args=[self.slug])

    @property
    def reaches_readers(self):
        return self.articles.live_in(LANGUAGES, LATEST_MOMENT).exists()

    def natural_key(self):
        return (self.slug,)


class Article(Publication):
    """A news item."""

    text_fields = ("title", "body")
    parts = {"news.Attachment": "article"}

    dateline = PlainCharField(
        _("dateline"),
        max_length=100,
        blank=True,
        help_text=_("The place shown before the date, for example “Moscow”."),
    )
    body = RichTextField(_("text"), blank=True)
    image = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="articles",
        verbose_name=_("image"),
        help_text=_("Shown above the text, and smaller in lists."),
    )
    caption = PlainCharField(
        _("caption"), max_length=300, blank=True, help_text=_("Shown below the image.")
    )
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="articles",
        verbose_name=_("people"),
        help_text=_("People mentioned in the text. Their pages will list this article."),
    )
    delegations = models.ManyToManyField(
        Delegation,
        blank=True,
        related_name="articles",
        verbose_name=_("delegations"),
        help_text=_("Delegations mentioned in the text. Their pages will list this article."),
    )
    pinned = models.BooleanField(
        _("pinned to the home page"),
        default=False,
        help_text=_(
            "Shown first on the home page, ahead of newer articles. If several are "
            "pinned, the newest comes first."
        ),
    )
    pinned_until = models.DateField(
        _("last day pinned"),
        null=True,
        blank=True,
        help_text=_("Leave empty to keep it pinned until someone unpins it."),
    )

    objects = ArticleQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["-published_at", "slug"]
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(slug__regex=r"^[0-9]+\Z"), name="article_address_is_no_year"
            ),
        ]
        indexes = [
            *Publication.Meta.indexes,
            # Serves public() in the sitemap.
            models.Index(
                fields=["status", "-published_at", "slug"],
                condition=Q(
                    *[shown_in(("title", "body"), language) for language in LANGUAGES],
                    _connector=Q.OR,
                ),
                name="article_public",
            ),
            # Serve live() in a language: ordered lists and their counts.
            *(
                models.Index(
                    fields=["status", "-published_at", "slug"],
                    condition=shown_in(("title", "body"), language),
                    name=f"article_live_{language}",
                )
                for language in LANGUAGES
            ),
            # Serve the admin's list, by date and in its other orders, and its date hierarchy.
            models.Index(fields=["-published_at", "slug"], name="article_listed"),
            models.Index(fields=["updated_at"], name="article_edited"),
            *language_filter_indexes("article", ("title", "body")),
            # Serves the home page.
            models.Index(
                fields=["status", "-published_at"], condition=Q(pinned=True), name="article_pinned"
            ),
        ]

    def get_absolute_url(self):
        return reverse("news:detail", args=[self.slug])

    def images(self):
        return [self.image] if self.image and self.image.file else []

    def clean(self):
        super().clean()
        if self.slug.isdigit():
            raise ValidationError(
                {"slug": _("An address of digits only is reserved for a year's news. Add a word.")}
            )
        if self.pinned_until and not self.pinned:
            message = _("Tick “Pinned to the home page”, or clear this date.")
            raise ValidationError({"pinned": message})


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
            models.Index(fields=["file"], name="attachment_of_file"),  # serves `public` downloads
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
