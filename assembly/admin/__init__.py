from . import accounts, images
from .base import BaseAdmin, DistinctFormSet, Inline
from .images import thumbnail
from .list_filters import QueueFilter
from .previews import PreviewMixin
from .publications import PublicationAdmin
from .record_choices import RecordSelect
from .records import RecordAdmin

__all__ = [
    "BaseAdmin",
    "DistinctFormSet",
    "Inline",
    "PreviewMixin",
    "PublicationAdmin",
    "QueueFilter",
    "RecordAdmin",
    "RecordSelect",
    "accounts",
    "images",
    "thumbnail",
]
