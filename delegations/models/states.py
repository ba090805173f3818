"""The states of parliaments and chambers besides their seats: names, websites, participation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from assembly.core.fields import PlainCharField, WebAddressField
from assembly.core.languages import in_any_language, per_language, text_required

from ..facts import Fact, state_constraints


class OfDelegationQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, identifier):
        return self.get(delegation__slug=delegation, identifier=identifier)


class OfChamberQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, chamber, identifier):
        of_chamber = {"chamber__delegation__slug": delegation, "chamber__slug": chamber}
        return self.get(**of_chamber, identifier=identifier)


class OfDelegation(Fact):
    """A state of a delegation or its parliament."""

    class Meta(Fact.Meta):
        abstract = True

    @property
    def root(self):
        return self.delegation

    def natural_key(self):
        return (*self.delegation.natural_key(), self.identifier)

    natural_key.dependencies = ["delegations.delegation"]


class OfChamber(Fact):
    """A state of a chamber."""

    body = "chamber"

    class Meta(Fact.Meta):
        abstract = True

    @property
    def root(self):
        return self.chamber.delegation

    def natural_key(self):
        return (*self.chamber.natural_key(), self.identifier)

    natural_key.dependencies = ["delegations.chamber"]


class ParliamentName(OfDelegation):
    """A name of a delegation's parliament."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="parliament_names",
        verbose_name=_("delegation"),
    )
    parliament = PlainCharField(
        _("parliament"), max_length=200, help_text=_("The full official name.")
    )

    objects = OfDelegationQuerySet.as_manager()

    class Meta(OfDelegation.Meta):
        verbose_name = _("name of the parliament")
        verbose_name_plural = _("names of the parliament")
        ordering = ["delegation", "pk"]
        constraints = [
            *state_constraints("delegation", "parliament_name"),
            text_required("parliament", "parliament_name_is_written"),
        ]

    def __str__(self):
        return in_any_language(self, "parliament")


class ChamberName(OfChamber):
    """A name of a chamber."""

    chamber = models.ForeignKey(
        "delegations.Chamber", models.PROTECT, related_name="names", verbose_name=_("chamber")
    )
    name = PlainCharField(_("name"), max_length=200)
    name_of = PlainCharField(
        _("name after “of”"),
        max_length=300,
        help_text=_(
            "The form used in “Website of …”: with the article in English, in the "
            "genitive in Russian."
        ),
    )

    objects = OfChamberQuerySet.as_manager()

    class Meta(OfChamber.Meta):
        verbose_name = _("name of a chamber")
        verbose_name_plural = _("names of a chamber")
        ordering = ["chamber", "pk"]
        constraints = [
            *state_constraints("chamber", "chamber_name"),
            text_required("name", "chamber_name_is_written"),
        ]

    def __str__(self):
        return in_any_language(self, "name")


class Website(OfChamber):
    """The address of a chamber's website; empty where a source leaves it out."""

    chamber = models.ForeignKey(
        "delegations.Chamber", models.PROTECT, related_name="websites", verbose_name=_("chamber")
    )
    address = WebAddressField(
        _("web address"),
        blank=True,
        help_text=_("Leave empty if the source says that there is none, or no longer lists it."),
    )

    objects = OfChamberQuerySet.as_manager()

    class Meta(OfChamber.Meta):
        verbose_name = _("website")
        verbose_name_plural = _("websites")
        ordering = ["chamber", "pk"]
        constraints = [
            *state_constraints("chamber", "website"),
            *[
                WebAddressField.constraint(column, f"website_{column}_is_on_the_web")
                for column in per_language("address")
            ],
        ]

    def __str__(self):
        return in_any_language(self, "address") or "–"


class Participation(OfDelegation):
    """How a delegation takes part in the assembly."""

    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        related_name="participations",
        verbose_name=_("delegation"),
    )
    kind = models.ForeignKey(
        "delegations.ParticipationKind",
        models.PROTECT,
        related_name="participations",
        verbose_name=_("participation"),
    )
    note = PlainCharField(_("note on participation"), max_length=300, blank=True)

    objects = OfDelegationQuerySet.as_manager()

    class Meta(OfDelegation.Meta):
        verbose_name = _("participation")
        verbose_name_plural = _("participation")
        ordering = ["delegation", "pk"]
        constraints = state_constraints("delegation", "participation")

    def __str__(self):
        return str(self.kind)
