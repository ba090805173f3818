"""How search finds articles."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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
    dated_by = "published_at"
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
        return Article.objects.prefetch_related("topics", "delegations")

    def texts(self, article):
        if get_language() not in article.shown_languages:
            return None
        day = article.published_at and timezone.localdate(article.published_at)
        return SearchTexts(
            title=article.title,
            text="\n".join(self.excerpts(article)),
            filters={
                "topic": [topic.slug for topic in article.topics.all()],
                "delegation": [delegation.slug for delegation in article.delegations.all()],
                "year": [str(day.year)] if day else [],
            },
            day=day,
        )

    def until(self, article):
        """Return None: an article never changes by itself."""

    def title(self, article):
        return article.title

    def excerpts(self, article):
        body = " ".join(block.text for block in read_html(article.body)[0])
        return [text for text in [body, article.summary] if text]


class TopicFilter(SearchFilterOption):
    name = "topic"
    label = _("Topic")

    def labels(self, values):
        """A topic is public once a public article has it."""
        topics = Topic.objects.filter(slug__in=values, articles__in=Article.objects.live())
        return {topic.slug: topic.name for topic in topics.distinct() if topic.name}


class YearFilter(SearchFilterOption):
    name = "year"
    label = _("Year")

    def labels(self, values):
        return {year: year for year in sorted(values, reverse=True) if year.isdecimal()}
