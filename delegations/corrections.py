"""What has become known of a day since it was cited, and what was corrected."""

from dataclasses import dataclass
from datetime import date, timedelta

from assembly.core import clock

from .facts_in_words import corrections, facts_in_words
from .kept_versions import later_versions, seen_from, versions_at
from .known_then import delegation_then, learned_moments, terms_of


@dataclass(frozen=True)
class CorrectionStep:
    """What readers saw otherwise from a day on; None if the day is not recorded."""

    day: date | None
    texts: list


@dataclass(frozen=True)
class SinceCited:
    """What has changed in what the site says of a day since it was cited, the oldest first."""

    cited: date
    was_recorded: bool  # whether readers saw the delegation then
    steps: tuple = ()
    is_complete: bool = True  # or the first step sums up several


@dataclass(frozen=True)
class ListSinceCited:
    """The delegations of which the list says something else of a day since it was cited."""

    cited: date
    changed: list
    not_recorded: list  # readers did not see them then


def since_cited(delegation, form):
    """Return the `SinceCited` of a delegation with its facts of the form's day.

    Return None if the address names no day on which it was cited.
    """
    cited = form.cleaned_data["cited"]
    if not cited:
        return None
    moment = _end(cited)
    then = versions_at([delegation], moment).get(delegation.pk)
    if then is None:
        return SinceCited(cited, was_recorded=False)
    later = later_versions(delegation, moment)
    versions = [then, *later.versions]
    terms, learned = terms_of(versions), learned_moments(delegation)
    days = [seen_from(version) for version in versions]
    said = [facts_in_words(delegation_then(one, form.day, terms, learned)) for one in versions]
    steps = [
        CorrectionStep(day, texts)
        for before, after, day in zip(
            said, [*said[1:], facts_in_words(delegation)], [*days[1:], None], strict=True
        )
        if (texts := corrections(before, after))
    ]
    return SinceCited(cited, True, tuple(steps), later.are_all)


def list_since_cited(delegations, form):
    """Return the `ListSinceCited` of delegations with their facts of the form's day, or None."""
    cited = form.cleaned_data["cited"]
    if not cited:
        return None
    then = versions_at(delegations, _end(cited))
    terms = terms_of(then.values())
    changed = []
    for one in delegations:
        if version := then.get(one.pk):
            before = delegation_then(version, form.day, terms, learned_moments(one))
            if corrections(facts_in_words(before), facts_in_words(one)):
                changed.append(one)
    return ListSinceCited(cited, changed, [one for one in delegations if one.pk not in then])


def _end(day):
    return clock.midnight(day + timedelta(days=1))
