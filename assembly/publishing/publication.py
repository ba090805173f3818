"""The base of all publications, and `live()`, which decides what the public may read."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname, get_language

from assembly.core import clock
from assembly.core.fields import PlainCharField, PlainTextField, slug_constraint
from assembly.core.languages import (
    LANGUAGES,
    in_any_language,
    per_language,
    shown_in,
    text_required,
    written_in,
)

from .addressed import Addressed
from .status import Reviewable, Status
from .versioned import Versioned

# Fields that every publication has per language, besides its texts.
TRANSLATED_FIELDS = ("shown", "correction", "withdrawal")


class Literal(Value):
    """A constant in the SQL itself instead of a parameter.

    SQLite uses a partial index only if the constants of its condition are in the SQL.
    """

    def as_sql(self, compiler, connection):
        return f"'{self.value}'", []


def language_filter_indexes(name, fields):
    """Return the indexes that serve the admin's filters by language.

    Without them each filter would read every text.
    """
    conditions = {
        f"{name}_{state}_{language}": condition
        for language in LANGUAGES
        for there in [written_in(fields, language)]
        for state, condition in [("written", there), ("missing", ~there)]
    }
    return [
        models.Index(fields=["-published_at", "slug"], condition=condition, name=index)
        for index, condition in conditions.items()
    ]


class PublicationQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def live(self, at=None, language=None):
        """Return what the public may read at a time, by default now, in a language.

        The default is the active language. Views, feeds, sitemaps, search and the API all use
        this; nothing else decides visibility.
        """
        return self.live_in([language or get_language()], at)

    def live_languages(self):
        """Return the codes of the languages in which some of these are public now."""
        return [language for language in LANGUAGES if self.live(language=language).exists()]

    def public(self):
        """Return what the public may read now, in some language."""
        return self.live_in(LANGUAGES)

    def live_in(self, languages, at=None):
        """Return what the public may read in at least one of these languages."""
        empty = Literal("")
        conditions = [shown_in(self.model.text_fields, language, empty) for language in languages]
        return self.filter(
            Q(*conditions, _connector=Q.OR),
            status=Literal(Status.PUBLISHED),
            published_at__lte=at or clock.now(),
        )


class Publication(Addressed, Versioned, Reviewable):
    """A page that staff write, review and publish in each language."""

    # A publication exists in a language if all of these are written in it.
    text_fields = ("title",)

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_(
            "The last part of the page's web address: Latin letters, digits and hyphens. Leave "
            "empty to create it from the title. The old address of a published page redirects to "
            "the new one."
        ),
    )
    title = PlainCharField(_("title"), max_length=200, blank=True)
    summary = PlainTextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_("One or two sentences for lists and search engines."),
    )
    shown = models.BooleanField(
        _("visible to readers"),
        default=True,
        help_text=_("If this is not ticked, only staff can see the text in this language."),
    )
    correction = PlainTextField(
        _("correction"),
        max_length=500,
        blank=True,
        help_text=_(
            "What was wrong. Readers see this below the text, with the date of the correction."
        ),
    )
    corrected_on = models.DateField(_("corrected on"), null=True, blank=True, editable=False)
    withdrawal = PlainCharField(
        _("reason for withdrawal"),
        max_length=300,
        blank=True,
        help_text=_("One sentence, shown to readers at the address of the withdrawn page."),
    )
    # See `stale_translations`.
    stale = models.JSONField(default=dict, editable=False, serialize=False)

    workflow_fields = (*Reviewable.workflow_fields, *per_language("withdrawal"))

    objects = PublicationQuerySet.as_manager()

    class Meta(Versioned.Meta):
        abstract = True
        constraints = [
            *Reviewable.Meta.constraints,
            text_required(
                "title",
                "%(app_label)s_%(class)s_has_a_title",
                violation_error_message=_("Enter a title in at least one language."),
            ),
            slug_constraint("%(app_label)s_%(class)s_has_an_address"),
        ]
        indexes = [
            # Serves live() and its newest-first lists.
            models.Index(fields=["status", "-published_at"], name="%(app_label)s_%(class)s_live"),
            # Serves the list of outdated translations.
            models.Index(
                fields=["updated_at"], condition=~Q(stale={}), name="%(app_label)s_%(class)s_stale"
            ),
        ]

    def __str__(self):
        return in_any_language(self, "title") or self.slug

    def natural_key(self):
        return (self.slug,)

    @property
    def written_languages(self):
        """The codes of the languages in which the text exists, shown to the public or not."""
        return [
            language
            for language in LANGUAGES
            if all(
                getattr(self, build_localized_fieldname(field, language))
                for field in self.text_fields
            )
        ]

    @property
    def shown_languages(self):
        """The codes of the languages in which the public can read the text once it is published."""
        return [
            language
            for language in self.written_languages
            if getattr(self, build_localized_fieldname("shown", language))
        ]

    @property
    def is_public(self):
        """Whether the page is public now, in some language."""
        return self.status == Status.PUBLISHED and self.published_at <= clock.now()

    @property
    def reaches_readers(self):
        return self.status == Status.PUBLISHED

    @property
    def needs_review(self):
        """Whether edits wait in a working copy: a scheduled page goes back to draft instead."""
        return self.is_public

    @property
    def was_public(self):
        """Whether the page is or was public, so that readers may know its address."""
        return self.published_at is not None and self.published_at <= clock.now()

    @property
    def is_gone(self):
        """Whether readers find only the reason of the withdrawal at the address."""
        withdrawn = any(getattr(self, column) for column in per_language("withdrawal"))
        return withdrawn and self.was_public and not self.is_public

    @property
    def withdrawals(self):
        """The (language, reason) of a withdrawal, in the active language or else in all."""
        reasons = {code: getattr(self, f"withdrawal_{code}") for code in LANGUAGES}
        own = {code: reason for code, reason in reasons.items() if code == get_language()}
        found = own if any(own.values()) else reasons
        return [(code, reason) for code, reason in found.items() if reason]

    @property
    def needs_alt_in(self):
        """The codes of the languages in which its images are, or are scheduled to be, public."""
        return self.shown_languages if self.status == Status.PUBLISHED else []

    def images(self):
        """Return the images on the page."""
        return []

    def undescribed_image(self):
        """Return an image of the page without alternative text where readers see it, or None."""
        shown = self.shown_languages
        return next((image for image in self.images() if image.lacks_alt(shown)), None)

    def clean(self):
        super().clean()
        if not any(getattr(self, column) for column in per_language("title")):
            message = _("Enter a title in at least one language.")
            raise ValidationError(dict.fromkeys(per_language("title"), message))
        if self.status == Status.PUBLISHED and not self.shown_languages:
            raise ValidationError(
                _("Complete the text in at least one language before publication.")
            )
