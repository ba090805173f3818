"""The state that the admin's mixins share while they handle one request."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model
from django.forms import Form

from assembly.newsroom.submissions import Submission
from assembly.newsroom.working_copies import Work


@dataclass
class EditingState:
    """What a request to the admin edits, and what it has done so far."""

    # The record that a form edits; None if it is new, and on pages without a form.
    work: Work | None = None
    # What the form has saved; None before that, and if nothing could be saved.
    saved: Model | None = None
    # What is noted about the sent form, and the number of messages before it was processed.
    submission: Submission | None = None
    said_before: int = 0
    # Why the form is not saved a second time; empty if it may be.
    refusal: str = ""
    # Whether the page was withdrawn before the rest of its form is saved.
    withdrawn: bool = False
    # The id of everything that a deletion or bulk action has changed, by which it can be undone.
    batch: UUID | None = None
    # The path of the form of a record that was just added.
    form_address: str = ""
    # The form of the workflow step below the record's own; None before it was needed.
    step_form: Form | None = None
    # What was kept from a refused step for this opening of the form; see `refused_steps`.
    returned_step: dict | None = None

    @classmethod
    def of(cls, request):
        """Return the state of a request; it starts empty."""
        if not hasattr(request, "editing_state"):
            request.editing_state = cls()
        return request.editing_state
