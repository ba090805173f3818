from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from assembly.core import clock
from assembly.core.languages import languages_of, translated_pages
from assembly.core.permissions import may
from assembly.pages.metadata import error_metadata
from assembly.pages.public_pages import public_page
from assembly.pages.views import PublicationDetail, elsewhere_page
from assembly.publishing.slugs import page_at

from . import metadata, seats_chart
from .corrections import list_since_cited, since_cited
from .forms import DayForm
from .history import changes
from .loading import (
    delegation_on,
    live_delegations,
    load_facts,
    load_history,
    people_at,
    public_offices,
)
from .models import Delegation, Person
from .references import reference_blocks
from .shown_facts import render_facts, shown_delegation, shown_list


class OnADay:
    """Shows the facts as of the day in `?on=`; answers an invalid day with a helpful 400."""

    def get(self, request, *args, **kwargs):
        self.form = DayForm(request.GET)
        if not self.form.is_valid():
            context = {"form": self.form, "metadata": error_metadata(request, _("Invalid date"))}
            return render(request, "delegations/not_a_day.html", context, status=400)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, **kwargs)


class DelegationList(OnADay, TemplateView):
    http_method_names = ["get", "head", "options"]
    query_parameters = ("on", "cited")
    template_name = "delegations/list.html"

    def get_context_data(self, **kwargs):
        cited = self.form.cleaned_data["cited"]
        delegations = Delegation.objects.live().with_facts(self.form.day) if cited else []
        return super().get_context_data(
            list=shown_list(self.form),
            since_cited=list_since_cited(delegations, self.form),
            metadata=metadata.list_metadata(self.request, self.form),
            **kwargs,
        )


class DelegationPage(PublicationDetail):
    queryset = Delegation.objects.all()

    def live_page(self, slug):
        return next(iter(live_delegations(slug=slug, now=clock.now())), None)


class DelegationHistory(DelegationPage):
    template_name = "delegations/history.html"

    def get_context_data(self, **kwargs):
        load_history([self.object])
        steps = seats_chart.chart_steps(self.object.compositions.all())
        return super().get_context_data(
            changes=changes(self.object),
            metadata=metadata.history_metadata(self.request, self.object),
            steps=steps,
            path=seats_chart.chart_path(steps) if steps else "",
            **kwargs,
        )


class DelegationFacts(OnADay, DelegationPage):
    """A page of the facts of one delegation; `share` returns its metadata."""

    query_parameters = ("on", "cited")

    def live_page(self, slug):
        return delegation_on(slug, self.form.day)

    def preview(self, page):
        load_facts([page], self.form.day)
        return super().preview(page)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            metadata=self.share(self.request, self.object, self.form),
            since_cited=since_cited(self.object, self.form),
            **kwargs,
        )


class DelegationDetail(DelegationFacts):
    template_name = "delegations/detail.html"
    share = staticmethod(metadata.delegation_metadata)
    shown = None  # the facts of a public page; a draft's are rendered for it alone

    def live_page(self, slug):
        self.shown = shown_delegation(slug, self.form)
        return self.shown and self.shown.delegation

    def get_context_data(self, **kwargs):
        shown = self.shown or render_facts(self.object, self.form)
        return super().get_context_data(
            facts=shown.html, reference_blocks=reference_blocks(self.object), **kwargs
        )


class DelegationSheet(DelegationFacts):
    template_name = "delegations/sheet.html"
    share = staticmethod(metadata.sheet_metadata)


@public_page()
@require_safe
def person_page(request, slug):
    """Show a person with public offices or references; 404 without any, except to staff.

    The page exists in every language once something in any language refers to the person.
    """
    person = next(iter(people_at(slug=slug)), None) or page_at(Person.objects.all(), slug)
    if person is None:
        raise Http404("There is no such person.")
    appointments = public_offices(person=person.pk, now=clock.now())
    blocks = reference_blocks(person)
    preview = not appointments and not any(block.is_public for block in blocks)
    if preview and not may(request.user, "view", Person):
        raise Http404("No public page mentions this person.")
    if person.slug != slug:
        return redirect(person, permanent=True)
    if not person.name:
        return elsewhere_page(
            request, translated_pages(person, "name", languages_of(person, "name"))
        )
    context = {
        "person": person,
        "appointments": [one for one in appointments if one.title and one.is_shown],
        "reference_blocks": blocks,
        "preview": preview,
        "metadata": metadata.person_metadata(request, person, appointments),
    }
    response = render(request, "delegations/person.html", context)
    if preview:
        add_never_cache_headers(response)
    return response
