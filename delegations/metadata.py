"""Metadata of the pages of delegations and people, composed from their facts."""

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assembly.core import clock
from assembly.core.languages import languages_of
from assembly.core.sentences import one_full_stop
from assembly.pages import schema_org
from assembly.pages.cards import page_card_fields
from assembly.pages.metadata import PageMetadata

from . import cards
from .day_facts import facts_on


def list_metadata(request, form):
    """Return the metadata of the list of delegations on the form's day."""
    names = {"assembly": settings.ASSEMBLY_SHORT_NAME, "day": _day(form)}
    if form.query:
        text = _("The delegations to the %(assembly)s on %(day)s: seats, officers and sources.")
    else:
        text = _("The delegations to the %(assembly)s: seats, officers, websites and sources.")
    title = _("Delegations") + _on(form)
    return PageMetadata(
        request=request,
        title=title,
        description=text % names,
        **page_card_fields("delegations"),
        **_of_a_day(form, "list"),
    )


def delegation_metadata(request, delegation, form):
    """Return the metadata of a delegation's page on the form's day."""
    known = facts = _facts(delegation)
    if form.query:
        words = {"day": _day(form), "facts": facts}
        to_come = _("As announced so far for %(day)s: %(facts)s")
        facts = (to_come if form.is_to_come else _("As of %(day)s: %(facts)s")) % words
    card = cards.delegation_card_of(
        delegation, delegation.composition, _day(form) if form.query else ""
    )
    return PageMetadata(
        request=request,
        title=f"{delegation.title}{_on(form)}",
        description=delegation.summary if delegation.summary and not form.query else facts,
        languages=delegation.shown_languages,
        above=[_list()],
        card=card,
        card_address=cards.delegation_card_url(delegation, card) + form.query,
        about=[_organisation(request, delegation, form, known)],
        **_of_a_day(form, "detail", delegation.slug),
    )


def history_metadata(request, delegation):
    """Return the metadata of the history of a delegation loaded `with_history`."""
    delegation.on_day = facts_on(delegation, clock.today(), [])
    card = cards.delegation_card_of(delegation, delegation.composition)
    names = {"name": delegation.title}
    text = _("%(name)s: all changes to seats, offices and names, with dates and sources.")
    return PageMetadata(
        request=request,
        title=_("%(name)s: history") % names,
        description=text % names,
        languages=delegation.shown_languages,
        above=[_list(), (delegation.title, delegation.get_absolute_url())],
        name=_("History"),
        card=card,
        card_address=cards.delegation_card_url(delegation, card),
    )


def sheet_metadata(request, delegation, form):
    """Return the metadata of a delegation's sheet, a variant of the delegation's page."""
    page = delegation_metadata(request, delegation, form)
    names = {"name": delegation.title, "day": _day(form)}
    text = _("%(name)s: the delegation as of %(day)s, on one printable page.")
    return PageMetadata(
        request=request,
        title=_("%(name)s: printable version") % names + _on(form),
        description=text % names,
        languages=page.languages,
        above=[_list(), (delegation.title, delegation.get_absolute_url())],
        name=_("Printable version"),
        query=form.citation,
        view_of=delegation.get_absolute_url(),
        card=page.card,
        card_address=page.card_address,
    )


def person_metadata(request, person, appointments):
    """Return the metadata of a person with these public appointments."""
    titles = cards.titles_held(appointments)
    offices = cards.offices_in_words(appointments)
    names = {"name": person.name, "assembly": settings.ASSEMBLY_SHORT_NAME, "offices": offices}
    text = _("%(name)s: %(offices)s.") if offices else _("%(name)s in news from the %(assembly)s.")
    card = cards.person_card_of(person, appointments)
    more = {"jobTitle": titles} if titles else {}
    if person.photo and person.photo.file:
        more["image"] = request.build_absolute_uri(person.photo.file.url)
    return PageMetadata(
        request=request,
        title=person.name,
        description=one_full_stop(text % names),
        languages=languages_of(person, "name"),
        kind="profile",
        card=card,
        card_address=cards.person_card_url(person, card),
        about=[schema_org.person_data(request, person, **more)],
    )


def _facts(delegation):
    """Return the sentence of a delegation's seats, or of whose it is if none is sure."""
    sure = delegation.on_day.parliament.state
    names = {
        "parliament": (sure and sure.parliament) or delegation.title,
        "assembly": settings.ASSEMBLY_SHORT_NAME,
    }
    sentence = delegation.composition and delegation.composition.sentence
    return sentence or _("%(parliament)s: its delegation to the %(assembly)s.") % names


def _organisation(request, delegation, form, facts):
    """Return a delegation with what is known of it on the form's day, as a page at its address."""
    parliament = delegation.on_day.parliament.state
    more = {}
    if parliament and parliament.parliament:
        parent = {"@type": "GovernmentOrganization", "name": parliament.parliament}
        more["parentOrganization"] = parent
    if members := [_member(request, one) for one in _known_offices(delegation)]:
        more["member"] = members
    return {
        "@type": "GovernmentOrganization",
        "name": f"{_('Delegation')}: {delegation.title}",
        "description": facts,
        "url": request.build_absolute_uri(delegation.get_absolute_url()) + form.query,
        "memberOf": schema_org.assembly_data(request),
        **more,
    }


def _known_offices(delegation):
    offices = delegation.on_day.offices
    return [one for one in offices if one.answer.state and one.title and one.person.name]


def _member(request, office):
    """Return an office as a role of schema.org, with its days as far as they are recorded."""
    days = {"startDate": office.since, "endDate": office.until}
    return {
        "@type": "OrganizationRole",
        "roleName": office.title,
        "member": schema_org.person_data(request, office.person),
        **{name: day for name, day in days.items() if day},
    }


def _list():
    return _("Delegations"), reverse("delegations:list")


def _day(form):
    return date_format(form.day, "DATE_FORMAT")


def _on(form):
    return f", {_day(form)}" if form.query else ""


def _of_a_day(form, page, *args):
    """Return the metadata by which the page of one day, or as cited, is a variant of today's.

    Search engines list only today's page; a shared link still leads to its day.
    """
    if not form.citation:
        return {}
    return {"query": form.citation, "view_of": reverse(f"delegations:{page}", args=args)}
