"""Share images of delegations and people."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.core import clock
from assembly.core.partial_dates import format_partial_date
from assembly.pages.cards import Card, card_response
from assembly.pages.public_pages import public_page

from .forms import DayForm
from .hemicycle import layout
from .loading import delegation_on, public_offices
from .models import Person
from .shown_seats import COLOURS


def delegation_card_of(delegation, composition, day=""):
    """Return the card of a delegation with a composition's seats; `day` is already formatted."""
    return Card(
        title=delegation.title,
        above=f"{_('Delegation')}, {day}" if day else _("Delegation"),
        below=delegation.parliament if delegation.on_day.parliament.state else "",
        dots=_dots(composition) if composition and composition.total else (),
    )


def _dots(composition):
    rows = composition.seats.all()
    colours = [place % COLOURS + 1 for place, row in enumerate(rows) for _ in range(row.number)]
    places, radius = layout(len(colours))
    return tuple((x, y, radius, colour) for (x, y), colour in zip(places, colours, strict=True))


def person_card_of(person, appointments):
    return Card(title=person.name, below=capfirst(offices_in_words(appointments)))


def titles_held(appointments):
    """Return the titles known to be held today, of `public_offices`, without duplicates.

    Those that are not shown in the active language are left out.
    """
    shown = [one for one in appointments if one.title and one.is_shown]
    return list(dict.fromkeys(one.title for one in shown if one.answer and one.answer.state))


def former_titles(appointments):
    """Return what the same appointments say of offices that are no longer held, with their days."""
    today = clock.today().isoformat()
    former = [
        one
        for one in appointments
        if one.title and one.is_shown and not one.answer and one.first_known <= today
    ]
    return list(dict.fromkeys(map(_title_with_days, former)))


def _title_with_days(appointment):
    since, until = map(format_partial_date, [appointment.since, appointment.until])
    words = {"title": appointment.title, "since": since, "until": until}
    if since and until:
        return _("%(title)s, from %(since)s until %(until)s") % words
    if until:
        return _("%(title)s, until %(until)s") % words
    return appointment.title


def offices_in_words(appointments):
    """Return the titles held today or, if there are none, the former ones; "" without any."""
    if titles := titles_held(appointments):
        return "; ".join(titles)
    if former := former_titles(appointments):
        return _("formerly %s") % "; ".join(former)
    return ""


def delegation_card_url(delegation, card):
    return reverse("delegations_cards:delegation", args=[delegation.slug, card.digest])


def person_card_url(person, card):
    return reverse("delegations_cards:person", args=[person.slug, card.digest])


@public_page("on")
@require_safe
def delegation_card(request, slug, digest):
    form = DayForm(request.GET)
    if not form.is_valid():
        raise Http404("Not a valid date.")
    delegation = delegation_on(slug, form.day)
    if delegation is None:
        raise Http404("There is no such delegation.")
    day = date_format(form.day, "DATE_FORMAT") if form.query else ""
    return card_response(
        request, delegation_card_of(delegation, delegation.composition, day), digest
    )


@public_page()
@require_safe
def person_card(request, slug, digest):
    person = get_object_or_404(Person.objects.known(), slug=slug)
    if not person.name:
        raise Http404("This person has no name in this language.")
    offices = public_offices(person=person.pk, now=clock.now())
    return card_response(request, person_card_of(person, offices), digest)
