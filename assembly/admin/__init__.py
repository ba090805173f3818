from . import images, staff
from .base import BaseAdmin, DistinctFormSet
from .images import thumbnail
from .publications import PublicationAdmin

__all__ = ["BaseAdmin", "DistinctFormSet", "PublicationAdmin", "images", "staff", "thumbnail"]
