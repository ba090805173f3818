"""Delegations and people in the sitemap."""

from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce
from modeltranslation.utils import build_localized_fieldname

from assembly.core.languages import LANGUAGES, per_language
from assembly.pages.sitemaps import Entry, last_public_change, live_publications, newest_change

from .models import Appointment, Delegation, Person

# When the site learned of an office or, later, of its end.
LEARNED_AT = Coalesce("end_recorded_at", "recorded_at")


def public_delegations():
    return Delegation.objects.public().order_by("pk")


def delegation_entries(delegations):
    """Return the page and the history of each delegation, which show the same facts."""
    return [
        Entry(view, (page.slug,), languages, page.modified)
        for page, languages in live_publications(delegations)
        for view in ["delegations:detail", "delegations:history"]
    ]


def newest_delegation():
    return newest_change(delegation_entries(public_delegations()))


def known_people():
    return Person.objects.known().order_by("pk")


def people_entries(people):
    """Return the public pages of people, dated by the last change or recorded office."""
    offices = Appointment.objects.public().order_by().filter(person=OuterRef("pk")).values("person")
    found = people.annotate(
        kept_at=last_public_change(Person),
        office_at=Subquery(offices.annotate(last=Max(LEARNED_AT)).values("last")),
    )
    for row in found.values("slug", "kept_at", "office_at", *per_language("name")):
        languages = [code for code in LANGUAGES if row[build_localized_fieldname("name", code)]]
        modified = max(filter(None, [row["kept_at"], row["office_at"]]), default=None)
        yield Entry("delegations:person", (row["slug"],), languages, modified)
