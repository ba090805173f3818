"""Hands the models of the rooms to Django, which looks for an app's models here."""

from .links.models import LinkCheck
from .media.models import Image
from .newsroom.models import PreviewLink, Version, WorkingCopy
from .newsroom.presence import Presence
from .publishing.models import FormerSlug
from .search.models import SearchDocument, SearchDue, SearchFilter, SearchName
from .users import User

__all__ = [
    "FormerSlug",
    "Image",
    "LinkCheck",
    "Presence",
    "PreviewLink",
    "SearchDocument",
    "SearchDue",
    "SearchFilter",
    "SearchName",
    "User",
    "Version",
    "WorkingCopy",
]
