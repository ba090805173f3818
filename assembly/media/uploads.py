"""Which uploaded files readers and staff may have, by the folder in which they are stored."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models

from assembly.core.permissions import may_view
from assembly.core.registry import Registry

from .models import Image


@dataclass(frozen=True)
class UploadFolder:
    """A folder of uploads; whoever may view the records of `model` may open all its files."""

    name: str
    model: type[models.Model]
    is_public: Callable[[str], bool]  # whether a live page shows the file of this name

    def may_open(self, user):
        """Return whether a user may open every file, those of drafts and former ones too."""
        return user.is_staff and may_view(user, self.model)


def is_public_image(name):
    """Return whether a live page shows an image, of which this is a file or a rendition."""
    return Image.objects.of_file(name).public().exists()


UPLOAD_FOLDERS = Registry()
UPLOAD_FOLDERS.register(UploadFolder("images", Image, is_public_image))
