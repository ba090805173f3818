"""What the rooms register with those below them."""

from assembly.core.indexes import INDEXES
from assembly.media.models import SCHEDULED_USES
from assembly.newsroom.image_uses import scheduled_with
from assembly.newsroom.scheduling import next_due_moment
from assembly.publishing.content_version import MOMENTS
from assembly.search.index import refresh_index

INDEXES.register(refresh_index)
MOMENTS.register(next_due_moment)
SCHEDULED_USES.register(scheduled_with)
