"""Share images of delegations and people."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.core import clock
from assembly.pages.cards import Card, card_response
from assembly.pages.public_pages import public_page

from .forms import DayForm
from .hemicycle import seat_blocks
from .loading import delegation_on, public_offices
from .models import Person


def delegation_card_of(delegation, composition, day=""):
    """Return the card of a delegation with a composition's seats; `day` is already formatted."""
    return Card(
        title=delegation.title,
        above=f"{_('Delegation')}, {day}" if day else _("Delegation"),
        below=delegation.parliament,
        dots=_dots(composition) if composition and composition.total else (),
    )


def _dots(composition):
    drawn, radius = seat_blocks(composition, [])
    return tuple((x, y, radius, block.number) for block in drawn for x, y in block.places)


def person_card_of(person, titles):
    return Card(title=person.name, below="; ".join(titles))


def titles_held(appointments):
    """Return the titles held today that are shown in the active language, without duplicates."""
    shown = [one for one in appointments if one.title and one.is_shown]
    titles = [one.title for one in shown if one.held(clock.today())]
    return list(dict.fromkeys(titles))


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
    return card_response(request, person_card_of(person, titles_held(offices)), digest)
