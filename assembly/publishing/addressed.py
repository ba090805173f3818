"""Pages with their own address, whose former addresses redirect for ever."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from .slugs import keep_former_slug, slug_is_free


class AddressTakenError(IntegrityError):
    """The page's slug is a former one of another page."""


class Addressed(models.Model):
    """A page whose former slugs redirect to it, and are never given to other pages.

    Changes that bypass `save` are caught by `Work.record_outside_changes`.
    """

    # Whether readers may know the address.
    was_public = True

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the page; raise AddressTakenError if its slug is a former one of another page."""
        columns = kwargs.get("update_fields")
        if columns is not None and "slug" not in columns:
            super().save(*args, **kwargs)
            return
        before = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
        if before and before.slug == self.slug:
            super().save(*args, **kwargs)
            return
        if not slug_is_free(self):
            raise AddressTakenError(f"The address {self.slug} leads to another page.")
        with transaction.atomic():
            super().save(*args, **kwargs)
            known = before is not None and (before.was_public or self.was_public)
            keep_former_slug(self, before.slug if known else self.slug)

    def clean(self):
        super().clean()
        if not slug_is_free(self):
            raise ValidationError(
                {"slug": _("This address already leads to another page. Choose a different one.")}
            )


def addressed_models():
    """Return the models whose records have their own address."""
    return [model for model in apps.get_models() if issubclass(model, Addressed)]
