"""What other apps say of people and delegations: an app registers here what refers to them.

Their pages show it, a person whom only another app names has a page too, and nobody whom another
app names is deleted.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from django.db.models import Q

from assembly.core.registry import Registry

REFERENCES = Registry()


@dataclass(frozen=True)
class ReferenceBlock:
    """What the page of a person or of a delegation shows of what refers to it."""

    template: str
    context: dict  # the template finds it as `block.context`
    is_public: bool  # whether the public may read some of it, in any language


class Reference(ABC):
    """The records of an app that refer to people and to delegations."""

    @abstractmethod
    def public_condition(self, model):
        """Return the condition that the public may read something about a row, in any language.

        `model` is Person or Delegation, whose queryset the condition filters.
        """

    @abstractmethod
    def records(self, record):
        """Return all records that refer to a person or to a delegation, public or not."""

    @abstractmethod
    def block(self, record):
        """Return the `ReferenceBlock` of a person or of a delegation."""


def publicly_referred_to(model):
    """Return the condition that some app lets the public read something about a row."""
    conditions = [reference.public_condition(model) for reference in REFERENCES]
    return Q(*conditions, _connector=Q.OR) if conditions else Q(pk__in=[])


def referring_records(record):
    """Return all records of other apps that refer to a person or to a delegation."""
    return [other for reference in REFERENCES for other in reference.records(record)]


def reference_blocks(record):
    return [reference.block(record) for reference in REFERENCES]
