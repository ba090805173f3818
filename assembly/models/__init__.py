from .images import Image
from .users import User
from .versions import Action, FormerSlug, PreviewLink, Version, WorkingCopy

__all__ = ["Action", "FormerSlug", "Image", "PreviewLink", "User", "Version", "WorkingCopy"]
