from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# An open page sends a signal every few seconds; without one for this long, its user has left.
GONE_AFTER = timedelta(seconds=20)
# Saving a form closes it and opens it again.
RETURN_GRACE = timedelta(seconds=6)


class PresenceQuerySet(models.QuerySet):
    def at(self, record):
        """Return the presences at a record, of any age."""
        kind = ContentType.objects.get_for_model(record)
        return self.filter(content_type=kind, object_id=str(record.pk))

    def seen(self, now=None):
        """Return the presences of users who have not left, by default now."""
        return self.filter(seen_at__gt=(now or timezone.now()) - GONE_AFTER)

    def others(self, user, record, now=None):
        """Return the presences of others at a record, first comers first."""
        found = self.at(record).seen(now).exclude(user=user)
        return found.select_related("user").order_by("since", "pk")

    def enter(self, user, record, now=None):
        """Record that a user is at a record; delete the presences of all who have left."""
        now = now or timezone.now()
        with transaction.atomic():
            # Rows that another request is deleting or renewing are skipped.
            left = self.filter(seen_at__lte=now - GONE_AFTER).select_for_update(skip_locked=True)
            self.filter(pk__in=[*left.values_list("pk", flat=True)]).delete()
            kind = ContentType.objects.get_for_model(record)
            presence = self.model(
                user=user, content_type=kind, object_id=str(record.pk), since=now, seen_at=now
            )
            self.bulk_create(
                [presence],
                update_conflicts=True,
                unique_fields=["content_type", "object_id", "user"],
                update_fields=["seen_at"],
            )

    def leave(self, user, record, now=None):
        """Record that a user has closed a record, and has left unless they return at once."""
        almost = (now or timezone.now()) - GONE_AFTER + RETURN_GRACE
        self.at(record).filter(user=user).update(seen_at=almost)


class Presence(models.Model):
    """A user has a record open for editing."""

    seen_by_readers = False

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=64)
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "user"], name="one_presence_at_a_record"
            ),
        ]
        indexes = [
            # Serves deleting the presences of those who have left.
            models.Index(fields=["seen_at"], name="presence_seen_at"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        return self.user.get_full_name() or self.user.get_username()
