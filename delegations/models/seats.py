from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, PlainTextField
from assembly.core.languages import in_any_language, per_language
from assembly.core.numbers import format_number
from assembly.core.partial_dates import format_partial_date

from ..facts import state_constraints
from .states import OfDelegation, OfDelegationQuerySet

MOST_SEATS = 1000  # of a chamber


def seats_sentence(lead_in, seats):
    """Return a lead-in and the seats as one sentence in the active language.

    Chambers without seats are left out, and rows with a place in the language's sentence come in
    that order. Return "" if there are no seats, or something is not written in the language.
    """
    rows = sorted((row for row in seats if row.number), key=lambda row: row.sentence_place or 0)
    if not lead_in or not rows or not all(row.described_as for row in rows):
        return ""
    listed = get_text_list(
        [f"{format_number(row.number)} {row.described_as}" for row in rows], gettext("and")
    )
    return f"{lead_in} {listed}."


class Composition(OfDelegation):
    """One state of a delegation's seats, with the words of its time."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="compositions",
        verbose_name=_("delegation"),
    )
    lead_in = PlainTextField(
        _("beginning of the sentence"),
        max_length=500,
        blank=True,
        help_text=_(
            "The text before the numbers of seats: “Delegation of … to the Assembly consists of”."
        ),
    )
    note = PlainCharField(
        _("public note"),
        max_length=300,
        blank=True,
        help_text=_("Shown below the seats; if there are none, the reason for it."),
    )

    objects = OfDelegationQuerySet.as_manager()

    class Meta(OfDelegation.Meta):
        verbose_name = _("composition")
        verbose_name_plural = _("compositions")
        ordering = ["delegation", F("since").desc(nulls_last=True), "-pk"]
        constraints = state_constraints("delegation", "composition")

    def __str__(self):
        return f"{self.delegation}, {self.days}"

    @property
    def days(self):
        """Since when it has been so or, if that is not recorded, when a source first stated it."""
        if self.since:
            return gettext("since %s") % format_partial_date(self.since)
        if self.first_known:
            return gettext("first stated on %s") % format_partial_date(self.first_known)
        return gettext("start date not recorded")

    @property
    def sentence(self):
        """The public sentence in the active language, or "" without seats."""
        return seats_sentence(self.lead_in, self.seats.all())

    @property
    def total(self):
        return sum(row.number for row in self.seats.all())

    @property
    def totals(self):
        """The seats by kind, as pairs of a `SeatKind`, or None, and their number."""
        found = {}
        for row in self.seats.all():
            found[row.kind] = found.get(row.kind, 0) + row.number
        return list(found.items())

    @property
    def totals_in_words(self):
        """The number of seats or, if they are of several kinds, of each kind with its name."""
        if len(self.totals) < 2:
            return format_number(self.total)
        return ", ".join(
            f"{kind.name} – {format_number(number)}" if kind else format_number(number)
            for kind, number in self.totals
        )


class SeatsQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, identifier, chamber, kind):
        return self.get(
            composition__delegation__slug=delegation,
            composition__identifier=identifier,
            chamber__slug=chamber,
            kind__slug=kind,
        )


class Seats(models.Model):
    """A chamber's seats of one kind in a composition; without a chamber, the whole delegation's."""

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="seats", verbose_name=_("composition")
    )
    chamber = models.ForeignKey(
        "delegations.Chamber",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("chamber"),
        help_text=_("Leave empty if the source does not divide the seats by chamber."),
    )
    kind = models.ForeignKey(
        "delegations.SeatKind",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("kind of seats"),
        help_text=_("Leave empty if the assembly has only one kind."),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MaxValueValidator(MOST_SEATS)]
    )
    vacant = models.PositiveSmallIntegerField(
        _("vacant"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_SEATS)],
        help_text=_(
            "Only if a source of this composition says so; a seat whose member is not named is "
            "not vacant."
        ),
    )
    described_as = PlainCharField(
        _("described as"),
        max_length=300,
        blank=True,
        help_text=_(
            "The text after the number, in the grammatical case that the sentence requires: "
            "“deputies of the State Duma of the Russian Federation”."
        ),
    )
    sentence_place = models.PositiveSmallIntegerField(
        _("place in the sentence"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(99)],
        help_text=_(
            "Only where the sentence names the chambers in another order: 1, 2, and so on."
        ),
    )
    note = PlainCharField(
        _("reason"),
        max_length=300,
        blank=True,
        help_text=_("Why there are no seats: “mandates ended with the dissolution of …”."),
    )

    objects = SeatsQuerySet.as_manager()

    # What versions never leave out: without it, the seats would be the whole delegation's.
    telling_references = ("chamber", "kind")

    class Meta:
        verbose_name = _("seats of a chamber")
        verbose_name_plural = _("seats")
        ordering = ["composition", "chamber__order", "chamber__slug", "kind__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                "composition",
                Coalesce("chamber", Value(0)),
                Coalesce("kind", Value(0)),
                name="one_row_per_chamber_and_kind",
                violation_error_message=_(
                    "This chamber already has seats of this kind in this composition."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__lte=MOST_SEATS), name="seats_are_at_most_1000"
            ),
            models.CheckConstraint(
                condition=Q(vacant=None) | Q(vacant__lte=F("number")),
                name="no_more_vacant_than_seats",
                violation_error_message=_("There cannot be more vacant seats than seats."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {in_any_language(self, 'described_as')}".strip()

    @property
    def root(self):
        return self.composition.delegation

    @property
    def place(self):
        """What puts the rows of a composition in order."""
        chamber = (self.chamber.order, self.chamber.slug) if self.chamber_id else (-1, "")
        return *chamber, self.kind.order if self.kind_id else -1

    def natural_key(self):
        chamber = self.chamber.slug if self.chamber_id else None
        kind = self.kind.slug if self.kind_id else None
        return (*self.composition.natural_key(), chamber, kind)

    natural_key.dependencies = [
        "delegations.composition",
        "delegations.chamber",
        "delegations.seatkind",
    ]

    def proposal(self):
        """Return the initial values of a form for the next composition."""
        columns = [*per_language("described_as"), *per_language("sentence_place")]
        texts = {column: getattr(self, column) for column in columns}
        return {"chamber": self.chamber_id, "kind": self.kind_id, "number": self.number, **texts}

    def clean(self):
        super().clean()
        if self.vacant is not None and self.number is not None and self.vacant > self.number:
            raise ValidationError({"vacant": _("There cannot be more vacant seats than seats.")})
        # While a composition is being added, it exists but has no key yet.
        if not self.chamber_id or not (self.composition_id or Seats.composition.is_cached(self)):
            return
        if self.chamber.delegation_id != self.composition.delegation_id:
            raise ValidationError({"chamber": _("This chamber belongs to another delegation.")})
