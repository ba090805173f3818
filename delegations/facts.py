"""Dated facts: since when each holds, and the source that last confirmed it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, WebAddressField
from assembly.core.languages import per_language
from assembly.core.partial_dates import PartialDateField, format_partial_date, is_partial_date

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
    announced = models.BooleanField(
        _("announced in advance"),
        default=False,
        help_text=_(
            "Tick this if the source stated it before the first day: readers see “Announced on”."
        ),
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
        return (
            self.since,
            self.confirmed_on,
            self.announced,
            self.source_title,
            self.source_url,
        )

    def begins_after(self, day):
        """Return whether the first day, or all of its month or year, is after a day."""
        return is_partial_date(self.since) and day.isoformat() < self.since

    def clean(self):
        super().clean()
        if self.confirmed_on and self.confirmed_on > timezone.localdate():
            raise ValidationError({"confirmed_on": _("This date cannot be in the future.")})
        check_announcement(self)


def check_announcement(record):
    """Raise ValidationError if a source of an earlier day is not said to have announced a fact.

    No constraint of the database repeats this, as it could not be added to one in which older
    facts break it; see `needs_attention`.
    """
    if not isinstance(record, Fact):
        return
    ahead = bool(record.confirmed_on) and record.begins_after(record.confirmed_on)
    if ahead and not record.announced:
        text = _(
            "This is before the first day (%s). Enter the day and the source that state it "
            "since then, or tick “Announced in advance” if this source announced it."
        )
        raise ValidationError({"confirmed_on": text % format_partial_date(record.since)})
    if record.announced and not ahead:
        text = _("Untick this: the source is not of a day before the first day.")
        raise ValidationError({"announced": text})
