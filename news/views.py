from django.shortcuts import redirect

from assembly.core import clock
from assembly.pages.views import NumberedPages, PublicationDetail, PublicationList

from . import article_page, metadata, subjects
from .models import Article
from .ways import ways


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
    queryset = Article.objects.select_related("image")
    template_name = "news/detail.html"

    def live_page(self, slug):
        return next(iter(article_page.live_articles(slug=slug, now=clock.now())), None)

    def get_context_data(self, **kwargs):
        article = self.object
        links = article_page.links(article)
        named = {
            relation: [link for link in links if link.relation == relation and link.name]
            for relation in article_page.SUBJECTS
        }
        return super().get_context_data(
            attachments=article_page.documents(article=article.pk),
            metadata=metadata.article_metadata(self.request, article),
            **named,
            **article_page.around(article, links),
            **kwargs,
        )
