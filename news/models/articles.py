from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, RichTextField
from assembly.core.languages import LANGUAGES, shown_in
from assembly.core.routes import address_of
from assembly.media.models import Image
from assembly.publishing.publication import Publication, language_filter_indexes
from assembly.publishing.status import Status
from delegations.models import Delegation, Person

from ..queries import ArticleQuerySet
from .topics import Topic


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
            # Serve the question whether a found article is live, without reading its text.
            *(
                models.Index(
                    fields=["id"],
                    condition=shown_in(("title", "body"), language) & Q(status=Status.PUBLISHED),
                    name=f"article_found_{language}",
                )
                for language in LANGUAGES
            ),
            # Serves the home page.
            models.Index(
                fields=["status", "-published_at"], condition=Q(pinned=True), name="article_pinned"
            ),
        ]

    def get_absolute_url(self):
        return address_of("news:detail", self.slug)

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
