from . import staff
from .base import BaseAdmin, DistinctFormSet
from .publications import PublicationAdmin

__all__ = ["BaseAdmin", "DistinctFormSet", "PublicationAdmin", "staff"]
