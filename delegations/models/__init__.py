from .appointments import Appointment, TitleLink
from .delegation import Chamber, Delegation
from .people import Person
from .seats import Composition, Seats, seats_sentence
from .states import ChamberName, ParliamentName, Participation, Website
from .terms import ParticipationKind, Role, SeatKind

__all__ = [
    "Appointment",
    "Chamber",
    "ChamberName",
    "Composition",
    "Delegation",
    "ParliamentName",
    "Participation",
    "ParticipationKind",
    "Person",
    "Role",
    "SeatKind",
    "Seats",
    "TitleLink",
    "Website",
    "seats_sentence",
]
