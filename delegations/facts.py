"""Dated facts: since when each holds, and the source that last confirmed it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, WebAddressField
from assembly.core.languages import per_language
from assembly.core.partial_dates import PartialDateField

# The columns that name the source.
SOURCE_COLUMNS = [*per_language("source_title"), "source_url"]


class Fact(models.Model):
    """A statement that has been true since a day and was last confirmed by a source on a day."""

    since = PartialDateField(
        _("in force since"),
        help_text=_("The first day, or just its month or year. Leave empty if not recorded."),
    )
    confirmed_on = models.DateField(
        _("last confirmed on"), help_text=_("The date on which the source last stated this.")
    )
    source_title = PlainCharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("The document or page that states this."),
    )
    source_url = WebAddressField(_("source address"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            WebAddressField.constraint(
                "source_url", "%(app_label)s_%(class)s_source_is_on_the_web"
            ),
        ]

    @property
    def statement(self):
        """The dates and source; equal for facts that one source states together."""
        return (self.since, self.confirmed_on, self.source_title, self.source_url)

    def clean(self):
        super().clean()
        if self.confirmed_on and self.confirmed_on > timezone.localdate():
            raise ValidationError({"confirmed_on": _("This date cannot be in the future.")})
