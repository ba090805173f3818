"""Former addresses of pages."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from .generic import GenericRow, GenericRowQuerySet

NO_PAGE = 0  # in fixtures, stands for a deleted page


class PageKeyField(models.PositiveBigIntegerField):
    """The key of a page, which fixtures replace by its label and slug: "news.article/a-slug"."""

    def deconstruct(self):
        """Deconstruct as a plain number, which is all that the database sees."""
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
    """A former address of a page, which redirects to its current one for ever."""

    object_id = PageKeyField()
    slug = models.SlugField(_("address"), max_length=100)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            # Serves redirects too.
            models.UniqueConstraint(
                fields=["content_type", "slug"], name="a_former_address_leads_to_one_page"
            ),
        ]

    def __str__(self):
        return self.slug

    def natural_key(self):
        """Return content type and slug; `AssemblyConfig.ready` sets the dependencies."""
        return (*self.content_type.natural_key(), self.slug)
