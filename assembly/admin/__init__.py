from . import staff
from .base import BaseAdmin, DistinctFormSet
from .publications import PublicationAdmin
from .records import RecordAdmin

__all__ = ["BaseAdmin", "DistinctFormSet", "PublicationAdmin", "RecordAdmin", "staff"]
