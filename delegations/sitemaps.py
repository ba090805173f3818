"""Delegations and people in the sitemap."""

from django.db.models import Max
from modeltranslation.utils import build_localized_fieldname

from assembly.core import clock
from assembly.core.languages import LANGUAGES, per_language
from assembly.pages.sitemaps import Entry, last_public_changes, live_publications, newest_change

from .models import Appointment, Delegation, Person


def public_delegations():
    return Delegation.objects.public().order_by("pk")


def delegation_entries(delegations):
    """Return the page and the history of each delegation, which show the same facts."""
    return [
        Entry(view, (page.slug,), languages, modified)
        for page, languages, modified in live_publications(delegations)
        for view in ["delegations:detail", "delegations:history"]
    ]


def newest_delegation():
    return newest_change(delegation_entries(public_delegations()))


def known_people():
    return Person.objects.known().order_by("pk")


def people_entries(people):
    """Return the public pages of people, dated by the last change or confirmation."""
    rows = list(people.values("pk", "slug", *per_language("name")))
    keys = [row["pk"] for row in rows]
    kept = last_public_changes(Person, keys)
    stated = Appointment.objects.public().order_by().filter(person__in=keys).values_list("person")
    confirmed = dict(stated.annotate(Max("confirmed_on")))
    for row in rows:
        languages = [code for code in LANGUAGES if row[build_localized_fieldname("name", code)]]
        modified = _newest(kept.get(row["pk"]), confirmed.get(row["pk"]))
        yield Entry("delegations:person", (row["slug"],), languages, modified)


def _newest(moment, day):
    moments = [moment, day and clock.midnight(day)]
    return max((one for one in moments if one), default=None)
