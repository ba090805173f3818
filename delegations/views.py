from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from assembly.languages import LANGUAGES
from assembly.views import PublicationDetail, PublicationList

from . import chart
from .forms import DayForm
from .hemicycle import drawing
from .history import changes
from .models import Delegation, FormerAddress, Person


class OnADay:
    """Shows the facts of the day that `?on=` names, or answers 400 and says what it takes."""

    def get(self, request, *args, **kwargs):
        self.form = DayForm(request.GET)
        if not self.form.is_valid():
            return render(request, "delegations/not_a_day.html", {"form": self.form}, status=400)
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return super().get_queryset().with_facts(self.form.day)

    def get_context_data(self, **kwargs):
        return super().get_context_data(form=self.form, **kwargs)


class DelegationList(OnADay, PublicationList):
    queryset = Delegation.objects.all()
    template_name = "delegations/list.html"


class DelegationHistory(PublicationDetail):
    queryset = Delegation.objects.with_history()
    template_name = "delegations/history.html"

    def get_context_data(self, **kwargs):
        steps = chart.steps(self.object.compositions.all())
        return super().get_context_data(
            changes=changes(self.object),
            steps=steps,
            path=chart.path(steps) if steps else "",
            **kwargs,
        )


class DelegationDetail(OnADay, PublicationDetail):
    queryset = Delegation.objects.all()
    template_name = "delegations/detail.html"

    def get_context_data(self, **kwargs):
        delegation = self.object
        return super().get_context_data(
            articles=delegation.articles.live().select_related("image")[:20],
            all_articles=delegation.articles.all(),
            in_the_news=delegation.articles.live_in(LANGUAGES).exists(),
            **drawing(delegation),
            **kwargs,
        )


class DelegationSheet(DelegationDetail):
    template_name = "delegations/sheet.html"


def known(person):
    """Return what the public may read of a person: appointments, and whether news names them.

    A person exists in every language once one speaks of them, as on a page that links to them.
    """
    appointments = person.appointments.filter(
        Q(delegation=None) | Q(delegation__in=Delegation.objects.live_in(LANGUAGES))
    ).select_related("delegation")
    return appointments, person.articles.live_in(LANGUAGES).exists()


@require_safe
def person(request, slug):
    """Show a person by what the public may read of them; 404 where that is nothing."""
    person = Person.objects.filter(slug=slug).select_related("photo").first()
    if person is None:
        former = FormerAddress.objects.select_related("person")
        person = get_object_or_404(former, slug=slug).person
    appointments, in_the_news = known(person)
    preview = not appointments and not in_the_news
    if preview and not request.user.has_perm("delegations.view_person"):
        raise Http404("Nothing public speaks of this person.")
    if person.slug != slug:
        return redirect(person, permanent=True)
    context = {
        "person": person,
        "appointments": appointments,
        "articles": person.articles.live().select_related("image")[:20],
        "all_articles": person.articles.all(),
        "in_the_news": in_the_news,
        "preview": preview,
    }
    response = render(request, "delegations/person.html", context)
    if preview:
        add_never_cache_headers(response)
    return response
