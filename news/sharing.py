"""What the pages of the news say about themselves."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assembly import partial_dates, schema
from assembly.languages import languages_of
from assembly.reading import read
from assembly.sharing import Sharing, paged

from . import cards

READ = 4000  # characters of a text, which hold more words than a description


def of_list(request, context, languages):
    """Return what a page of a list says, by the topic, month or year that its context has.

    `languages` are those in which the list shows something.
    """
    names = {"assembly": settings.ASSEMBLY_SHORT_NAME}
    news = (_("News"), reverse("news:list"))
    if topic := context.get("topic"):
        named = languages_of(topic, "name")
        languages = [code for code in languages if code in named]
        title = name = topic.name or _("News")
        text = _("News of the %(assembly)s on the topic “%(name)s”, the newest first.")
        above = [news]
    elif month := context.get("month"):
        name = partial_dates.show(f"{month:%Y-%m}", alone=True)
        title = f"{name} – {_('News')}"
        text = _("News of the %(assembly)s by month: %(name)s.")
        above = [news, (f"{month:%Y}", reverse("news:year", args=[month.year]))]
    elif year := context.get("year"):
        name = f"{year:%Y}"
        title = f"{name} – {_('News')}"
        text = _("News of the %(assembly)s by year: %(name)s.")
        above = [news]
    else:
        title, name, above = _("News"), "", []
        text = _("All news of the %(assembly)s, the newest first.")
    return paged(
        context["page_obj"],
        request=request,
        title=title,
        description=text % {**names, "name": name},
        languages=languages,
        above=above,
        name=name,
    )


def of_article(request, article):
    """Return what an article's page says; without a summary, the first words of its text."""
    card = cards.of_article(article)
    words = " ".join(block.text for block in read((article.body or "")[:READ])[0])
    sharing = Sharing(
        request=request,
        title=article.title or "",
        description=article.summary or words,
        languages=article.shown_languages,
        kind="article",
        above=[(_("News"), reverse("news:list"))],
        card=card,
        card_address=cards.address_of_article(article, card),
    )
    if article.is_public:
        sharing.about = [_news_article(request, article, sharing)]
    return sharing


def _news_article(request, article, sharing):
    publisher = schema.assembly(request)
    photos = [request.build_absolute_uri(image.file.url) for image in article.images()]
    modified = max(article.published_at, article.updated_at)
    return {
        "@type": "NewsArticle",
        "headline": schema.shortened(article.title, schema.LONGEST_HEADLINE),
        "description": sharing.description,
        "image": [*photos, sharing.image],
        "datePublished": localtime(article.published_at).isoformat(),
        "dateModified": localtime(modified).isoformat(),
        "inLanguage": get_language(),
        "author": publisher,
        "publisher": publisher,
        "mainEntityOfPage": sharing.address,
        "url": sharing.address,
    }
