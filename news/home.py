"""The home page, with something of each app."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from assembly.pages.metadata import home_metadata
from assembly.pages.public_pages import public_page
from delegations.models import SECRETARIAT, Appointment, Delegation

from .models import Article

HOME_ARTICLES = 4


@public_page()
@require_safe
def home(request):
    """Lead with the pinned article, or else the newest, followed by the latest news."""
    newest = list(Article.objects.live().cards()[: HOME_ARTICLES + 1])
    lead = Article.objects.live().pinned().cards().first() or next(iter(newest), None)
    context = {
        "lead": lead,
        "articles": [article for article in newest if article != lead][:HOME_ARTICLES],
        "all_articles": Article.objects.all(),
        "delegations": Delegation.objects.live().with_facts(),
        "secretariat": Appointment.objects.on()
        .filter(delegation=None, role__in=SECRETARIAT)
        .by_rank()
        .select_related("person"),
        "metadata": home_metadata(request),
    }
    return render(request, "home.html", context)
