"""Workflow status, of pages and of working copies alike."""

from datetime import UTC, datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainTextField

# The range of dates that every database and calendar supports.
EARLIEST_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)
LATEST_MOMENT = datetime(2999, 12, 31, tzinfo=UTC)
NOT_BETWEEN = format_lazy(
    _("Enter a date from {first} to {last}."), first=EARLIEST_MOMENT.year, last=LATEST_MOMENT.year
)


class Status(models.TextChoices):
    DRAFT = "draft", _("draft")
    REVIEW = "review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def staff_member(verbose_name):
    """Return a foreign key to a member of staff, whose account may be deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        serialize=False,  # fixtures contain no accounts
        related_name="+",
        verbose_name=verbose_name,
    )


class Reviewable(models.Model):
    """A text that is written, reviewed and published; see `newsroom.workflow`."""

    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.DRAFT
    )
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        validators=[MinValueValidator(EARLIEST_MOMENT), MaxValueValidator(LATEST_MOMENT)],
    )
    # When an editor would have it published; a publisher decides.
    proposed_at = models.DateTimeField(
        _("proposed for"),
        null=True,
        blank=True,
        editable=False,
        serialize=False,
        validators=[MinValueValidator(EARLIEST_MOMENT), MaxValueValidator(LATEST_MOMENT)],
    )
    submitted_by = staff_member(_("submitted by"))
    note = PlainTextField(_("note"), max_length=1000, blank=True, editable=False, serialize=False)
    updated_at = models.DateTimeField(_("last edited at"), default=timezone.now, editable=False)
    updated_by = staff_member(_("last edited by"))

    # Columns of the workflow, which are not part of the text.
    workflow_fields = (
        *("status", "published_at", "proposed_at", "submitted_by", "note"),
        *("updated_at", "updated_by"),
    )

    class Meta:
        abstract = True
        constraints = [
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
                | Q(published_at__gte=EARLIEST_MOMENT, published_at__lte=LATEST_MOMENT),
                name="%(app_label)s_%(class)s_published_in_our_time",
            ),
            models.CheckConstraint(
                condition=Q(proposed_at=None)
                | Q(proposed_at__gte=EARLIEST_MOMENT, proposed_at__lte=LATEST_MOMENT),
                name="%(app_label)s_%(class)s_proposed_in_our_time",
            ),
        ]

    def record_edit(self, user):
        """Record who edited the text, which cancels its approval."""
        self.updated_at, self.updated_by = timezone.now(), user
        if self.status == Status.PUBLISHED:
            self.cancel_approval()

    def cancel_approval(self):
        """Turn an approved text into a draft that is proposed for the time it was approved for."""
        self.proposed_at = self.proposed_at or self.moment_to_come
        self.status, self.published_at = Status.DRAFT, None

    @property
    def moment_to_come(self):
        """When the approved text goes public; None if it is not approved, or the time has come."""
        if self.status == Status.PUBLISHED and self.published_at > timezone.now():
            return self.published_at
        return None
