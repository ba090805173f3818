from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from .find import Search
from .forms import SearchForm
from .kinds import FILTERS
from .question import parse

ON_A_PAGE = 20


@require_safe
def search(request):
    """Show what answers a question; without one, the form alone."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "search/search.html", {"form": form}, status=400)
    question = parse(form.cleaned_data["q"])
    context = {"form": form, "asked": form.cleaned_data["q"], "question": question}
    if question.wanted:
        chosen = {name: request.GET.get(name, "") for name in FILTERS}
        found = Search(question, get_language(), chosen)
        paginator = Paginator(found.ranked(), ON_A_PAGE)
        number = request.GET.get("page", "1")
        if not number.isdecimal() or not 1 <= int(number[:9]) <= paginator.num_pages:
            raise Http404("No such page of results.")
        page = paginator.page(int(number))
        context |= {
            "found": found,
            "results": found.results(page.object_list),
            "page_obj": page,
            "paginator": paginator,
            "is_paginated": page.has_other_pages(),
        }
    return render(request, "search/search.html", context)
