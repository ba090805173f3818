"""Former names of parliaments and chambers, and former kinds of participation."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, PlainTextField
from assembly.core.languages import in_any_language
from assembly.core.partial_dates import (
    PartialDateField,
    ends_after_beginning,
    may_end_after,
    not_ended_by_iso,
)

from ..facts import Fact


class Participation(models.TextChoices):
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner")
    NONE = "none", _("not participating")


class FormerQuerySet(models.QuerySet):
    def on_iso(self, day, month, year):
        """Return the states that had not ended by a day; the first of each body was in force.

        The day, its month and its year are in ISO format, or expressions for that.
        """
        return self.filter(not_ended_by_iso("until", day, month, year)).order_by("until")


class OfDelegationQuerySet(FormerQuerySet):
    def get_by_natural_key(self, delegation, until):
        return self.get(delegation__slug=delegation, until=until)


class OfChamberQuerySet(FormerQuerySet):
    def get_by_natural_key(self, delegation, chamber, until):
        return self.get(chamber__delegation__slug=delegation, chamber__slug=chamber, until=until)


def one_end(body):
    """Return the constraint that no two former states of a body ended on the same day."""
    return models.UniqueConstraint(
        fields=[body, "until"],
        name=f"%(class)s_one_per_{body}_and_end",
        violation_error_message=_("Another entry already ends on that date."),
    )


class Former(Fact):
    """A former state; the present one is on the delegation or chamber itself."""

    until = PartialDateField(
        _("until"),
        null=False,
        blank=False,
        help_text=_(
            "The first day on which this was no longer the case, or just its month or year."
        ),
    )

    class Meta(Fact.Meta):
        abstract = True
        ordering = ["-until"]
        constraints = [
            *Fact.Meta.constraints,
            models.CheckConstraint(
                condition=ends_after_beginning("since", "until"),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("The end date must be after the start date."),
            ),
        ]

    def clean(self):
        super().clean()
        if not may_end_after(self.since, self.until):
            raise ValidationError({"until": _("The end date must be after the start date.")})


class FormerParliament(Former):
    """A former name of a parliament, with the beginning of the sentence at that time."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="former_parliaments",
        verbose_name=_("delegation"),
    )
    parliament = PlainCharField(_("parliament"), max_length=200)
    lead_in = PlainTextField(_("beginning of the sentence"), max_length=500)

    objects = OfDelegationQuerySet.as_manager()

    class Meta(Former.Meta):
        verbose_name = _("former name of the parliament")
        verbose_name_plural = _("former names of the parliament")
        constraints = [*Former.Meta.constraints, one_end("delegation")]

    def __str__(self):
        return in_any_language(self, "parliament")

    @property
    def root(self):
        return self.delegation

    def natural_key(self):
        return (*self.delegation.natural_key(), self.until)

    natural_key.dependencies = ["delegations.delegation"]


class FormerParticipation(Former):
    """A former kind of participation."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="former_participations",
        verbose_name=_("delegation"),
    )
    participation = models.CharField(_("participation"), max_length=10, choices=Participation)
    participation_note = PlainCharField(_("note on participation"), max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta(Former.Meta):
        verbose_name = _("former participation")
        verbose_name_plural = _("former participation")
        constraints = [
            *Former.Meta.constraints,
            one_end("delegation"),
            models.CheckConstraint(
                condition=Q(participation__in=Participation.values),
                name="former_participation_is_known",
            ),
        ]

    def __str__(self):
        return self.get_participation_display()

    @property
    def participation_since(self):
        return self.since

    @property
    def root(self):
        return self.delegation

    def natural_key(self):
        return (*self.delegation.natural_key(), self.until)

    natural_key.dependencies = ["delegations.delegation"]


class FormerChamber(Former):
    """A former name of a chamber."""

    chamber = models.ForeignKey(
        "delegations.Chamber",
        models.PROTECT,
        related_name="former_names",
        verbose_name=_("chamber"),
    )
    name = PlainCharField(_("name"), max_length=200)
    name_of = PlainCharField(_("name after “of”"), max_length=300)

    objects = OfChamberQuerySet.as_manager()

    class Meta(Former.Meta):
        verbose_name = _("former name of a chamber")
        verbose_name_plural = _("former names of chambers")
        constraints = [*Former.Meta.constraints, one_end("chamber")]

    def __str__(self):
        return in_any_language(self, "name")

    @property
    def root(self):
        return self.chamber.delegation

    def natural_key(self):
        return (*self.chamber.natural_key(), self.until)

    natural_key.dependencies = ["delegations.chamber"]
