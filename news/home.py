"""The home page, with something of each app."""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.views.decorators.http import require_safe

from assembly.core import clock
from assembly.core.prepared import prepared
from assembly.pages.metadata import home_metadata
from assembly.pages.public_pages import public_page
from assembly.publishing.content_version import once_per_change
from delegations.loading import offices_of_the_assembly
from delegations.models import Delegation
from delegations.shown_offices import holders_in_assembly
from delegations.shown_participation import by_participation

from .models import Article

HOME_ARTICLES = 4


@public_page()
@require_safe
def home(request):
    """Lead with the pinned article, or else the newest, followed by the latest news."""
    now = clock.now()
    articles = newest(now=now)
    lead = next(iter([*pinned(now=now, today=clock.today()), *articles]), None)
    context = {
        "lead": lead,
        "articles": [article for article in articles if article != lead][:HOME_ARTICLES],
        "all_articles": Article.objects.all(),
        "assembly_part": _assembly_part(get_script_prefix()),
        "metadata": home_metadata(request),
    }
    return render(request, "home.html", context)


@prepared
def newest(now):
    return Article.objects.live(now).cards()[: HOME_ARTICLES + 1]


@prepared
def pinned(now, today):
    return Article.objects.live(now).pinned(today).cards()[:1]


@once_per_change
def _assembly_part(_script_prefix):
    """Render the delegations and the secretariat."""
    members, others = by_participation(Delegation.objects.live().with_facts())
    context = {
        "members": members,
        "others": others,
        "secretariat": holders_in_assembly(offices_of_the_assembly(clock.today())),
    }
    return render_to_string("delegations/_home.html", context)
