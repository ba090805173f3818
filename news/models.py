from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assembly.fields import RichTextField, address_constraint
from assembly.languages import in_any_language, text_required
from assembly.publication import Publication, PublicationQuerySet
from assembly.tracked import Tracked
from delegations.models import Delegation, Person


class TopicQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Topic(Tracked):
    """A subject that news are filed under."""

    slug = models.SlugField(
        _("address"),
        unique=True,
        help_text=_("The last part of the page's web address: Latin letters, digits and hyphens."),
    )
    name = models.CharField(_("name"), max_length=100)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "slug"]
        constraints = [
            address_constraint("topic_has_an_address"),
            text_required("name", "topic_has_a_name"),
        ]

    def __str__(self):
        return in_any_language(self, "name")

    def get_absolute_url(self):
        return reverse("news:topic", args=[self.slug])

    def natural_key(self):
        return (self.slug,)


class Article(Publication):
    """A news item."""

    text_fields = ("title", "body")

    dateline = models.CharField(
        _("date line"),
        max_length=100,
        blank=True,
        help_text=_("What stands before the date, such as the place: “Moscow”."),
    )
    body = RichTextField(_("text"), blank=True)
    topics = models.ManyToManyField(
        Topic, blank=True, related_name="articles", verbose_name=_("topics")
    )
    people = models.ManyToManyField(
        Person,
        blank=True,
        related_name="articles",
        verbose_name=_("people"),
        help_text=_("Whom the text speaks of; their pages list it."),
    )
    delegations = models.ManyToManyField(
        Delegation,
        blank=True,
        related_name="articles",
        verbose_name=_("delegations"),
        help_text=_("Of which the text speaks; their pages list it."),
    )

    objects = PublicationQuerySet.as_manager()

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

    def get_absolute_url(self):
        return reverse("news:detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.slug.isdigit():
            raise ValidationError({"slug": _("Digits alone are the address of a year's news.")})
