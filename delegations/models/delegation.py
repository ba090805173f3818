from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.fields import PlainCharField, PlainTextField, WebAddressField, slug_constraint
from assembly.core.languages import in_any_language, per_language, text_required
from assembly.core.partial_dates import PartialDateField, iso_parts
from assembly.publishing.publication import Publication, PublicationQuerySet

from .. import history_loading, loading
from .appointments import Role, officers
from .former import FormerChamber, Participation


class DelegationQuerySet(PublicationQuerySet):
    _day = None  # of the facts to load
    _whole_history = False

    def with_facts(self, day=None):
        """Load the public facts of each delegation as of a day, by default today.

        The number of queries does not depend on the number of delegations.
        """
        found = self._chain()
        found._day = day or clock.today()
        return found

    def with_history(self):
        """Load all past and present states of each delegation, in a fixed number of queries."""
        found = self._chain()
        found._whole_history = True
        return found

    def _clone(self):
        found = super()._clone()
        found._day, found._whole_history = self._day, self._whole_history
        return found

    def _fetch_all(self):
        fetched = self._result_cache is not None
        super()._fetch_all()
        if self._day and not fetched:
            loading.load_facts(self._result_cache, self._day)
        if self._whole_history and not fetched:
            history_loading.load_history(self._result_cache)


class Delegation(Publication):
    """The delegation of a state's parliament to the assembly."""

    text_fields = ("title", "parliament", "lead_in")
    parts = {
        "delegations.Chamber": "delegation",
        "delegations.FormerChamber": "chamber__delegation",
        "delegations.FormerParliament": "delegation",
        "delegations.FormerParticipation": "delegation",
        "delegations.Composition": "delegation",
        "delegations.Seats": "composition__delegation",
        "delegations.Appointment": "delegation",
    }

    country = models.CharField(
        _("country code"),
        max_length=2,
        unique=True,
        validators=[
            RegexValidator(r"^[A-Z]{2}\Z", _("Enter two capital Latin letters, for example BY."))
        ],
        help_text=_("Two-letter ISO 3166-1 code, for example BY."),
    )
    parliament = PlainCharField(
        _("parliament"), max_length=200, blank=True, help_text=_("The full official name.")
    )
    lead_in = PlainTextField(
        _("beginning of the sentence"),
        max_length=500,
        blank=True,
        help_text=_(
            "The text before the numbers of seats: “Delegation of … to the CSTO PA consists of”."
        ),
    )
    participation = models.CharField(
        _("participation"),
        max_length=10,
        choices=Participation,
        default=Participation.MEMBER,
    )
    participation_since = PartialDateField(
        _("participates since"),
        help_text=_("A day, a month or a year. Leave empty if not recorded."),
    )
    participation_note = PlainCharField(_("note on participation"), max_length=300, blank=True)
    also_known_as = PlainTextField(
        _("also known as"),
        max_length=1000,
        blank=True,
        help_text=_("Other names that readers may search for, in any language, one per line."),
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        validators=[MaxValueValidator(999)],
        help_text=_("In lists, the lowest number comes first."),
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
            models.CheckConstraint(
                condition=Q(country__regex=r"^[A-Z]{2}\Z"), name="delegation_country_is_a_code"
            ),
        ]

    def get_absolute_url(self):
        return reverse("delegations:detail", args=[self.slug])

    # What `with_facts` loads: the former states that had not ended by the day, if any; the
    # composition in force; the appointments held, by rank; whether there ever was a representative.
    parliament_then = participation_then = composition = None
    appointments_in_force = ()
    ever_represented = False

    @property
    def named(self):
        """The object with the day's `parliament` and `lead_in`: this one or a former name."""
        return self.parliament_then or self

    @property
    def taking_part(self):
        """The object with the day's `participation`: this one or a former state."""
        return self.participation_then or self

    @property
    def officers(self):
        """An `Officer` for each person who holds an office in the delegation."""
        return officers(self.appointments_in_force)

    @property
    def representative(self):
        """The appointment of the plenipotentiary representative, or None if none is recorded."""
        appointments = self.appointments_in_force
        return next((one for one in appointments if one.role == Role.PLENIPOTENTIARY), None)


class ChamberQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, slug):
        return self.get(delegation__slug=delegation, slug=slug)

    def named_on(self, day):
        """Load each chamber with its name as of a day."""
        formers = FormerChamber.objects.filter(chamber=OuterRef("pk"))
        then = loading.former_then("former_names", formers, iso_parts(day))
        return self.annotate(name_then=then).select_related("name_then")


class ChamberKind(models.TextChoices):
    LOWER = "lower", _("lower")
    UPPER = "upper", _("upper")
    SINGLE = "single", _("single")


class Chamber(models.Model):
    """A chamber of a delegation's parliament; a parliament of one chamber has one too."""

    delegation = models.ForeignKey(
        Delegation, models.PROTECT, related_name="chambers", verbose_name=_("delegation")
    )
    slug = models.SlugField(
        _("identifier"), help_text=_("Latin letters, digits and hyphens; used in content files.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ChamberKind)
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        validators=[MaxValueValidator(999)],
        help_text=_("In sentences, the lowest number comes first."),
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
    website = WebAddressField(_("website"), blank=True)

    name_then = None  # the former name that had not ended by the day of `with_facts`, if any

    objects = ChamberQuerySet.as_manager()

    class Meta:
        verbose_name = _("chamber")
        verbose_name_plural = _("chambers")
        ordering = ["delegation", "order", "slug"]
        constraints = [
            models.UniqueConstraint(
                fields=["delegation", "slug"],
                name="chamber_identifier_is_unique",
                violation_error_message=_(
                    "This delegation already has a chamber with this identifier."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ChamberKind.values), name="chamber_kind_is_known"
            ),
            slug_constraint("chamber_has_an_identifier"),
            text_required("name", "chamber_has_a_name"),
            *[
                WebAddressField.constraint(column, f"chamber_{column}_is_on_the_web")
                for column in per_language("website")
            ],
        ]

    def __str__(self):
        return f"{in_any_language(self, 'name')} ({self.delegation})"

    @property
    def root(self):
        return self.delegation

    @property
    def named(self):
        """The object with the name of the day of `with_facts`: this one or a former name."""
        return self.name_then or self

    def natural_key(self):
        return (*self.delegation.natural_key(), self.slug)

    natural_key.dependencies = ["delegations.delegation"]
