from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.generic.dates import MonthArchiveView, YearArchiveView

from assembly.views import PublicationDetail, PublicationList
from delegations.models import Appointment, Delegation

from .models import Article, Topic


@require_safe
def home(request):
    context = {
        "articles": Article.objects.live()[:5],
        "delegations": Delegation.objects.live().with_facts(),
        "secretariat": Appointment.objects.on()
        .filter(delegation=None)
        .by_rank()
        .select_related("person"),
    }
    return render(request, "home.html", context)


class ArticleList(PublicationList):
    queryset = Article.objects.all()
    template_name = "news/list.html"
    paginate_by = 20


class ArticleYear(YearArchiveView, ArticleList):
    date_field = "published_at"
    make_object_list = True


class ArticleMonth(MonthArchiveView, ArticleList):
    date_field = "published_at"
    month_format = "%m"


class TopicArticles(ArticleList):
    def get_queryset(self):
        self.topic = get_object_or_404(Topic, slug=self.kwargs["slug"])
        return super().get_queryset().filter(topics=self.topic)

    def get_context_data(self, **kwargs):
        return super().get_context_data(topic=self.topic, **kwargs)


class ArticleDetail(PublicationDetail):
    queryset = Article.objects.prefetch_related("topics", "people")
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(delegations=self.object.delegations.live(), **kwargs)
