"""Delegations and people in the sitemap."""

from django.db.models import Max

from assembly.core import clock
from assembly.core.languages import languages_of
from assembly.pages.sitemaps import Entry, last_public_changes, live_publications

from .models import Appointment, Delegation, Person

DELEGATION_COLUMNS = ["slug", "published_at", "updated_at"]


def delegation_entries():
    """Return the page and the history of each delegation, which show the same facts."""
    return [
        Entry(view, (page.slug,), page.live_languages, page.modified)
        for page in live_publications(Delegation.objects.only(*DELEGATION_COLUMNS))
        for view in ["delegations:detail", "delegations:history"]
    ]


def people_entries():
    """Return the public pages of people, dated by the last change or confirmation."""
    kept = last_public_changes(Person)
    stated = Appointment.objects.public().order_by().values_list("person")
    confirmed = dict(stated.annotate(Max("confirmed_on")))
    return [
        Entry(
            "delegations:person",
            (person.slug,),
            languages_of(person, "name"),
            _newest(kept.get(person.pk), confirmed.get(person.pk)),
        )
        for person in Person.objects.known().defer("biography")
    ]


def _newest(moment, day):
    moments = [moment, day and clock.midnight(day)]
    return max((one for one in moments if one), default=None)
