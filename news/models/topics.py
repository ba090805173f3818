from django.db import models
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, slug_constraint
from assembly.core.languages import LANGUAGES, in_any_language, text_required
from assembly.core.routes import address_of
from assembly.publishing.addressed import Addressed
from assembly.publishing.status import LATEST_MOMENT
from assembly.publishing.versioned import Versioned


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
        return address_of("news:topic", self.slug)

    @property
    def reaches_readers(self):
        return self.articles.live_in(LANGUAGES, LATEST_MOMENT).exists()

    def natural_key(self):
        return (self.slug,)
