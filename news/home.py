"""The home page, with something of each app."""

from django.db.models import Case, Q, Subquery, When
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from assembly.core import clock
from assembly.core.prepared import prepared
from assembly.pages.metadata import home_metadata
from assembly.pages.public_pages import public_page
from assembly.publishing.content_version import once_per_change
from delegations.models import SECRETARIAT, Appointment, Delegation

from .models import Article

HOME_ARTICLES = 4


@public_page()
@require_safe
def home(request):
    """Lead with the pinned article, or else the newest, followed by the latest news."""
    found = front_page(now=clock.now(), today=clock.today())
    newest = found[: HOME_ARTICLES + 1]
    lead = next((one for one in found if one.is_lead), None) or next(iter(newest), None)
    context = {
        "lead": lead,
        "articles": [article for article in newest if article != lead][:HOME_ARTICLES],
        "all_articles": Article.objects.all(),
        "assembly_part": _assembly_part(get_script_prefix()),
        "metadata": home_metadata(request),
    }
    return render(request, "home.html", context)


@prepared
def front_page(now, today):
    """Return the newest articles, and the newest that is pinned, if it is not among them."""
    live = Article.objects.live(now)
    newest = live.values("pk")[: HOME_ARTICLES + 1]
    is_lead = Q(pk=Subquery(live.pinned(today).values("pk")[:1]))
    shown = live.filter(Q(pk__in=newest) | is_lead).cards()
    return shown.annotate(is_lead=Case(When(is_lead, then=True), default=False))


@once_per_change
def _assembly_part(_script_prefix):
    """Render the delegations and the secretariat."""
    secretariat = Appointment.objects.on().filter(delegation=None, role__in=SECRETARIAT)
    context = {
        "delegations": Delegation.objects.live().with_facts(),
        "secretariat": secretariat.by_rank().select_related("person"),
    }
    return render_to_string("delegations/_home.html", context)
