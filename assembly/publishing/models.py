"""The addresses that pages had before."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .generic import GenericRow


class FormerSlug(GenericRow):
    """An address that a page had: it leads to the present one for ever."""

    slug = models.SlugField(_("address"), max_length=100)

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
