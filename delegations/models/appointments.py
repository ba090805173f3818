from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.core import clock
from assembly.core.fields import PlainCharField
from assembly.core.languages import LANGUAGES, in_any_language, text_required
from assembly.core.partial_dates import (
    PartialDateField,
    begun_by_iso,
    ends_after_beginning,
    iso_parts,
    may_end_after,
    not_ended_by_iso,
    surely_ends_after,
)

from ..facts import Fact
from .people import Person


class Role(models.TextChoices):
    """What a person does for a delegation or the assembly, highest rank first."""

    EXECUTIVE_SECRETARY = "executive_secretary", _("executive secretary")
    PLENIPOTENTIARY = "plenipotentiary_representative", _("plenipotentiary representative")
    DEPUTY_SECRETARY = "deputy_executive_secretary", _("deputy executive secretary")
    HEAD = "head", _("head of the delegation")
    COUNCIL_MEMBER = "council_member", _("member of the council")
    MEMBER = "member", _("member of the delegation")


# Posts that only one person holds at a time, per delegation or in the assembly.
SINGLE = [Role.EXECUTIVE_SECRETARY, Role.PLENIPOTENTIARY, Role.HEAD]
SECRETARIAT = [Role.EXECUTIVE_SECRETARY, Role.DEPUTY_SECRETARY]


class TitleLink(models.TextChoices):
    """How a title is joined to the preceding title of the same person."""

    COMMA = "comma", _("a comma")
    DASH = "dash", _("a dash")

    @property
    def text(self):
        return {
            TitleLink.COMMA: ", ",
            TitleLink.DASH: pgettext_lazy("between two titles of one person", " - "),
        }[self]


class AppointmentQuerySet(models.QuerySet):
    def get_by_natural_key(self, person, role, delegation, since):
        return self.get(person__slug=person, role=role, delegation__slug=delegation, since=since)

    def on(self, day=None):
        """Return the appointments held on a day; today by default."""
        return self.on_iso(*iso_parts(day or clock.today()))

    def on_iso(self, day, month, year):
        """Do the same with a day, its month and its year in ISO format, or expressions for them."""
        return self.filter(begun_by_iso("since", day), not_ended_by_iso("until", day, month, year))

    def public(self, at=None):
        """Return those in the assembly itself, and in delegations live then in any language."""
        delegations = self.model._meta.get_field("delegation").related_model.objects
        live = delegations.live_in(LANGUAGES, at)
        return self.filter(Q(delegation=None) | Q(delegation__in=live))

    def by_rank(self):
        """Order by rank of role, then by name."""
        ranks = [When(role=role, then=rank) for rank, role in enumerate(Role)]
        return self.order_by(Case(*ranks), "person__sort_name")


class Appointment(Fact):
    """An office that a person holds in a delegation or, without one, in the assembly itself."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="appointments", verbose_name=_("person")
    )
    delegation = models.ForeignKey(
        "delegations.Delegation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("delegation"),
        help_text=_("Leave empty for an office in the assembly itself."),
    )
    chamber = models.ForeignKey(
        "delegations.Chamber",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="appointments",
        verbose_name=_("chamber"),
        help_text=_("The chamber in which the person sits, if known."),
    )
    role = models.CharField(_("role"), max_length=40, choices=Role)
    title = PlainCharField(
        pgettext_lazy("of a person", "title"),
        max_length=300,
        help_text=_("In full, as readers see it before the name."),
    )
    title_link = models.CharField(
        _("separator"),
        max_length=10,
        choices=TitleLink,
        default=TitleLink.COMMA,
        help_text=_("Shown before this title when it follows another title of the same person."),
    )
    until = PartialDateField(
        _("until"),
        help_text=_(
            "The first day on which the office was no longer held, or just its month or year. "
            "Leave empty if it is still held."
        ),
    )

    objects = AppointmentQuerySet.as_manager()

    edited_together = ()  # the primary keys of the rows in the same form

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = [F("since").desc(nulls_last=True), "person", "role"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                # A missing delegation or day counts as a value here.
                "person",
                "role",
                Coalesce("delegation", Value(0)),
                Coalesce("since", Value("")),
                name="one_appointment_per_person_role_and_day",
                violation_error_message=_("This person already has this role from that date."),
            ),
            models.CheckConstraint(
                condition=ends_after_beginning("since", "until"),
                name="appointment_ends_after_it_begins",
                violation_error_message=_("The end date must be after the start date."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="appointment_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(title_link__in=TitleLink.values), name="appointment_title_link_is_known"
            ),
            text_required("title", "appointment_has_a_title"),
        ]

    def __str__(self):
        return f"{self.person}: {in_any_language(self, 'title')}"

    @property
    def root(self):
        """The delegation, or the person for an office of the assembly itself."""
        return self.delegation or self.person

    def natural_key(self):
        delegation = self.delegation.slug if self.delegation else None
        return (*self.person.natural_key(), self.role, delegation, self.since)

    natural_key.dependencies = ["delegations.person", "delegations.delegation"]

    def clean(self):
        super().clean()
        if not may_end_after(self.since, self.until):
            raise ValidationError({"until": _("The end date must be after the start date.")})
        if self.chamber and self.chamber.delegation_id != self.delegation_id:
            raise ValidationError({"chamber": _("This chamber belongs to another delegation.")})
        for other in self.others_of_the_post():
            if self.surely_overlaps(other):
                raise ValidationError({"since": self.taken_by(other)})

    def others_of_the_post(self):
        """Return the other appointments to a post with a single holder; none for other posts.

        Rows of the same form are left out: the form compares them as typed.
        """
        new = self.delegation is not None and self.delegation.pk is None
        if self.role not in SINGLE or new:
            return []
        post = Appointment.objects.filter(role=self.role, delegation=self.delegation_id)
        return post.exclude(pk__in=[self.pk, *self.edited_together]).select_related("person")

    def taken_by(self, other):
        text = _(
            "%(person)s holds this office during that time. Enter an end date for that "
            "appointment first."
        )
        return text % {"person": other.person}

    def surely_overlaps(self, other):
        return surely_ends_after(self.since, other.until) and surely_ends_after(
            other.since, self.until
        )

    @property
    def is_shown(self):
        """Whether readers see it in the active language; its delegation may be hidden there."""
        return self.delegation is None or self.delegation.shown

    def details(self):
        """Return the values by column, without key and person."""
        names = [field.attname for field in self._meta.concrete_fields]
        return {name: getattr(self, name) for name in names if name not in {"id", "person_id"}}

    def held(self, day):
        """Return whether the appointment may have been held on a day, as `on` does."""
        return may_end_after(day.isoformat(), self.until) and (
            not self.since or self.since <= day.isoformat()
        )


@dataclass(frozen=True)
class Officer:
    """A person with the titles that the public reads before the name."""

    person: Person
    title: str
    facts: tuple  # the appointments behind the titles


def officers(appointments):
    """Return an `Officer` for each person with one of these appointments, in order.

    Each appointment's person needs `of_the_assembly`, their offices in the assembly itself, whose
    titles follow the delegation's: "Plenipotentiary Representative of …, deputy Executive
    Secretary of …".
    """
    held = {}
    for appointment in appointments:
        held.setdefault(appointment.person, []).append(appointment)
    return [
        Officer(person, _titles([*own, *person.of_the_assembly]), tuple(own))
        for person, own in held.items()
    ]


def _titles(appointments):
    """Return the titles written in the active language, joined, without duplicates."""
    text = ""
    for one in {one.title: one for one in appointments if one.title}.values():
        text += f"{TitleLink(one.title_link).text}{one.title}" if text else one.title
    return text
