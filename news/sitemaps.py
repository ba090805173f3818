"""What the sitemap names of the news, and of the pages that lead to all others."""

from collections import defaultdict

from django.utils.timezone import localtime

from assembly.languages import LANGUAGES, languages_of
from assembly.sitemaps import Entry, live_publications, newest
from delegations.sitemaps import delegations

from .models import Article, Topic

COLUMNS = ["slug", "published_at", "updated_at", "image"]


def pages():
    """Return home and the lists, as of the newest of what they show."""
    of_delegations, of_news = newest(delegations()), newest(articles())
    moments = [moment for moment in [of_delegations, of_news] if moment]
    return [
        Entry("home", modified=max(moments, default=None)),
        Entry("delegations:list", modified=of_delegations),
        Entry("news:list", modified=of_news),
    ]


def articles():
    return [
        Entry(
            "news:detail",
            (article.slug,),
            article.live_languages,
            article.modified,
            article.image.file.url if article.image else "",
        )
        for article in _live_articles()
    ]


def lists():
    """Return the years, months and topics, in the languages in which they have articles."""
    live = {article.pk: article for article in _live_articles()}
    found = defaultdict(list)
    for article in live.values():
        day = localtime(article.published_at)
        found["news:year", (day.year,)].append(article)
        found["news:month", (day.year, day.month)].append(article)
    topics = {topic.pk: topic for topic in Topic.objects.all()}
    for topic, article in Article.topics.through.objects.values_list("topic", "article"):
        if article in live:
            found["news:topic", (topics[topic].slug,)].append(live[article])
    named = {("news:topic", (one.slug,)): languages_of(one, "name") for one in topics.values()}
    return [
        Entry(*page, _languages(shown, named.get(page, LANGUAGES)), newest(shown))
        for page, shown in found.items()
    ]


def _languages(articles, named):
    live = {code for article in articles for code in article.live_languages}
    return [code for code in named if code in live]


def _live_articles():
    return live_publications(Article.objects.select_related("image").only(*COLUMNS))
