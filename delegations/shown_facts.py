"""Facts as pages show them; those of today are loaded and rendered once until content changes."""

from dataclasses import dataclass

from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse

from assembly.publishing.content_version import once_per_change

from .forms import DayForm
from .loading import delegation_on
from .models import Delegation
from .shown_participation import by_participation


@dataclass(frozen=True)
class ShownDelegation:
    """A delegation with its facts of a day, and the part of its page that shows them."""

    delegation: Delegation  # may serve many requests at once, so nothing may change it
    html: str


def shown_delegation(slug, form):
    """Return the `ShownDelegation` at an address on the form's day; None if it is not public."""
    try:
        return _find(slug, form) if form.query else _todays_delegation(slug, get_script_prefix())
    except Delegation.DoesNotExist:
        return None


def shown_list(form):
    """Return the content of the list of delegations on the form's day."""
    return _rendered_list(form) if form.query else _todays_list(get_script_prefix())


def render_facts(delegation, form):
    """Return the `ShownDelegation` of a delegation with the facts of the form's day."""
    address = delegation.get_absolute_url()
    html = _render("delegations/_delegation.html", form, address, delegation=delegation)
    return ShownDelegation(delegation, html)


@once_per_change
def _todays_delegation(slug, _script_prefix):
    return _find(slug, _today())


@once_per_change
def _todays_list(_script_prefix):
    return _rendered_list(_today())


def _find(slug, form):
    """Raise DoesNotExist, which is not kept, if the delegation is not public."""
    delegation = delegation_on(slug, form.day)
    if delegation is None:
        raise Delegation.DoesNotExist
    return render_facts(delegation, form)


def _rendered_list(form):
    members, others = by_participation(Delegation.objects.live().with_facts(form.day))
    address = reverse("delegations:list")
    return _render("delegations/_list.html", form, address, members=members, others=others)


def _render(template, form, address, **context):
    return render_to_string(template, {"form": form, "address": address, **context})


def _today():
    form = DayForm(QueryDict())
    form.full_clean()
    return form
