from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.fields import PlainCharField
from assembly.core.languages import in_any_language, per_language, text_required
from assembly.core.numbers import format_number
from assembly.core.partial_dates import begun_by_iso, format_partial_date

from ..facts import Fact


def seats_sentence(delegation, seats):
    """Return a delegation's lead-in and seats as one sentence in the active language.

    Return "" if there are no seats, or some are not described in the language.
    """
    seats = list(seats)
    if not seats or not all(row.described_as for row in seats):
        return ""
    listed = get_text_list(
        [f"{format_number(row.number)} {row.described_as}" for row in seats], gettext("and")
    )
    return f"{delegation.named.lead_in} {listed}."


class CompositionQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, since):
        return self.get(delegation__slug=delegation, since=since)

    def on(self, day=None):
        """Return each delegation's composition in force on a day, by default today."""
        return self.on_iso((day or clock.today()).isoformat())

    def on_iso(self, day):
        """Do the same with a day in ISO format, or with an expression for it."""
        latest = self.filter(delegation=OuterRef("delegation")).begun_by_iso(day)
        return self.filter(pk=Subquery(latest.values("pk")[:1]))

    def begun_by_iso(self, day):
        """Return those that had begun by a day in ISO format, the latest first."""
        return self.filter(begun_by_iso("since", day)).order_by(F("since").desc(nulls_last=True))


class Composition(Fact):
    """One state of a delegation's seats, until the next begins."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="compositions",
        verbose_name=_("delegation"),
    )

    objects = CompositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("composition")
        verbose_name_plural = _("compositions")
        ordering = ["delegation", F("since").desc(nulls_last=True)]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["delegation", "since"],
                name="one_composition_per_day",
                violation_error_message=_("This delegation already has seats from that date."),
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(since=None),
                name="one_composition_without_a_day",
                violation_error_message=_(
                    "This delegation already has seats without a start date. Enter a start date "
                    "here."
                ),
            ),
        ]

    def __str__(self):
        since = format_partial_date(self.since) or gettext("start date not recorded")
        return f"{self.delegation}, {since}"

    @property
    def root(self):
        return self.delegation

    def natural_key(self):
        return (*self.delegation.natural_key(), self.since)

    natural_key.dependencies = ["delegations.delegation"]

    def clean(self):
        super().clean()
        twins = Composition.objects.filter(delegation=self.delegation_id, since=self.since)
        if self.delegation_id and twins.exclude(pk=self.pk).exists():
            raise ValidationError({"since": _("This delegation already has seats from that date.")})

    @property
    def sentence(self):
        """The public sentence in the active language, or "" without seats."""
        return seats_sentence(self.delegation, self.seats.all())

    @property
    def total(self):
        return sum(row.number for row in self.seats.all())


class SeatsQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, since, chamber):
        return self.get(
            composition__delegation__slug=delegation,
            composition__since=since,
            chamber__slug=chamber,
        )


class Seats(models.Model):
    """A chamber's seats in a composition."""

    composition = models.ForeignKey(
        Composition, models.CASCADE, related_name="seats", verbose_name=_("composition")
    )
    chamber = models.ForeignKey(
        "delegations.Chamber", models.PROTECT, related_name="seats", verbose_name=_("chamber")
    )
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    described_as = PlainCharField(
        _("described as"),
        max_length=300,
        help_text=_(
            "The text after the number, in the grammatical case that the sentence requires: "
            "“deputies of the State Duma of the Russian Federation”."
        ),
    )

    objects = SeatsQuerySet.as_manager()

    class Meta:
        verbose_name = _("seats of a chamber")
        verbose_name_plural = _("seats")
        ordering = ["composition", "chamber__order", "chamber__slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["composition", "chamber"],
                name="one_row_per_chamber",
                violation_error_message=_("This chamber already has seats in this composition."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=1000),
                name="seats_are_between_1_and_1000",
            ),
            text_required("described_as", "seats_are_described"),
        ]

    def __str__(self):
        return f"{self.number} {in_any_language(self, 'described_as')}"

    @property
    def root(self):
        return self.composition.delegation

    def natural_key(self):
        return (*self.composition.natural_key(), self.chamber.slug)

    def proposal(self):
        """Return the initial values of a form for the next composition."""
        texts = {column: getattr(self, column) for column in per_language("described_as")}
        return {"chamber": self.chamber_id, "number": self.number, **texts}

    natural_key.dependencies = ["delegations.composition", "delegations.chamber"]

    def clean(self):
        super().clean()
        # While a composition is being added, it exists but has no key yet.
        if not self.chamber_id or not (self.composition_id or Seats.composition.is_cached(self)):
            return
        if self.chamber.delegation_id != self.composition.delegation_id:
            raise ValidationError({"chamber": _("This chamber belongs to another delegation.")})
