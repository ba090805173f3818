from .images import Image
from .links import LinkCheck, Problem
from .presence import Presence
from .search import SearchDocument, SearchDue, SearchFilter, SearchName
from .users import User
from .versions import Action, FormerSlug, PreviewLink, Version, WorkingCopy

__all__ = [
    "Action",
    "FormerSlug",
    "Image",
    "LinkCheck",
    "Presence",
    "PreviewLink",
    "Problem",
    "SearchDocument",
    "SearchDue",
    "SearchFilter",
    "SearchName",
    "User",
    "Version",
    "WorkingCopy",
]
