"""How delegations take part on a day, as pages show it: the members first, others apart."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from assembly.core.partial_dates import format_partial_date


def participation_in_words(state):
    """Return a kind of participation with its first day, if that is recorded."""
    kind = capfirst(state.kind.name)
    if not state.since:
        return kind
    return _("%(kind)s since %(day)s") % {"kind": kind, "day": format_partial_date(state.since)}


def by_participation(delegations):
    """Return the members among delegations loaded `with_facts`, and the others by kind.

    The others are pairs of a kind and its delegations, in the order of kinds. Of several possible
    kinds, the last counts.
    """
    members, others = [], {}
    for one in delegations:
        if one.on_day.is_member:
            members.append(one)
        else:
            others.setdefault(one.on_day.participation.states[-1].kind, []).append(one)
    return members, sorted(others.items(), key=lambda pair: (pair[0].order, pair[0].slug))
