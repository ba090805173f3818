from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.fields import PlainTextField, slug_constraint
from assembly.core.partial_dates import first_day, is_partial_date
from assembly.publishing.publication import Publication, PublicationQuerySet

from .. import loading
from ..timeline import in_order, on_day


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
            loading.load_history(self._result_cache)


class Delegation(Publication):
    """A delegation to the assembly: of a parliament, or of an organisation."""

    parts = {
        "delegations.Chamber": "delegation",
        "delegations.ChamberName": "chamber__delegation",
        "delegations.Website": "chamber__delegation",
        "delegations.ParliamentName": "delegation",
        "delegations.Participation": "delegation",
        "delegations.Composition": "delegation",
        "delegations.Seats": "composition__delegation",
        "delegations.Appointment": "delegation",
    }

    country = models.CharField(
        _("country code"),
        max_length=2,
        blank=True,
        validators=[
            RegexValidator(r"^[A-Z]{2}\Z", _("Enter two capital Latin letters, for example BY."))
        ],
        help_text=_(
            "Two-letter ISO 3166-1 code, for example BY. Leave empty if it is no country's."
        ),
    )
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
                condition=Q(country="") | Q(country__regex=r"^[A-Z]{2}\Z"),
                name="delegation_country_is_a_code",
            ),
        ]

    def get_absolute_url(self):
        return reverse("delegations:detail", args=[self.slug])

    # What `with_facts` loads; see `DayFacts`.
    on_day = None

    @property
    def parliament(self):
        """The parliament's name on the day of `with_facts` in the active language.

        Two names if it may have had either, and "" if none is recorded.
        """
        return names_of(self.on_day.parliament.states, "parliament") if self.on_day else ""

    @property
    def composition(self):
        """The composition on the day of `with_facts` as far as is known, or None."""
        return self.on_day.composition.state if self.on_day else None


class ChamberQuerySet(models.QuerySet):
    def get_by_natural_key(self, delegation, slug):
        return self.get(delegation__slug=delegation, slug=slug)


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
    # What `with_facts` loads: the `Answer`s of a day.
    name_then = website_then = None

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
        ]

    def __str__(self):
        return f"{self.latest_name or self.slug} ({self.delegation})"

    @property
    def root(self):
        return self.delegation

    @property
    def latest_name(self):
        """The name of its latest state in the active language or another; "" without any.

        A row of a version, which is not stored, has none.
        """
        states = in_order(self.names.all()) if self.pk else []
        return str(states[-1]) if states else ""

    @property
    def name(self):
        """The name on the day of `with_facts` in the active language; see `parliament`."""
        return names_of(self.name_then.states, "name") if self.name_then else ""

    @property
    def name_of(self):
        """The same as it stands after "of"."""
        return names_of(self.name_then.states, "name_of") if self.name_then else ""

    def names_near(self, day):
        """Return the states of its name on a partial date or, if none is known, the nearest.

        `day` may be "" or None.
        """
        names = in_order(self.names.all())
        then = on_day(names, first_day(day)).states if is_partial_date(day) else ()
        known = [one for one in names if day and one.first_known <= day]
        return then or known[-1:] or names[:1]

    def natural_key(self):
        return (*self.delegation.natural_key(), self.slug)

    natural_key.dependencies = ["delegations.delegation"]


def names_of(states, field):
    """Return what a field of some states says, in the active language: "… or …" if they differ."""
    names = list(dict.fromkeys(getattr(state, field) for state in states))
    return get_text_list(names, gettext("or")) if all(names) else ""
