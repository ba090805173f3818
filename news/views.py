from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from django.views.generic.dates import MonthArchiveView, YearArchiveView

from assembly.addresses import present_slug
from assembly.languages import LANGUAGES
from assembly.sharing import of_home
from assembly.views import PublicationDetail, PublicationList
from delegations.models import SECRETARIAT, Appointment, Delegation

from . import sharing
from .models import Article, Topic


@require_safe
def home(request):
    context = {
        "articles": Article.objects.live().select_related("image")[:5],
        "all_articles": Article.objects.all(),
        "delegations": Delegation.objects.live().with_facts(),
        "secretariat": Appointment.objects.on()
        .filter(delegation=None, role__in=SECRETARIAT)
        .by_rank()
        .select_related("person"),
        "sharing": of_home(request),
    }
    return render(request, "home.html", context)


class ArticleList(PublicationList):
    queryset = Article.objects.all()
    template_name = "news/list.html"
    paginate_by = 20
    languages = LANGUAGES  # in which the list exists

    def get_queryset(self):
        return super().get_queryset().select_related("image")

    def get_context_data(self, **kwargs):
        years = self.queryset.live().datetimes("published_at", "year", order="DESC")
        context = super().get_context_data(years=years, **kwargs)
        context["sharing"] = sharing.of_list(self.request, context, self.languages)
        return context


class ArticlePeriod(ArticleList):
    """The articles of a period, which exists in every language once one has an article in it."""

    date_field = "published_at"

    def get_queryset(self):
        period = {
            f"published_at__{part}": self.kwargs[part]
            for part in ["year", "month"]
            if part in self.kwargs
        }
        self.queryset = Article.objects.filter(**period)
        return super().get_queryset()

    def get_allow_empty(self):
        self.languages = self.queryset.live_languages()
        return bool(self.languages)


class ArticleYear(YearArchiveView, ArticlePeriod):
    make_object_list = True


class ArticleMonth(MonthArchiveView, ArticlePeriod):
    month_format = "%m"


class TopicArticles(ArticleList):
    def get(self, request, *args, slug, **kwargs):
        if (now := present_slug(Topic, slug)) != slug:
            return redirect("news:topic", now, permanent=True)
        return super().get(request, *args, slug=slug, **kwargs)

    def get_queryset(self):
        self.topic = get_object_or_404(Topic, slug=self.kwargs["slug"])
        self.queryset = self.topic.articles.all()
        self.languages = self.queryset.live_languages()
        if not self.languages:
            raise Http404("Nothing public has this topic.")
        return super().get_queryset()

    def get_context_data(self, **kwargs):
        return super().get_context_data(topic=self.topic, **kwargs)


class ArticleDetail(PublicationDetail):
    queryset = Article.objects.select_related("image").prefetch_related("topics", "people")
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            attachments=[one for one in self.object.attachments.all() if one.title],
            people=[one for one in self.object.people.all() if one.name],
            topics=[one for one in self.object.topics.all() if one.name],
            delegations=self.object.delegations.live(),
            sharing=sharing.of_article(self.request, self.object),
            **kwargs,
        )
