"""Which forms were saved already, so that sending one twice saves it once."""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages.storage.cookie import MessageDecoder, MessageEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# As long as a browser keeps what was typed in a form, which it may send again.
REMEMBERED_FOR = timedelta(days=14)


class SubmissionQuerySet(models.QuerySet):
    def claim(self, user, key, digest):
        """Return the submission of a form, and whether this is its first.

        Another transaction that sends the same form waits here until this one has ended. To be
        called inside a transaction.
        """
        return self.get_or_create(user=user, key=key, defaults={"digest": digest})

    def forget_old(self, now=None):
        """Delete what was sent too long ago to be sent again."""
        self.filter(sent_at__lt=(now or timezone.now()) - REMEMBERED_FOR).delete()


class Submission(models.Model):
    """A form that was sent, and how it was answered."""

    seen_by_readers = False

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()  # the key of the form, made when it was opened
    digest = models.CharField(max_length=64)  # of everything that was posted
    sent_at = models.DateTimeField(default=timezone.now)
    # The row that the form made or changed, which may be in a working copy only.
    content_type = models.ForeignKey(
        ContentType, on_delete=models.CASCADE, null=True, related_name="+"
    )
    object_id = models.CharField(max_length=64, blank=True)
    location = models.TextField(blank=True)  # where the answer redirected to
    said = models.JSONField(default=list, encoder=MessageEncoder, decoder=MessageDecoder)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent form")
        verbose_name_plural = _("sent forms")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_submission_of_a_form"),
        ]
        indexes = [
            # Serves deleting the old ones.
            models.Index(fields=["sent_at"], name="submission_sent_at"),
        ]

    def __str__(self):
        return str(self.key)
