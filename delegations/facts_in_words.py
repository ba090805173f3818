"""The facts of a day as words, to compare what was known of the day with what is known now."""

from dataclasses import dataclass

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from .changes_of_seats import chamber_name_of


@dataclass(frozen=True)
class FactsInWords:
    """What the site says of a day.

    `topics` are pairs of a label and a tuple of texts, by key: several texts if each of them may
    have been so, and none if nothing is recorded. `offices` are lines.
    """

    topics: dict
    offices: list


def facts_in_words(delegation):
    """Return the `FactsInWords` of a delegation with its facts `on_day`."""
    facts = delegation.on_day
    topics = {
        "parliament": (_("name of the parliament"), _texts(facts.parliament, "parliament")),
        "participation": (
            _("participation"),
            _unique(state.kind.name for state in facts.participation.states),
        ),
        "seats": (_("seats"), _unique(_seats(one) for one in facts.compositions)),
    }
    for chamber in delegation.chambers.all():
        topics[f"name {chamber.pk}"] = (
            _("name of the chamber"),
            _texts(chamber.name_then, "name"),
        )
        topics[f"website {chamber.pk}"] = (
            _("website of %s") % chamber_name_of(chamber, facts.day.isoformat()),
            _texts(chamber.website_then, "address"),
        )
    return FactsInWords(topics, list(_offices(facts.offices)))


def corrections(before, after):
    """Return a sentence for each difference between the `FactsInWords` of two moments."""
    found = []
    for key in dict.fromkeys([*before.topics, *after.topics]):
        label = (after.topics.get(key) or before.topics.get(key))[0]
        old, new = (said.topics.get(key, ("", ()))[1] for said in (before, after))
        if old != new:
            words = {"topic": capfirst(label), "before": _either(old), "now": _either(new)}
            found.append(_("%(topic)s: was %(before)s, now %(now)s.") % words)
    gone = [line for line in before.offices if line not in after.offices]
    new = [line for line in after.offices if line not in before.offices]
    return [
        *found,
        *(_("No longer named: %s.") % line for line in gone),
        *(_("Now named: %s.") % line for line in new),
    ]


def _seats(composition):
    """Return the sentence of the seats, or why there are none."""
    if sentence := composition.sentence:
        return sentence
    return "" if composition.total else composition.note or _("no seats")


def _offices(offices):
    """Yield a line for each office that may have been held."""
    for one in offices:
        if one.title and one.person.name:
            line = f"{one.title}: {one.person.name}"
            yield line if one.answer.state else _("%s, or somebody else") % line


def _texts(answer, field):
    return _unique(getattr(state, field) for state in answer.states)


def _unique(texts):
    return tuple(dict.fromkeys(filter(None, texts)))


def _either(texts):
    """Return quoted texts with “or” between them."""
    quoted = [_("“%s”") % text for text in texts]
    return get_text_list(quoted, _("or")) if quoted else _("nothing recorded")
