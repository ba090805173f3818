"""References from other apps to people and delegations, which those apps register here.

Pages of people and delegations show them. A person with a public reference has a public page, and
nobody with a reference can be deleted.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from django.db.models import Q

from assembly.core.registry import Registry

REFERENCES = Registry()


@dataclass(frozen=True)
class ReferenceBlock:
    """What the page of a person or delegation shows of its references."""

    template: str
    context: dict  # available in the template as `block.context`
    is_public: bool  # whether some of it is public in any language


class Reference(ABC):
    """The records of an app that refer to people and delegations."""

    def refresh(self):  # noqa: B027 (most have nothing to do)
        """Bring up to date what a kept `public_condition` reads."""

    @abstractmethod
    def public_condition(self, model, at=None):
        """Return the condition that something public then, by default now, refers to a row.

        `model` is Person or Delegation, whose queryset the condition filters.
        """

    @abstractmethod
    def records(self, record):
        """Return a queryset of all that refer to a person or delegation, public or not."""

    @abstractmethod
    def block(self, record):
        """Return the `ReferenceBlock` of a person or delegation."""


def publicly_referred_to(model, at=None):
    """Return the condition that something public then in another app refers to a row."""
    conditions = [reference.public_condition(model, at) for reference in REFERENCES]
    return Q(*conditions, _connector=Q.OR) if conditions else Q(pk__in=[])


def refresh_references():
    """Bring up to date what a kept condition of `publicly_referred_to` reads."""
    for reference in REFERENCES:
        reference.refresh()


def referring_records(record):
    """Return all records of other apps that refer to a person or delegation."""
    return [other for reference in REFERENCES for other in reference.records(record)]


def is_referred_to(record):
    """Return whether a record of another app refers to a person or delegation."""
    return any(reference.records(record).exists() for reference in REFERENCES)


def reference_blocks(record):
    return [reference.block(record) for reference in REFERENCES]
