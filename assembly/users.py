from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """A member of the staff."""

    def __str__(self):
        return self.get_full_name() or self.username
