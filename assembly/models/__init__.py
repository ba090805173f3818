from .links import LinkCheck, Problem
from .users import User

__all__ = ["LinkCheck", "Problem", "User"]
