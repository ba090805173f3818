from django.contrib.auth.models import AbstractUser

from assembly.newsroom.models import PreviewLink
from assembly.newsroom.previews import end_preview_links


class User(AbstractUser):
    """A member of the staff."""

    seen_by_readers = False

    def __str__(self):
        return self.get_full_name() or self.username

    def save(self, *args, **kwargs):
        """Save the account; the preview links of one that is no longer active staff end for good.

        `preview_link_of` catches changes that bypass this.
        """
        super().save(*args, **kwargs)
        if not (self.is_active and self.is_staff):
            end_preview_links(PreviewLink.objects.filter(made_by=self))
