"""How search finds articles."""

from django.db.models import OuterRef, Prefetch, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assembly.publishing.content_version import once_per_change
from assembly.publishing.status import Status
from assembly.search.kinds import SearchFilterOption, SearchKind, SearchTexts
from assembly.text.outline import read_html
from delegations.models import Delegation

from .models import Article, Topic

OF_DELEGATION = "article_id FROM news_article_delegations WHERE delegation_id = {row}.id"
OF_TOPIC = "article_id FROM news_article_topics WHERE topic_id = {row}.id"


class ArticleKind(SearchKind):
    name = "article"
    label = _("News")
    plural = _("News")
    model = Article
    url_name = "news:detail"
    follows = {
        Article: "{row}.id",
        Article.topics.through: "{row}.article_id",
        Article.delegations.through: "{row}.article_id",
        Topic: OF_TOPIC,
        Delegation: OF_DELEGATION,
    }
    columns = {Topic: "slug", Delegation: "slug"}

    def public(self, language):
        return Article.objects.live(language=language)

    def load(self):
        related = [
            Prefetch("topics", Topic.objects.only("slug").order_by()),
            Prefetch("delegations", Delegation.objects.only("slug").order_by()),
        ]
        return Article.objects.prefetch_related(*related)

    def texts(self, article):
        if get_language() not in article.shown_languages:
            return None
        moment = article.published_at
        body = " ".join(block.text for block in read_html(article.body)[0])
        return SearchTexts(
            title=article.title,
            slug=article.slug,
            excerpts=[text for text in [body, article.summary] if text],
            filters={
                "topic": [topic.slug for topic in article.topics.all()],
                "delegation": [delegation.slug for delegation in article.delegations.all()],
                "year": [str(timezone.localdate(moment).year)] if moment else [],
            },
            moment=moment,
            public=article.status == Status.PUBLISHED,
        )

    def until(self, article):
        """Return None: an article never changes by itself."""


class TopicFilter(SearchFilterOption):
    name = "topic"
    label = _("Topic")

    def labels(self, values):
        return {slug: name for slug, name in public_topics().items() if slug in values}


@once_per_change
def public_topics():
    """Return the names of the topics of public articles by slug, in the active language."""
    # One article is sought for each topic: a join would read all articles.
    article = Article.objects.live().filter(topics=OuterRef("pk")).order_by().values("pk")[:1]
    topics = Topic.objects.alias(article=Subquery(article)).filter(article__isnull=False)
    return {slug: name for slug, name in topics.values_list("slug", "name") if name}


class YearFilter(SearchFilterOption):
    name = "year"
    label = _("Year")

    def labels(self, values):
        return {year: year for year in sorted(values, reverse=True) if year.isdecimal()}
