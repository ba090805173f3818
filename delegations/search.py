"""How search finds delegations and people."""

from datetime import timedelta

from django.db.models import Min, Prefetch, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modeltranslation.utils import build_localized_fieldname

from assembly.core import clock
from assembly.core.languages import LANGUAGES
from assembly.core.partial_dates import has_begun, is_partial_date, last_day
from assembly.publishing.content_version import once_per_change
from assembly.publishing.status import Status
from assembly.search.kinds import SearchFilterOption, SearchKind, SearchTexts
from assembly.text.outline import read_html

from .models import (
    Appointment,
    Chamber,
    ChamberName,
    Composition,
    Delegation,
    ParliamentName,
    Person,
    Seats,
)
from .references import refresh_references


class DelegationKind(SearchKind):
    name = "delegation"
    label = _("Delegation")
    plural = _("Delegations")
    model = Delegation
    url_name = "delegations:detail"
    follows = {
        Delegation: "{row}.id",
        ParliamentName: "{row}.delegation_id",
        Chamber: "{row}.delegation_id",
        ChamberName: "delegation_id FROM delegations_chamber WHERE id = {row}.chamber_id",
        Composition: "{row}.delegation_id",
        Seats: "delegation_id FROM delegations_composition WHERE id = {row}.composition_id",
    }

    def public(self, language):
        return Delegation.objects.live(language=language)

    def load(self):
        """Load delegations with their present, former and future names and seats."""
        return Delegation.objects.with_facts()

    def until(self, delegation):
        """A delegation with a date that may be in the future is reindexed each day."""
        today = clock.today()
        days = (day for state in _states(delegation) for day in _days(state))
        if any(is_partial_date(day) and last_day(day) > today for day in days):
            return clock.midnight(today + timedelta(days=1))
        return None

    def texts(self, delegation):
        shown = delegation.shown_languages
        if get_language() not in shown:
            return None
        bodies = _written(_begun(delegation.parliament_names.all()), "parliament", shown)
        for chamber in delegation.chambers.all():
            bodies += _written(_begun(chamber.names.all()), "name", shown)
        spellings = _written([delegation], "title", shown) + delegation.also_known_as.splitlines()
        return SearchTexts(
            title=delegation.title,
            slug=delegation.slug,
            excerpts=self._excerpts(delegation),
            names=[*spellings, *bodies],
            spellings=spellings,
            filters={"delegation": [delegation.slug]},
            public=delegation.status == Status.PUBLISHED,
        )

    def _excerpts(self, delegation):
        sentences = [one.sentence or one.lead_in for one in delegation.on_day.compositions]
        chambers = [chamber.name_of for chamber in delegation.chambers.all()]
        texts = [*sentences, delegation.parliament, delegation.summary, *chambers]
        return [text for text in texts if text]


class PersonKind(SearchKind):
    name = "person"
    label = _("Person")
    plural = _("People")
    model = Person
    url_name = "delegations:person"
    follows = {
        Person: "{row}.id",
        Appointment: "{row}.person_id",
        # Its title and visibility.
        Delegation: "person_id FROM delegations_appointment WHERE delegation_id = {row}.id",
    }

    def refresh(self):
        refresh_references()

    def public(self, language):
        return Person.objects.known()

    def load(self):
        """Load people with their public offices, and the time when more become public."""
        offices = Appointment.objects.public().by_rank().select_related("delegation")
        to_come = Q(
            appointments__delegation__status=Status.PUBLISHED,
            appointments__delegation__published_at__gt=clock.now(),
        )
        more_at = Min("appointments__delegation__published_at", filter=to_come)
        people = Person.objects.prefetch_related(Prefetch("appointments", offices))
        return people.annotate(more_at=more_at)

    def until(self, person):
        return person.more_at

    def texts(self, person):
        if not person.name:
            return None
        spellings = _written([person], "name", LANGUAGES) + person.also_known_as.splitlines()
        offices = person.appointments.all()
        return SearchTexts(
            title=person.name,
            slug=person.slug,
            excerpts=self._excerpts(person),
            names=spellings,
            spellings=spellings,
            filters={
                "delegation": sorted({one.delegation.slug for one in offices if one.delegation})
            },
        )

    def _excerpts(self, person):
        offices = [one.title for one in person.appointments.all() if one.title and one.is_shown]
        return [*offices, *(block.text for block in read_html(person.biography or "")[0])]


class DelegationFilter(SearchFilterOption):
    name = "delegation"
    label = _("Delegation")

    def labels(self, values):
        return {slug: title for slug, title in public_delegations().items() if slug in values}


@once_per_change
def public_delegations():
    """Return the titles of public delegations by slug, in the active language."""
    return dict(Delegation.objects.live().values_list("slug", "title"))


def _begun(states):
    """Return the present and former states among some."""
    return [one for one in states if not one.since or has_begun(one.since, clock.today())]


def _days(state):
    """Return the partial dates that decide when a state is in force."""
    return filter(None, [state.since, state.until, *state.stated_days])


def _states(delegation):
    """Yield the states of a delegation and its chambers that search tells."""
    yield from delegation.parliament_names.all()
    yield from delegation.compositions.all()
    for chamber in delegation.chambers.all():
        yield from chamber.names.all()


def _written(records, field, languages):
    """Return a field's texts in all these languages, without empty ones."""
    columns = [build_localized_fieldname(field, language) for language in languages]
    texts = [getattr(record, column) for record in records for column in columns]
    return [text for text in texts if text]
