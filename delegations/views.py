from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from assembly.languages import LANGUAGES
from assembly.views import PublicationDetail, PublicationList

from .forms import DayForm
from .models import Delegation, Person


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


class DelegationDetail(OnADay, PublicationDetail):
    queryset = Delegation.objects.all()
    template_name = "delegations/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(articles=self.object.articles.live()[:20], **kwargs)


@require_safe
def person(request, slug):
    """Show a person by what the public may read of them; 404 where that is nothing."""
    person = get_object_or_404(Person, slug=slug)
    appointments = person.appointments.filter(
        Q(delegation=None) | Q(delegation__in=Delegation.objects.live())
    ).select_related("delegation")
    in_the_news = person.articles.live_in(LANGUAGES).exists()
    if not appointments and not in_the_news:
        raise Http404("Nothing public speaks of this person.")
    context = {
        "person": person,
        "appointments": appointments,
        "articles": person.articles.live()[:20],
        "in_the_news": in_the_news,
    }
    return render(request, "delegations/person.html", context)
