"""Metadata of the news pages."""

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly.core.routes import address_of
from assembly.pages import schema_org
from assembly.pages.metadata import PageMetadata, paged_metadata
from assembly.text.outline import read_html

from . import cards
from .periods import Period

READ = 4000  # characters of a text, more than a description has


def list_metadata(request, subject, page):
    """Return the metadata of a page of a list of news."""
    text = {
        "list": _("All news from the %(assembly)s, newest first."),
        "year": _("News from the %(assembly)s by year: %(name)s."),
        "month": _("News from the %(assembly)s by month: %(name)s."),
        "topic": _("News from the %(assembly)s on the topic “%(name)s”, newest first."),
        "delegation": _("News from the %(assembly)s about the delegation: %(name)s."),
        "person": _("News from the %(assembly)s mentioning %(name)s."),
    }[subject.kind]
    names = {"assembly": settings.ASSEMBLY_SHORT_NAME, "name": subject.name}
    about_record = subject.kind in ["delegation", "person"]
    return paged_metadata(
        page,
        request=request,
        title=subject.title,
        description=text % names,
        languages=subject.languages,
        above=_above(subject),
        name=_("News") if about_record else subject.name,
        **cards.list_card_fields(subject),
    )


def _above(subject):
    """Return the (name, address) of each parent page of a list."""
    news = (_("News"), address_of("news:list"))
    if subject.kind == "month":
        year = Period(subject.period.year)
        return [news, (str(year), year.get_absolute_url())]
    if subject.kind == "delegation":
        delegations = (_("Delegations"), address_of("delegations:list"))
        return [delegations, (subject.name, subject.record.get_absolute_url())]
    if subject.kind == "person":
        return [(subject.name, subject.record.get_absolute_url())]
    return [] if subject.kind == "list" else [news]


def article_metadata(request, article):
    """Return an article's metadata; its text serves as description if it has no summary."""
    card = cards.article_card_of(article)
    metadata = PageMetadata(
        request=request,
        title=article.title or "",
        description=article.summary or _beginning(article),
        languages=article.shown_languages,
        kind="article",
        above=[(_("News"), address_of("news:list"))],
        card=card,
        card_address=cards.article_card_url(article, card),
    )
    if article.is_public:
        metadata.about = [_news_article(request, article, metadata)]
    return metadata


def _beginning(article):
    return " ".join(block.text for block in read_html((article.body or "")[:READ])[0])


def _news_article(request, article, metadata):
    publisher = schema_org.assembly_data(request)
    photos = [request.build_absolute_uri(image.file.url) for image in article.images()]
    modified = max(article.published_at, article.updated_at)
    return {
        "@type": "NewsArticle",
        "headline": schema_org.shortened(article.title, schema_org.MAX_HEADLINE),
        "description": metadata.description,
        "image": [*photos, metadata.image],
        "datePublished": localtime(article.published_at).isoformat(),
        "dateModified": localtime(modified).isoformat(),
        "inLanguage": get_language(),
        "author": publisher,
        "publisher": publisher,
        "mainEntityOfPage": metadata.address,
        "url": metadata.address,
    }
