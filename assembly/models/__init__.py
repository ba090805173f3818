from .users import User
from .versions import Action, FormerSlug, PreviewLink, Version, WorkingCopy

__all__ = ["Action", "FormerSlug", "PreviewLink", "User", "Version", "WorkingCopy"]
