"""The addresses that pages had before."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .generic import GenericRow, GenericRowQuerySet

NO_PAGE = 0  # the key of no page: content files leave deleted pages behind


class PageKeyField(models.PositiveBigIntegerField):
    """The key of a page; content files name the page instead, as "news.article/a-day-of-news"."""

    def deconstruct(self):
        """Tell migrations that it is a number: the database knows nothing of the rest."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.PositiveBigIntegerField", args, kwargs

    def value_from_object(self, obj):
        page = obj.record
        return f"{page._meta.label_lower}/{page.slug}" if page else NO_PAGE

    def to_python(self, value):
        label, named, slug = str(value).partition("/")
        if not named:
            return super().to_python(value)
        return apps.get_model(label)._base_manager.get(slug=slug).pk


class FormerSlugQuerySet(GenericRowQuerySet):
    def get_by_natural_key(self, app_label, model, slug):
        kind = ContentType.objects.get_by_natural_key(app_label, model)
        return self.get(content_type=kind, slug=slug)


class FormerSlug(GenericRow):
    """An address that a page had: it leads to the present one for ever."""

    object_id = PageKeyField()
    slug = models.SlugField(_("address"), max_length=100)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            # Serves the way from an old address, too.
            models.UniqueConstraint(
                fields=["content_type", "slug"], name="a_former_address_leads_to_one_page"
            ),
        ]

    def __str__(self):
        return self.slug

    def natural_key(self):
        """Return the kind and the address; `ready` names the pages that come before it in dumps."""
        return (*self.content_type.natural_key(), self.slug)
