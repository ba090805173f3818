"""Atom feeds of the news, one per list."""

import re
from collections import defaultdict
from html import unescape
from urllib.parse import urljoin

from django.conf import settings
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language

from assembly.core.languages import in_active_language
from assembly.core.rich_text import sanitised_html
from assembly.pages.feeds import FEED_LENGTH, AtomFeed, urn

from .models import Topic
from .queries import ArticleQuerySet

# In sanitised HTML, which has no bare “<” in text and always quotes with double quotes.
LINK = re.compile(r'(<a\b[^>]*?\bhref=")([^"]*)')


def with_whole_links(html, base):
    """Return sanitised rich text with absolute links, for reading outside the site."""

    def whole(link):
        return link[1] + escape(urljoin(base, unescape(link[2])))

    return LINK.sub(whole, sanitised_html(html))


def _topic_names(articles):
    """Return the names of the topics of articles in the active language, by their keys."""
    [name] = in_active_language(["name"])
    topics = Topic.objects.filter(articles__in=articles, **{f"{name}__gt": ""})
    found = defaultdict(list)
    for key, text in topics.values_list("articles", name):
        found[key].append(text)
    return found


class NewsFeed(AtomFeed):
    """The latest articles of the list that `find` returns for the address."""

    def __init__(self, find):
        self.find = find

    def answer(self, request, **kwargs):
        subject = self.find(**kwargs)
        if subject.feed != request.path:
            return redirect(subject.feed, permanent=True)
        return super().answer(request, subject=subject)

    def get_object(self, request, subject):
        """Return the list of the feed and the address of the site."""
        return subject, request.build_absolute_uri("/")

    def title(self, found):
        subject, _site = found
        return f"{subject.title} – {settings.ASSEMBLY_NAME}"

    def link(self, found):
        subject, _site = found
        return subject.page

    def feed_guid(self, found):
        subject, _site = found
        return urn(f"news-feed/{subject.key}/{get_language()}")

    def items(self, found):
        subject, site = found
        articles = subject.articles.load(ArticleQuerySet.entries, 0, FEED_LENGTH)
        topics = _topic_names([article.pk for article in articles])
        for article in articles:
            article.topic_names = topics[article.pk]
            base = urljoin(site, article.get_absolute_url())
            article.content = with_whole_links(article.body, base)
        return articles

    def item_title(self, article):
        return article.title

    def item_description(self, article):
        return escape(article.summary) if article.summary else None

    def item_guid(self, article):
        return urn(f"article-{article.pk}")

    def item_pubdate(self, article):
        return timezone.localtime(article.published_at)

    def item_updateddate(self, article):
        """When the text was last edited, or published if that is later."""
        return timezone.localtime(max(article.updated_at, article.published_at))

    def item_categories(self, article):
        return article.topic_names

    def item_extra_kwargs(self, article):
        return {"content": article.content}
