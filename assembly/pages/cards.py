"""Share images: the pictures that messengers and social networks show with a link."""

import json
import logging
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from assembly.core.colours import palette
from assembly.core.registry import Registry
from assembly.core.routes import address_of
from assembly.core.sentences import one_full_stop
from assembly.newsroom.snapshots import is_rolled_back

from . import card_drawing
from .public_pages import public_page

logger = logging.getLogger(__name__)

SHARE_IMAGES = Registry()  # address patterns below `/<language>/cards/`

FOR_GOOD = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
CACHE_SECONDS = 24 * 60 * 60  # in seconds

# Titles of pages that show no single record, by the name in the image's address. Each module
# adds its own.
PAGE_NAMES = {}


@dataclass(frozen=True)
class Card:
    """The content of a share image; without a title it is the assembly's own."""

    title: str = ""
    above: str = ""
    below: str = ""
    dots: tuple = ()  # seats as `hemicycle` places them: x, y, radius and the chamber's number

    @property
    def digest(self):
        """A hash of everything that the image shows."""
        return _digest(self, str(settings.ASSEMBLY_NAME))

    @property
    def alt(self):
        """The alternative text."""
        name = str(settings.ASSEMBLY_NAME)
        texts = [text for text in [name, self.above, self.title, self.below] if text]
        return one_full_stop(". ".join(texts))

    def draw(self):
        return card_drawing.draw(str(settings.ASSEMBLY_NAME), self)


@lru_cache(maxsize=1000)
def _digest(card, assembly_name):
    shown = [card_drawing.VERSION, palette(), assembly_name, asdict(card)]
    return sha256(json.dumps(shown).encode()).hexdigest()[:16]


def card_response(request, card, digest):
    """Return the response with the present image, whatever digest was requested.

    Under its own digest the image is cached for ever, under an outdated one for minutes. Previews
    are not cached. Nothing from the address is drawn.
    """
    response = get_conditional_response(request, etag=quote_etag(card.digest))
    if response is None:
        image = card.draw() if is_rolled_back() else _drawn(card)
        response = HttpResponse(image, content_type="image/png")
    response["ETag"] = quote_etag(card.digest)
    response["Cache-Control"] = FOR_GOOD if digest == card.digest else BRIEFLY
    return response


def _drawn(card):
    """Return the image of a card, which is drawn once for all processes that share a cache."""
    try:
        return cache.get_or_set(f"card-{card.digest}", card.draw, CACHE_SECONDS)
    except RedisError as error:
        logger.warning("The shared cache does not answer, so an image is drawn anew: %s", error)
        return card.draw()


def assembly_card():
    """Return the assembly's own card, for the home page and all pages without one."""
    return Card(below=_("Delegations and news"))


def assembly_card_address():
    return address_of("card", assembly_card().digest)


def page_card_fields(name):
    """Return the card of one of `PAGE_NAMES` and its address, as arguments of `PageMetadata`."""
    card = Card(title=str(PAGE_NAMES[name]))
    return {"card": card, "card_address": address_of("page_card", name, card.digest)}


@public_page()
@require_safe
def assembly_card_view(request, digest):
    return card_response(request, assembly_card(), digest)


@public_page()
@require_safe
def page_card(request, name, digest):
    if name not in PAGE_NAMES:
        raise Http404("There is no such page.")
    return card_response(request, page_card_fields(name)["card"], digest)
