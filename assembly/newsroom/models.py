"""Versions of records, working copies of public texts, and preview links."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainTextField
from assembly.publishing.generic import GenericRow, GenericRowQuerySet
from assembly.publishing.status import Reviewable, Status, staff_member

from .fields import SnapshotField
from .notes import SystemNoted


class Action(models.TextChoices):
    """What created a version."""

    CREATED = "created", _("created")
    SAVED = "saved", _("saved")
    SUBMITTED = "submitted", _("submitted for review")
    TAKEN_BACK = "taken_back", _("taken back from review")
    RETURNED = "returned", _("returned with a note")
    SCHEDULED = "scheduled", _("approved and scheduled")
    RESCHEDULED = "rescheduled", _("time of publication changed")
    PUBLISHED = "published", _("published")
    DATE_CORRECTED = "date_corrected", _("date of publication corrected")
    RETRIED = "retried", _("publishing retried")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("working copy discarded")
    RESTORED = "restored", _("earlier version restored")
    CHECKED = "checked", _("translation confirmed as correct")
    SET_ASIDE = "set_aside", _("set aside: someone else had saved first")
    LOADED = "loaded", _("loaded from content files")
    FOUND = "found", _("changed outside the admin")
    DELETED = "deleted", _("moved to the bin")
    RECOVERED = "recovered", _("restored from the bin")
    UNDONE = "undone", _("undone")


class VersionQuerySet(GenericRowQuerySet):
    def public(self):
        """Return the versions of records themselves, without those of working copies."""
        return self.filter(of_copy=False)


class Version(GenericRow, SystemNoted):
    """A saved version of a record with its rows, as a snapshot."""

    content = SnapshotField()
    workflow_state = models.JSONField(encoder=DjangoJSONEncoder, default=dict)
    title = models.CharField(_("title"), max_length=300)
    action = models.CharField(_("action"), max_length=20, choices=Action)
    of_copy = models.BooleanField(_("belongs to the working copy"), default=False)
    note = PlainTextField(_("note"), max_length=1000, blank=True)
    base = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    batch = models.UUIDField(null=True)  # shared by everything that one bulk action changed
    made_at = models.DateTimeField(_("date and time"), default=timezone.now)
    made_by = staff_member(_("user"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-pk"]
        indexes = [
            # Serves a record's history, newest first.
            models.Index(fields=["content_type", "object_id", "-id"], name="version_of_record"),
            models.Index(fields=["batch"], name="version_of_batch"),  # serves undo
            # Serves the bin, the latest deleted first.
            models.Index(
                fields=["-id"], condition=Q(action=Action.DELETED), name="version_of_deletion"
            ),
        ]

    def __str__(self):
        return f"{self.title}: {self.get_action_display()}"

    @property
    def published_at(self):
        """When the text went or was to go public, as of this version; None if neither."""
        moment = self.workflow_state.get("published_at") or ""
        return parse_datetime(moment) if isinstance(moment, str) else moment


class WorkingCopy(GenericRow, SystemNoted, Reviewable):
    """A draft that will replace a public text, written and reviewed like a page of its own."""

    base = models.ForeignKey(
        Version, models.PROTECT, related_name="+"
    )  # the live text that it was copied from
    content = SnapshotField()
    # Set if scheduled publication failed; it is not retried until somebody acts.
    publishing_failed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("working copy")
        verbose_name_plural = _("working copies")
        constraints = [
            *Reviewable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(publishing_failed_at=None) | Q(status=Status.PUBLISHED),
                name="only_an_approved_working_copy_fails",
            ),
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="one_working_copy_per_record"
            ),
        ]
        indexes = [
            # Serves the query for due copies.
            models.Index(fields=["status", "published_at"], name="working_copy_due"),
        ]

    def __str__(self):
        return str(self.record)

    def save(self, *args, **kwargs):
        """Save the copy without system notes that no longer apply to its status."""
        if self.status != Status.PUBLISHED:
            self.publishing_failed_at = None
        if self.status != Status.DRAFT:
            self.note_code, self.note_values = "", {}
        super().save(*args, **kwargs)


class PreviewLinkQuerySet(GenericRowQuerySet):
    def valid(self, at=None):
        return self.filter(revoked_at=None, expires_at__gt=at or timezone.now())


class PreviewLink(GenericRow):
    """Lets readers without an account see an unpublished page for some days.

    It shows what it was made for and nothing else: one working copy, or the page itself.
    """

    seen_by_readers = False

    # The key of the working copy, which is never given to another; empty: the page itself.
    copy_key = models.PositiveBigIntegerField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = staff_member(_("user"))
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-pk"]

    def __str__(self):
        return str(self.record)
