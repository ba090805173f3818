"""Changes of names, websites and participation."""

from itertools import pairwise

from django.utils.translation import gettext as _

from .changes import begun, ended
from .changes_of_seats import chamber_name_of
from .timeline import spans


def changes_of_names(delegation):
    """Yield the changes of the names of a delegation's parliament and its chambers."""
    for place, (before, now) in enumerate(pairwise(spans(delegation.parliament_names.all()))):
        words = {"before": before.state.parliament, "now": now.state.parliament}
        if _differ(words):
            text = _("The parliament “%(before)s” was renamed “%(now)s”.") % words
            key = f"parliament-{before.state.pk}"
            yield begun(delegation, key, now, before, text, place)
    for chamber in delegation.chambers.all():
        for place, (before, now) in enumerate(pairwise(spans(chamber.names.all()))):
            words = {"before": before.state.name, "now": now.state.name}
            if _differ(words):
                text = _("The chamber “%(before)s” was renamed “%(now)s”.") % words
                key = f"chamber-{before.state.pk}"
                yield begun(delegation, key, now, before, text, place)


def _differ(words):
    return all(words.values()) and words["before"] != words["now"]


def changes_of_websites(delegation):
    """Yield when a chamber's website got another address, was left out, or listed again."""
    for chamber in delegation.chambers.all():
        listed = False  # in a state before
        for place, (before, now) in enumerate(pairwise(spans(chamber.websites.all()))):
            words = {
                "chamber": chamber_name_of(chamber, now.state.first_known),
                "before": before.state.address or "",
                "now": now.state.address or "",
            }
            listed = listed or bool(words["before"])
            if words["chamber"] and words["before"] != words["now"]:
                text = _website(words, listed) % words
                key = f"website-{now.state.pk}"
                yield begun(delegation, key, now, before, text, place)


def _website(words, was_listed):
    if words["before"] and words["now"]:
        return _("The website of %(chamber)s, formerly %(before)s, is now %(now)s.")
    if words["before"]:
        return _("The website of %(chamber)s, %(before)s, was no longer listed.")
    if was_listed:
        return _("The website of %(chamber)s was listed again: %(now)s.")
    return _("The website of %(chamber)s was first listed: %(now)s.")


def changes_of_participation(delegation):
    """Yield when a delegation's participation began, changed and ended.

    Of its first kind nothing is told, unless a source says since when.
    """
    found = spans(delegation.participations.all())
    if found and (found[0].state.since or found[0].state.beginning):
        text = _first(found[0].state.kind) % found[0].state.kind.name
        yield begun(delegation, "participation", found[0], None, text)
    for place, (before, now) in enumerate(pairwise(found), start=1):
        words = {"before": before.state.kind.name, "now": now.state.kind.name}
        if _differ(words):
            text = _("Participation changed from “%(before)s” to “%(now)s”.") % words
            key = f"participation-{before.state.pk}"
            yield begun(delegation, key, now, before, text, place)
    if found and (found[-1].state.until or found[-1].state.end):
        state = found[-1].state
        text = _("Participation ended: “%s”.") if _takes_part(state.kind) else _("Ended: “%s”.")
        key = f"participation-{state.pk}-until"
        yield ended(delegation, key, state, text % state.kind.name, len(found))


def _first(kind):
    return _("Participation began: “%s”.") if _takes_part(kind) else _("Participation: “%s”.")


def _takes_part(kind):
    """Whether a kind of participation surely is one, and not its absence."""
    return kind.is_member or kind.has_seats
