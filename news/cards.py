"""The images with which links to articles are shared."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assembly.pages.cards import Card, answer

from .models import Article


def of_article(article):
    day = article.published_at and date_format(localtime(article.published_at), "DATE_FORMAT")
    return Card(title=article.title, above=_("News"), below=day or "")


def address_of_article(article, card):
    return reverse("news:card", args=[article.slug, card.digest])


def of_list(subject):
    """Return the card of a list of news, and its address, as `Sharing` takes them."""
    card = Card(title=subject.name, above=_("News")) if subject.name else Card(title=_("News"))
    address = reverse(f"news:{subject.kind}_card", args=[*subject.parts, card.digest])
    return {"card": card, "card_address": address}


def list_card(find):
    """Return the view that draws the cards of the lists that `find` returns."""

    @require_safe
    def view(request, digest, **kwargs):
        return answer(request, of_list(find(**kwargs))["card"], digest)

    return view


@require_safe
def card(request, slug, digest):
    article = get_object_or_404(Article.objects.live(), slug=slug)
    return answer(request, of_article(article), digest)
