from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from .models import Article

CONSTANT = b"x" * 12_000

# In place of the header, the footer and the lists of a page of the site.
LINK = '<li><a href="/en/news/">One of the links that stand around a text</a></li>\n'
REST = LINK * 110


def constant(request):
    return HttpResponse(CONSTANT)


def article(request, slug):
    published = Article.objects.filter(status="published", published_at__lte=timezone.now())
    found = get_object_or_404(published.prefetch_related("topics"), slug=slug)
    return render(request, "plain/article.html", {"article": found, "rest": REST})
