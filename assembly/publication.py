"""What every publication has, and the one answer to what the public may read."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname, get_language

from .fields import address_constraint
from .languages import LANGUAGES, in_any_language, per_language, text_required, written

# Moments that every database and calendar can reckon with.
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2999, 12, 31, tzinfo=UTC)


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")

    def next_steps(self, may_publish):
        """Return the statuses that may follow this one, itself first."""
        steps = {
            Status.DRAFT: [Status.REVIEW],
            Status.REVIEW: [Status.DRAFT],
            Status.PUBLISHED: [],
            Status.WITHDRAWN: [],
        }
        publishers = {
            Status.DRAFT: [Status.PUBLISHED],
            Status.REVIEW: [Status.PUBLISHED],
            Status.PUBLISHED: [Status.WITHDRAWN],
            Status.WITHDRAWN: [Status.DRAFT, Status.PUBLISHED],
        }
        return [self, *steps[self], *(publishers[self] if may_publish else [])]


class PublicationQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def live(self, at=None, language=None):
        """Return what the public may read at a moment, by default now, in a language.

        The language is the active one by default. Views, feeds, sitemaps, search and the API all
        ask here; nothing else decides visibility.
        """
        return self.live_in([language or get_language()], at)

    def live_languages(self):
        """Return the codes of the languages in which the public may read some of these now."""
        return [language for language in LANGUAGES if self.live(language=language).exists()]

    def live_in(self, languages, at=None):
        """Return what the public may read in one of these languages at least."""
        conditions = [written(self.model.text_fields, language) for language in languages]
        return self.filter(
            Q(*conditions, _connector=Q.OR),
            status=Status.PUBLISHED,
            published_at__lte=at or timezone.now(),
        )


class Publication(models.Model):
    """A page that the staff write, review and publish in each language."""

    # A text exists in a language once all of these are written in it.
    text_fields = ("title",)

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The last part of the page's web address: Latin letters, digits and hyphens."),
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)],
        help_text=_(
            "Empty: the moment of publication is filled in. "
            "A moment to come: the public reads the page from then on."
        ),
    )
    updated_at = models.DateTimeField(_("last edited at"), default=timezone.now, editable=False)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        serialize=False,  # content files name no accounts
        related_name="+",
        verbose_name=_("last edited by"),
    )

    objects = PublicationQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "publish")
        constraints = [
            text_required(
                "title",
                "%(app_label)s_%(class)s_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
            address_constraint("%(app_label)s_%(class)s_has_an_address"),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="%(app_label)s_%(class)s_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED) | Q(published_at__isnull=False),
                name="%(app_label)s_%(class)s_published_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None)
                | Q(published_at__gte=EARLIEST, published_at__lte=LATEST),
                name="%(app_label)s_%(class)s_published_in_our_time",
            ),
        ]
        indexes = [
            # Serves live(), and its newest-first lists.
            models.Index(fields=["status", "-published_at"], name="%(app_label)s_%(class)s_live"),
        ]

    def __str__(self):
        return in_any_language(self, "title") or self.slug

    def natural_key(self):
        return (self.slug,)

    @property
    def written_languages(self):
        """The codes of the languages in which the text exists."""
        return [
            language
            for language in LANGUAGES
            if all(
                getattr(self, build_localized_fieldname(field, language))
                for field in self.text_fields
            )
        ]

    def images(self):
        """Return the images that the public sees with the text."""
        return []

    def clean(self):
        super().clean()
        if not any(getattr(self, column) for column in per_language("title")):
            message = _("Write a title in at least one language.")
            raise ValidationError(dict.fromkeys(per_language("title"), message))
        if self.status == Status.PUBLISHED:
            if not self.written_languages:
                raise ValidationError(
                    {"status": _("Before publication, write the whole text in one language.")}
                )
            self.published_at = self.published_at or timezone.now()
