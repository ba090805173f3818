from django.core.paginator import InvalidPage, Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.pages.cards import PAGE_NAMES, page_card_fields
from assembly.pages.metadata import PageMetadata, error_metadata
from assembly.pages.public_pages import public_page
from assembly.pages.views import no_such_page

from .forms import MAX_QUESTION, SearchForm
from .kinds import SEARCH_FILTERS
from .query import parse_question
from .results import Search

RESULTS_PER_PAGE = 20
PAGE_NAMES["search"] = gettext_lazy("Search")


@public_page("q", *SEARCH_FILTERS.by_name, "page")
@require_safe
def search(request):
    """Show the results of a query, or only the form without one."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        # The page stays small, however long the query is.
        form.data = {"q": request.GET["q"][:MAX_QUESTION]}
        context = {"form": form, "metadata": error_metadata(request, _("Search"))}
        return render(request, "search/search.html", context, status=400)
    query = form.cleaned_data["q"]
    context = {"form": form, "query": query, "metadata": search_metadata(request, query)}
    question = parse_question(query)
    found = None
    if question.wanted:
        chosen = {name: request.GET.get(name, "") for name in SEARCH_FILTERS.by_name}
        found = Search(question, get_language(), chosen)
        paginator = Paginator(found.matches.found, RESULTS_PER_PAGE)
        try:
            page = paginator.page(request.GET.get("page") or 1)
        except InvalidPage:
            return no_such_page(request, paginator)
        context |= {
            "found": found,
            "filters": list(found.choices()),
            "results": found.results(page.object_list),
            "page_obj": page,
            "paginator": paginator,
            "is_paginated": page.has_other_pages(),
        }
    response = render(request, "search/search.html", context)
    if found and found.changing:
        add_never_cache_headers(response)  # soon there may be more results, of the same content
    return response


def search_metadata(request, query=""):
    """Return the page's metadata: search engines list the form, but no results."""
    names = {"query": query}
    return PageMetadata(
        request=request,
        title=_("Search results for “%(query)s”") % names if query else _("Search"),
        description=_("Search delegations, people and news by any form of a word."),
        name=_("Search"),
        query=f"?{request.GET.urlencode()}" if request.GET else "",
        view_of=reverse("search") if request.GET else "",
        **page_card_fields("search"),
    )
