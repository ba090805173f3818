from django.shortcuts import redirect

from assembly.pages.views import NumberedPages, PublicationDetail, PublicationList

from . import metadata, subjects
from .models import Article
from .ways import ways

RELATED_ARTICLES = 3


class ArticleList(NumberedPages, PublicationList):
    """The list of news that `find` returns for the address."""

    find = staticmethod(subjects.all_news)
    query_parameters = ("page",)
    template_name = "news/list.html"
    paginate_by = 20

    def get(self, request, *args, **kwargs):
        try:
            self.subject = self.find(**kwargs)
        except subjects.NotInThisLanguageError as error:
            if error.record is None:
                raise
            return redirect(error.record)  # whose page says where it can be read
        if self.subject.page != request.path:
            return redirect(self.subject.page, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_queryset(self):
        return self.subject.articles

    def get_context_data(self, **kwargs):
        context = super().get_context_data(subject=self.subject, ways=ways(self.subject), **kwargs)
        context["metadata"] = metadata.list_metadata(
            self.request, self.subject, context["page_obj"]
        )
        return context


class ArticleDetail(PublicationDetail):
    queryset = Article.objects.select_related("image").prefetch_related("topics", "people")
    template_name = "news/detail.html"

    def get_context_data(self, **kwargs):
        article = self.object
        delegations = list(article.delegations.live())
        return super().get_context_data(
            attachments=[one for one in article.attachments.all() if one.title],
            people=[one for one in article.people.all() if one.name],
            topics=[one for one in article.topics.all() if one.name],
            metadata=metadata.article_metadata(self.request, article),
            delegations=delegations,
            **self.neighbours(),
            related=Article.objects.live()
            .exclude(pk=article.pk)
            .sharing_subjects(
                {
                    "topics": list(article.topics.all()),
                    "people": list(article.people.all()),
                    "delegations": delegations,
                }
            )
            .cards()[:RELATED_ARTICLES],
            **kwargs,
        )

    def neighbours(self):
        """Return the previous and next article; a draft has none."""
        if not self.object.published_at:
            return {}
        live = Article.objects.live().cards()
        return {
            "newer": live.newer_than(self.object).first(),
            "older": live.older_than(self.object).first(),
        }
