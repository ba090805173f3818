from .delegation import Chamber, Delegation, Participation
from .people import Appointment, Person, Role, TitleLink
from .seats import Composition, Seats, sentence

__all__ = [
    "Appointment",
    "Chamber",
    "Composition",
    "Delegation",
    "Participation",
    "Person",
    "Role",
    "Seats",
    "TitleLink",
    "sentence",
]
