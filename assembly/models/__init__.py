from .images import Image
from .users import User

__all__ = ["Image", "User"]
