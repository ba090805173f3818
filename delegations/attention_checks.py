"""What may be wrong with the facts of a delegation, in words for staff."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from assembly.core.language_names import language_name
from assembly.core.languages import LANGUAGES, languages_of
from assembly.core.partial_dates import format_partial_date

from . import contradictions
from .grammatical_case import wrong_cases
from .models import Appointment, Composition


@dataclass(frozen=True)
class Concern:
    """A problem in words, and the record where it can be fixed."""

    text: str
    record: Model

    @property
    def address(self):
        opts = self.record._meta
        name = f"admin:{opts.app_label}_{opts.model_name}_change"
        return reverse(name, args=[self.record.pk])

    @classmethod
    def about(cls, fact, text):
        """Return the concern about a fact, which may be edited in the form of its body."""
        if isinstance(fact, Appointment | Composition):
            return cls(text, fact)
        words = {"kind": capfirst(fact._meta.verbose_name), "fact": fact, "problem": text}
        return cls(_("%(kind)s “%(fact)s”: %(problem)s") % words, fact.edited_in)


def contradicting_states(states):
    """Yield where sources and days of states that succeed one another contradict."""
    for earlier, later, day in contradictions.stated_together(states):
        if day:
            text = _(
                "A source states “%(other)s” of %(day)s, when this one had already followed it. "
                "Correct the days of one of the two."
            )
        else:
            text = _(
                "“%(other)s” has no day either, so nothing says which came first. Enter a day of "
                "one of them, or their places in the sequence."
            )
        words = {"other": earlier, "day": format_partial_date(day)}
        yield Concern.about(later, text % words)
    for earlier, later in contradictions.before_the_end(states):
        text = _(
            "It began before the documented end of “%(other)s”, %(day)s. Correct one of the two."
        )
        words = {"other": earlier, "day": format_partial_date(earlier.until)}
        yield Concern.about(later, text % words)
    for state in states:
        if day := contradictions.stated_before_it_began(state):
            text = _(
                "A source states it of %(day)s, before its first day, %(since)s. Correct one of "
                "the two."
            )
            words = {"day": format_partial_date(day), "since": format_partial_date(state.since)}
            yield Concern.about(state, text % words)
        if day := contradictions.stated_after_it_ended(state):
            text = _(
                "A source states it of %(day)s, after its end, %(until)s. Correct one of the two."
            )
            words = {"day": format_partial_date(day), "until": format_partial_date(state.until)}
            yield Concern.about(state, text % words)
        if not any(one.has_source for one in state.stated):
            yield without_source(state)


def without_source(fact):
    return Concern.about(fact, _("No source is recorded."))


def without_successor(states, today):
    """Yield the last holder of a post if the office ended without a successor."""
    if ended := contradictions.without_successor(states, today):
        text = _("No successor recorded since %(day)s: %(title)s.")
        words = {"title": ended.title, "day": format_partial_date(ended.until)}
        yield Concern(text % words, ended)


def unconfirmed_fact(fact):
    """Return the concern that no source has confirmed a fact for long."""
    if not fact.last_stated:
        return Concern.about(fact, _("No source says of which day it was so."))
    text = _("Not confirmed by any source since %s.")
    return Concern.about(fact, text % format_partial_date(fact.last_stated))


def unconfirmed_facts(delegation, limit):
    """Yield what no source has confirmed since a day, an ISO date, among a delegation's facts.

    Its names, participation and websites, which one page usually states, are told together.
    """
    then, together = delegation.on_day, []
    answers = [then.parliament, then.participation]
    for chamber in delegation.chambers.all():
        answers += [chamber.name_then, chamber.website_then]
    for fact in [*then.compositions, *(office for office in then.offices)]:
        if is_late(fact, limit):
            yield unconfirmed_fact(fact)
    together = [one for answer in answers for one in answer.states if is_late(one, limit)]
    if together:
        kinds = dict.fromkeys(str(capfirst(one._meta.verbose_name)) for one in together)
        words = {
            "day": format_partial_date(min(one.last_stated for one in together)),
            "facts": ", ".join(kinds),
        }
        yield Concern(
            _("Not confirmed by any source since %(day)s: %(facts)s.") % words, delegation
        )


def is_late(fact, limit):
    """Return whether a fact has sources, none of them of a day since the limit, an ISO date."""
    return bool(fact.statements) and fact.last_stated < limit


def seats_that_disagree(delegation, named):
    """Yield chambers with fewer seats than named members and vacant seats together.

    `named` has the numbers of people by chamber, and under (None, delegation) of all members.
    """
    composition = delegation.composition
    rows = defaultdict(list)
    for row in composition.seats.all() if composition else []:
        rows[row.chamber].append(row)
    for chamber, theirs in rows.items():
        key = chamber.pk if chamber else (None, delegation.pk)
        words = {
            "named": named.get(key, 0),
            "vacant": sum(row.vacant or 0 for row in theirs),
            "seats": sum(row.number for row in theirs),
            "chamber": chamber.latest_name or chamber.slug if chamber else delegation,
        }
        if words["named"] > words["seats"]:
            text = _("More members are named than there are seats: %(chamber)s.")
            yield Concern(text % words, delegation)
        elif words["named"] + words["vacant"] > words["seats"]:
            text = _(
                "Named members (%(named)d) and vacant seats (%(vacant)d) are more than the seats "
                "(%(seats)d): %(chamber)s."
            )
            yield Concern(text % words, composition)


def cases_that_do_not_fit(delegation):
    for composition in delegation.on_day.compositions:
        for wrong in wrong_cases(composition):
            yield Concern(wrong.text, composition)


def _names(languages):
    return get_text_list([str(language_name(code)) for code in languages], _("and"))


def _missing(record, field):
    """Return the languages in which a text is missing, if it is written in any."""
    written = languages_of(record, field)
    return [code for code in LANGUAGES if code not in written] if written else []


def languages_that_disagree(delegation):
    """Yield what a delegation lacks in some language."""
    written = delegation.written_languages
    missing = [language for language in LANGUAGES if language not in written]
    if written and missing:
        yield Concern(_("The text is not written in: %s.") % _names(missing), delegation)
    for name in delegation.on_day.parliament.states:
        if missing := _missing(name, "parliament"):
            text = _("The name of the parliament is not written in: %s.")
            yield Concern(text % _names(missing), delegation)
    for composition in delegation.on_day.compositions:
        if missing := _missing(composition, "lead_in"):
            text = _("The beginning of the sentence is not written in: %s.")
            yield Concern(text % _names(missing), composition)
        lacking = {
            code for row in composition.seats.all() for code in _missing(row, "described_as")
        }
        if missing := [code for code in LANGUAGES if code in lacking]:
            yield Concern(_("Seats are not described in: %s.") % _names(missing), composition)
        if missing := _missing(composition, "note"):
            text = _("The public note is not written in: %s.")
            yield Concern(text % _names(missing), composition)
        lacking = {code for row in composition.seats.all() for code in _missing(row, "note")}
        if missing := [code for code in LANGUAGES if code in lacking]:
            text = _("Why there are no seats is not written in: %s.")
            yield Concern(text % _names(missing), composition)


def chambers_that_lack_something(delegation):
    """Yield the chambers without a name, or a website, in some language."""
    for chamber in delegation.chambers.all():
        for name in chamber.name_then.states:
            missing = {*_missing(name, "name"), *_missing(name, "name_of")}
            if missing := [code for code in LANGUAGES if code in missing]:
                text = _("The name of the chamber is not written in: %s.")
                yield Concern(text % _names(missing), chamber)
        # An empty address in every language says that there is none.
        websites = chamber.website_then.states
        missing = _missing(websites[-1], "address") if websites else LANGUAGES
        if missing:
            yield Concern(_("Website not recorded in: %s.") % _names(missing), chamber)
