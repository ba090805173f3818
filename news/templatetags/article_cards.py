from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from assembly.media.picture_html import picture_html

register = template.Library()
IN_CARD = "(min-width: 40rem) 11rem, 6rem"  # the width of the picture, as HTML's `sizes`


@register.simple_tag
def card(article, heading):
    """Render an article in a list, with its title as a heading such as "h3"."""
    is_pictured = article.image and article.image.file
    image = picture_html(article.image, IN_CARD, lazy=True) if is_pictured else ""
    shown = [article.title, article.summary, article.published_at, article.get_absolute_url()]
    return _card(get_language(), heading, image, *shown)


@lru_cache(maxsize=1000)
def _card(_language, heading, image, title, summary, published_at, address):
    """Render a card from all that it shows, which is therefore never out of date."""
    shown = {"title": title, "summary": summary, "published_at": published_at, "address": address}
    return render_to_string("news/_card.html", {"heading": heading, "image": image, **shown})
