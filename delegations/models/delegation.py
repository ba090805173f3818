from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assembly.fields import WebAddressField
from assembly.languages import in_any_language, per_language
from assembly.publication import Publication, PublicationQuerySet

from .people import Appointment, Role, officers
from .seats import Composition


class Participation(models.TextChoices):
    MEMBER = "member", _("member")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner")
    NONE = "none", _("not participating")


class DelegationQuerySet(PublicationQuerySet):
    def with_facts(self, day=None):
        """Load what the public reads of each delegation as it stood on a day; today by default.

        That is seven queries, whatever the number of delegations.
        """
        day = day or timezone.localdate()
        of_the_assembly = Appointment.objects.on(day).filter(delegation=None)
        appointments = Appointment.objects.on(day).by_rank().select_related("person")
        return self.prefetch_related(
            "chambers",
            Prefetch(
                "compositions",
                Composition.objects.on(day).prefetch_related("seats__chamber"),
                to_attr="compositions_in_force",
            ),
            Prefetch(
                "appointments",
                appointments.prefetch_related(
                    Prefetch("person__appointments", of_the_assembly, to_attr="of_the_assembly")
                ),
                to_attr="appointments_in_force",
            ),
        )


class Delegation(Publication):
    """The delegation of a state's parliament to the assembly."""

    text_fields = ("title", "parliament", "lead_in")

    country = models.CharField(
        _("country code"),
        max_length=2,
        unique=True,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", _("Type two capital Latin letters, as in BY."))],
        help_text=_("Two letters by ISO 3166-1, for example BY."),
    )
    parliament = models.CharField(
        _("parliament"), max_length=200, blank=True, help_text=_("The full official name.")
    )
    lead_in = models.TextField(
        _("beginning of the sentence"),
        max_length=500,
        blank=True,
        help_text=_(
            "What stands before the numbers of seats: “Delegation of … to the CSTO PA consists of”."
        ),
    )
    participation = models.CharField(
        _("participation"),
        max_length=10,
        choices=Participation,
        default=Participation.MEMBER,
    )
    participation_since = models.DateField(
        _("participates since"), null=True, blank=True, help_text=_("Empty: not recorded.")
    )
    participation_note = models.CharField(_("note on participation"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Lists show the lowest number first.")
    )

    objects = DelegationQuerySet.as_manager()

    class Meta(Publication.Meta):
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["order", "slug"]
        constraints = [
            *Publication.Meta.constraints,
            models.CheckConstraint(
                condition=Q(participation__in=Participation.values),
                name="delegation_participation_is_known",
            ),
        ]

    def get_absolute_url(self):
        return reverse("delegations:detail", args=[self.slug])

    # These read what with_facts() has loaded for its day.

    @property
    def composition(self):
        """The composition in force, or None where none is recorded."""
        return next(iter(self.compositions_in_force), None)

    @property
    def officers(self):
        """An `Officer` for each person who holds an office in the delegation."""
        return officers(self.appointments_in_force)

    @property
    def has_representative(self):
        """Whether a source names the plenipotentiary representative."""
        return any(one.role == Role.PLENIPOTENTIARY for one in self.appointments_in_force)


class ChamberQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, slug):
        return self.get(delegation__slug=delegation, slug=slug)


class Chamber(models.Model):
    """A chamber of a delegation's parliament; a parliament of one chamber has one too."""

    class Kind(models.TextChoices):
        LOWER = "lower", _("lower")
        UPPER = "upper", _("upper")
        SINGLE = "single", _("single")

    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="chambers", verbose_name=_("delegation")
    )
    slug = models.SlugField(
        _("short name"), help_text=_("Latin letters, digits and hyphens; content files use it.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(
        _("order"), default=0, help_text=_("Sentences name the lowest number first.")
    )
    name = models.CharField(_("name"), max_length=200)
    name_of = models.CharField(
        _("name after “of”"),
        max_length=300,
        help_text=_("As it stands in “Website of …”: with its article, or in the genitive."),
    )
    website = WebAddressField(_("website"), blank=True)

    objects = ChamberQuerySet.as_manager()

    class Meta:
        verbose_name = _("chamber")
        verbose_name_plural = _("chambers")
        ordering = ["delegation", "order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "slug"],
                name="chamber_short_name_is_unique",
                violation_error_message=_(
                    "Another chamber of this delegation has that short name."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["lower", "upper", "single"]), name="chamber_kind_is_known"
            ),
            *[
                WebAddressField.constraint(column, f"chamber_{column}_is_on_the_web")
                for column in per_language("website")
            ],
        ]

    def __str__(self):
        return in_any_language(self, "name")

    def natural_key(self):
        return (*self.delegation.natural_key(), self.slug)

    natural_key.dependencies = ["delegations.delegation"]
