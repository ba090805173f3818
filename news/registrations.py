"""What the news registers with the machinery that all apps share."""

from django.urls import include
from django.utils.translation import gettext_lazy as _

from assembly.core.indexes import INDEXES
from assembly.media.uploads import UPLOAD_FOLDERS, UploadFolder
from assembly.pages.cards import SHARE_IMAGES
from assembly.pages.feeds import FEEDS
from assembly.pages.navigation import SECTIONS, Section
from assembly.pages.sitemaps import SITEMAP, SitemapSection
from assembly.pages.views import PAGES
from assembly.search.kinds import SEARCH_FILTERS, SEARCH_KINDS
from delegations.references import REFERENCES

from . import urls
from .counting import refresh_counts
from .models import Article, Attachment
from .references import ArticleReference
from .search import ArticleKind, TopicFilter, YearFilter
from .sitemaps import Lists, all_articles, article_entries, newest_article


def is_public_attachment(name):
    return Attachment.objects.filter(file=name).public().exists()


INDEXES.register(refresh_counts)
PAGES.register(include("news.urls"))
UPLOAD_FOLDERS.register(UploadFolder("attachments", Article, is_public_attachment))
SECTIONS.register(Section(_("News"), "news:list", _("News feed"), "news_feeds:list"))
FEEDS.register(include((urls.feeds, "news_feeds")))
SHARE_IMAGES.register(include((urls.share_images, "news_cards")))
SITEMAP.register(
    SitemapSection("news", all_articles, article_entries, "news:list", newest_article),
    SitemapSection("lists", Lists, list),
)
SEARCH_KINDS.register(ArticleKind())
SEARCH_FILTERS.register(TopicFilter(), YearFilter())
REFERENCES.register(ArticleReference())
