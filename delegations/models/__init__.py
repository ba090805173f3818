from .delegation import Chamber, Delegation
from .former import FormerChamber, FormerParliament, FormerParticipation, Participation
from .people import SECRETARIAT, SINGLE, Appointment, FormerAddress, Person, Role
from .seats import Composition, Seats, sentence

__all__ = [
    "SECRETARIAT",
    "SINGLE",
    "Appointment",
    "Chamber",
    "Composition",
    "Delegation",
    "FormerAddress",
    "FormerChamber",
    "FormerParliament",
    "FormerParticipation",
    "Participation",
    "Person",
    "Role",
    "Seats",
    "sentence",
]
