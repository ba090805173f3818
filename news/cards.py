"""Share images of articles and lists of news."""

from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.core.routes import address_of
from assembly.pages.cards import Card, card_response
from assembly.pages.public_pages import public_page

from .models import Article


def article_card_of(article):
    day = article.published_at and date_format(localtime(article.published_at), "DATE_FORMAT")
    return Card(title=article.title, above=_("News"), below=day or "")


def article_card_url(article, card):
    return address_of("news_cards:article", article.slug, card.digest)


def list_card_fields(subject):
    """Return the card of a list and its address, as keyword arguments of `PageMetadata`."""
    card = Card(title=subject.name, above=_("News")) if subject.name else Card(title=_("News"))
    address = address_of(f"news_cards:{subject.kind}", *subject.parts, card.digest)
    return {"card": card, "card_address": address}


def list_card(find):
    """Return the view of the share images of those lists that `find` returns."""

    @public_page()
    @require_safe
    def view(request, digest, **kwargs):
        return card_response(request, list_card_fields(find(**kwargs))["card"], digest)

    return view


@public_page()
@require_safe
def article_card(request, slug, digest):
    article = get_object_or_404(Article.objects.live(), slug=slug)
    return card_response(request, article_card_of(article), digest)
