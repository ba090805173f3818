"""What the admin's mixins tell each other while they handle one request."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model

from assembly.newsroom.working_copies import Work


@dataclass
class EditingState:
    """What one request to the admin is about, and what it has done so far."""

    # The record that a form edits; None where the record is new, and on other pages.
    work: Work | None = None
    # What the form has saved; None before, and where nothing could be saved.
    saved: Model | None = None
    # The name of all that a deletion or a bulk action has changed, by which it can be undone.
    batch: UUID | None = None

    @classmethod
    def of(cls, request):
        """Return the state of a request, which begins empty."""
        if not hasattr(request, "editing_state"):
            request.editing_state = cls()
        return request.editing_state
