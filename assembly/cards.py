"""Images with which links to pages are shared, drawn by the site itself."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from . import drawing

FOR_GOOD = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"
KEPT = 24 * 60 * 60  # seconds for which a drawn image stays in the cache


@dataclass(frozen=True)
class Card:
    """What an image shows beside the assembly's name; without a title, it is the assembly's own."""

    title: str = ""
    above: str = ""
    below: str = ""
    dots: tuple = ()  # seats: x, y, radius and the chamber's number, as `hemicycle` places them

    @property
    def digest(self):
        """A name of all that the image shows: another text or drawing has another one."""
        shown = [drawing.VERSION, str(settings.ASSEMBLY_NAME), asdict(self)]
        return sha256(json.dumps(shown).encode()).hexdigest()[:16]

    @property
    def alt(self):
        """What the image shows, in words."""
        name = str(settings.ASSEMBLY_NAME)
        return ". ".join(text for text in [name, self.above, self.title, self.below] if text)

    def draw(self):
        return drawing.draw(str(settings.ASSEMBLY_NAME), self)


def answer(request, card, digest):
    """Answer with the image of what is public now, whichever digest was asked for.

    By its own digest it is kept for good; by another, which a page had before, only for minutes.
    Nothing in the address is drawn, and what is the same is drawn once.
    """
    response = get_conditional_response(request, etag=quote_etag(card.digest))
    if response is None:
        image = cache.get_or_set(f"card-{card.digest}", card.draw, KEPT)
        response = HttpResponse(image, content_type="image/png")
    response["ETag"] = quote_etag(card.digest)
    response["Cache-Control"] = FOR_GOOD if digest == card.digest else BRIEFLY
    return response


def own():
    """Return the assembly's own card: of the home page, and of all that have no other."""
    return Card(below=_("Delegations and news"))


def own_address():
    return reverse("card", args=[own().digest])


@require_safe
def own_card(request, digest):
    return answer(request, own(), digest)
