from .presence import Presence
from .users import User

__all__ = ["Presence", "User"]
