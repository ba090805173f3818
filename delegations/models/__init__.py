from .appointments import SECRETARIAT, SINGLE, Appointment, Role
from .delegation import Chamber, Delegation
from .former import FormerChamber, FormerParliament, FormerParticipation, Participation
from .people import Person
from .seats import Composition, Seats, seats_sentence

__all__ = [
    "SECRETARIAT",
    "SINGLE",
    "Appointment",
    "Chamber",
    "Composition",
    "Delegation",
    "FormerChamber",
    "FormerParliament",
    "FormerParticipation",
    "Participation",
    "Person",
    "Role",
    "Seats",
    "seats_sentence",
]
