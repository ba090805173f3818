from . import accounts, images
from .base import BaseAdmin, DistinctFormSet, Inline
from .images import thumbnail
from .publications import PublicationAdmin
from .records import RecordAdmin

__all__ = [
    "BaseAdmin",
    "DistinctFormSet",
    "Inline",
    "PublicationAdmin",
    "RecordAdmin",
    "accounts",
    "images",
    "thumbnail",
]
