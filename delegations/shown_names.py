"""The sources of the names that a delegation's page shows: of its parliament and the chambers."""

from dataclasses import dataclass

from .doubts import doubt_about
from .source_lines import alike


@dataclass
class NamesOfOneSource:
    names: list
    fact: object  # the first of those whose line serves for all
    answer: object

    @property
    def label(self):
        return ", ".join(self.names)

    @property
    def doubt(self):
        return doubt_about(self.answer) if len(self.answer.states) > 1 else ""


def sources_of_names(delegation):
    """Return the names of a delegation loaded `with_facts` whose sources its seats do not give."""
    answers = [(delegation.on_day.parliament, "parliament")]
    answers += [(chamber.name_then, "name") for chamber in delegation.chambers.all()]
    found = []
    for answer, field in answers:
        for state in answer.states:
            name = getattr(state, field)
            if not name or alike(state, delegation.composition):
                continue
            if not (group := _group_of(state, answer, found)):
                found.append(group := NamesOfOneSource([], state, answer))
            group.names.append(name)
    return found


def _group_of(state, answer, groups):
    """Return the group that a name joins: sure as its names are, of the same source; or None."""
    for group in groups:
        if alike(group.fact, state) and group.answer.certainty is answer.certainty:
            return group if len(answer.states) == 1 else None
    return None
