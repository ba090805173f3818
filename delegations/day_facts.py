"""What is known of a delegation on a day, from all its loaded states."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from .timeline import NOTHING, Answer, on_day


@dataclass(frozen=True)
class MissingRole:
    """A role that is expected in a delegation, and that nobody is recorded to hold on a day."""

    role: object
    was_held: bool  # by somebody on another day


@dataclass(frozen=True)
class DayFacts:
    """The facts of a delegation on a day; `offices` are appointments, each with its `answer`."""

    day: date
    parliament: Answer = NOTHING
    participation: Answer = NOTHING
    composition: Answer = NOTHING
    offices: tuple = ()
    missing: tuple = ()

    @property
    def kind(self):
        """The kind of participation as far as is known, or None."""
        return self.participation.state and self.participation.state.kind

    @property
    def compositions(self):
        """The compositions that may have been in force, in order."""
        return self.composition.states

    @property
    def is_member(self):
        """Whether the delegation may count among the members on the day."""
        kinds = [state.kind for state in self.participation.states]
        return not kinds or any(kind.is_member for kind in kinds)

    @property
    def may_have_seats(self):
        kinds = [state.kind for state in self.participation.states]
        return not kinds or any(kind.has_seats for kind in kinds)


def facts_on(delegation, day, expected_roles):
    """Return the `DayFacts` of a delegation whose states are loaded.

    Its chambers and appointments get their answers of the day too.
    """
    for chamber in delegation.chambers.all():
        chamber.name_then = on_day(chamber.names.all(), day)
        chamber.website_then = on_day(chamber.websites.all(), day)
    appointments = delegation.appointments.all()
    offices = held_on(appointments, day)
    held = {one.role_id for one in offices}
    ever = {one.role_id for one in appointments}
    return DayFacts(
        day,
        parliament=on_day(delegation.parliament_names.all(), day),
        participation=on_day(delegation.participations.all(), day),
        composition=on_day(delegation.compositions.all(), day),
        offices=tuple(offices),
        missing=tuple(
            MissingRole(role, role.pk in ever) for role in expected_roles if role.pk not in held
        ),
    )


def held_on(appointments, day):
    """Return the appointments that may have been held on a day, each with its `answer`.

    They stay in order. Those to a post of one holder are the states of that post.
    """
    posts = defaultdict(list)
    for one in appointments:
        single = one.role.one_holder
        post = (one.role_id, one.delegation_id) if single else (one.role_id, one.pk, "many")
        posts[post].append(one)
    answers = {}
    for states in posts.values():
        found = on_day(states, day)
        answers |= {state.pk: found for state in found.states}
    offices = [one for one in appointments if one.pk in answers]
    for one in offices:
        one.answer = answers[one.pk]
    return offices
