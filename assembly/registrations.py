"""What the rooms register with those below them."""

from assembly.media.models import SCHEDULED_USES
from assembly.newsroom.image_uses import scheduled_with

SCHEDULED_USES.register(scheduled_with)
