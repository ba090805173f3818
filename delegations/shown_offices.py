"""The offices in a delegation on a day, as its pages show them."""

from dataclasses import dataclass, field, replace

from .doubts import doubt_about
from .models.appointments import Officer, officers
from .source_lines import alike


@dataclass(frozen=True)
class Post:
    """Those who hold an office, by their full titles; with a `doubt`, each may hold it."""

    officers: tuple
    doubt: str = ""

    @property
    def role(self):
        """The highest role of the first of them."""
        return self.officers[0].facts[0].role


@dataclass(frozen=True)
class Member:
    """A person of a group with the appointments behind it."""

    person: object
    title: str
    facts: tuple

    @property
    def detail(self):
        """The title, unless it is the name of the role, and the chamber."""
        title = self.title if self.title.lower() != self.facts[0].role.name.lower() else ""
        chamber = next((one.chamber.name for one in self.facts if one.chamber_id), "")
        return ", ".join(filter(None, [title, chamber]))


@dataclass
class MemberGroup:
    """The people of one role that many may hold, in the order of their source."""

    role: object
    members: list = field(default_factory=list)

    @property
    def shared(self):
        """A fact whose line serves for all of them, or None."""
        first, *others = [fact for one in self.members for fact in one.facts]
        return first if all(alike(one, first) for one in others) else None


def posts_of(delegation):
    """Return the `Post`s of a delegation loaded `with_facts`: its expected and single ones."""
    return [post for post in _posts(delegation) if not _is_of_many(post)]


def members_of(delegation):
    """Return the other people of a delegation loaded `with_facts`, in a `MemberGroup` per role."""
    groups = {}
    for post in _posts(delegation):
        if _is_of_many(post):
            role = post.role
            found = [Member(one.person, one.title, one.facts) for one in post.officers]
            groups.setdefault(role, MemberGroup(role)).members.extend(found)
    return list(groups.values())


def holders_of_expected(delegation):
    """Return the `Post`s of the expected roles of a delegation, a person with one title each."""
    found = []
    for states, answer in _by_answer(delegation.on_day.offices):
        if states[0].role.expected:
            found.append(Post(_named(map(_alone, states)), doubt_about(answer)))
    return [post for post in found if post.officers]


def roles_of_unnamed(delegation):
    """Return the expected roles that are held by people without a name in the active language."""
    named = {
        fact.role_id for post in _posts(delegation) for one in post.officers for fact in one.facts
    }
    held = {one.role for one in delegation.on_day.offices if one.role.expected}
    unnamed = [role for role in held if role.pk not in named]
    return sorted(unnamed, key=lambda role: (role.order, role.slug))


def holders_in_assembly(offices):
    """Return the offices in the assembly itself as `Post`s; see `offices_of_the_assembly`."""
    found = [
        Post(_named(map(_alone, states)), doubt_about(answer))
        for states, answer in _by_answer(offices)
    ]
    return [post for post in found if post.officers]


def _posts(delegation):
    """Return what is surely held, by person, and what may be, in the order of rank."""
    offices = delegation.on_day.offices
    found = [Post((one,)) for one in officers([one for one in offices if one.answer.state])]
    for states, answer in _by_answer([one for one in offices if not one.answer.state]):
        found.append(Post(tuple(officers(states)), doubt_about(answer)))
    rank = {one.pk: place for place, one in enumerate(offices)}
    found = [replace(post, officers=_named(post.officers)) for post in found]
    return sorted(
        (post for post in found if post.officers),
        key=lambda post: rank[post.officers[0].facts[0].pk],
    )


def _is_of_many(post):
    roles = [fact.role for one in post.officers for fact in one.facts]
    return not any(role.expected or role.one_holder for role in roles)


def _by_answer(offices):
    """Return the appointments of each post, the earliest first, with the answer they share."""
    found = {}
    for one in offices:
        found.setdefault(id(one.answer), []).append(one)
    return [
        (sorted(states, key=states[0].answer.states.index), states[0].answer)
        for states in found.values()
    ]


def _alone(appointment):
    return Officer(appointment.person, appointment.title, (appointment,))


def _named(found):
    """Return the officers whose names and titles are written in the active language."""
    return tuple(one for one in found if one.title and one.person.name)
