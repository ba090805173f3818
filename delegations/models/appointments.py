from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.core import clock
from assembly.core.fields import PlainCharField
from assembly.core.languages import LANGUAGES, in_any_language, per_language, text_required
from assembly.core.partial_dates import (
    begun_by_iso,
    iso_parts,
    not_ended_by_iso,
    surely_ends_after,
)

from ..facts import Fact
from .people import Person
from .terms import Role


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
    def get_by_natural_key(self, identifier):
        return self.get(identifier=identifier)

    def on(self, day=None):
        """Return the appointments that no day rules out on a day; today by default.

        Those of which no source says that they had begun are among them: see `timeline`.
        """
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
        """Order by rank of role, then as the source lists them, then by name."""
        return self.order_by(
            "role__order", "role__slug", F("order").asc(nulls_last=True), "person__sort_name", "pk"
        )


class Appointment(Fact):
    """An office that a person holds in a delegation or, without one, in the assembly itself."""

    body = "person"

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
    role = models.ForeignKey(
        Role, models.PROTECT, related_name="appointments", verbose_name=_("role")
    )
    order = models.PositiveSmallIntegerField(
        _("order"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(9999)],
        help_text=_("The place in the source's list; the lowest number comes first."),
    )
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
    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = [F("since").desc(nulls_last=True), "person", "role"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(fields=["identifier"], name="appointment_identifier_is_unique"),
            *[
                models.CheckConstraint(
                    condition=Q(**{f"{column}__in": TitleLink.values}),
                    name=f"appointment_{column}_is_known",
                )
                for column in per_language("title_link")
            ],
            text_required("title", "appointment_has_a_title"),
        ]

    def __str__(self):
        return f"{self.person}: {in_any_language(self, 'title')}"

    @property
    def root(self):
        """The delegation, or the person for an office of the assembly itself."""
        return self.delegation or self.person

    def natural_key(self):
        return (self.identifier,)

    natural_key.dependencies = ["delegations.person", "delegations.role"]

    def proposed_identifier(self):
        where = [self.delegation.slug] if self.delegation else []
        day = [self.first_known] if self.first_known else []
        return "-".join([self.person.slug, *where, self.role.slug, *day])

    def siblings(self):
        return Appointment._base_manager.exclude(pk=self.pk)

    def clean(self):
        super().clean()
        if self.chamber and self.chamber.delegation_id != self.delegation_id:
            raise ValidationError({"chamber": _("This chamber belongs to another delegation.")})
        check_role(self, self.delegation is not None)
        for other in self.others_of_the_post():
            if self.surely_overlaps(other):
                raise ValidationError({"since": self.taken_by(other)})

    def states_beside(self):
        """Return the other appointments to a post of one holder, or the same ones otherwise."""
        if self.role_id and self.role.one_holder:
            return self.others_of_the_post()
        twins = Appointment.objects.filter(
            person=self.person_id, role=self.role_id, delegation=self.delegation_id
        )
        return twins.exclude(pk__in=[self.pk, *self.edited_together])

    def others_of_the_post(self):
        """Return the other appointments to a post of one holder; none for other posts.

        Rows of the same form are left out: the form compares them as typed.
        """
        new = self.delegation is not None and self.delegation.pk is None
        if not (self.role_id and self.role.one_holder) or new:
            return []
        post = Appointment.objects.filter(role=self.role_id, delegation=self.delegation_id)
        return post.exclude(pk__in=[self.pk, *self.edited_together]).select_related("person")

    def taken_by(self, other):
        text = _(
            "%(person)s holds this office during that time. Enter an end date for that "
            "appointment first."
        )
        return text % {"person": other.person}

    def surely_overlaps(self, other):
        """Return whether documented dates of both say that they held the office together."""
        if not (self.since and other.since):
            return False
        return surely_ends_after(self.since, other.until) and surely_ends_after(
            other.since, self.until
        )

    @property
    def is_shown(self):
        """Whether readers see it in the active language; its delegation may be hidden there."""
        return self.delegation is None or self.delegation.shown

    def details(self):
        """Return the values by column that tell appointments of one person apart."""
        names = [field.attname for field in self._meta.concrete_fields]
        apart = {"id", "person_id", "identifier", "statements", *self.workflow_fields}
        return {name: getattr(self, name) for name in names if name not in apart}

    def is_the_same_as(self, other):
        """Return whether another record tells of this appointment, with nothing between them."""
        if self.details() != other.details():
            return False
        first, last = sorted([self.order_key, other.order_key])
        others = {*self.states_beside(), *other.states_beside()} - {self, other}
        return not any(first < one.order_key < last for one in others)


def check_role(appointment, in_delegation):
    """Raise ValidationError if a role is held where it cannot be.

    Members and the like may be recorded in the assembly itself, as former versions of the site
    had them there; posts that each delegation has one of, or should have, may not.
    """
    role = appointment.role if appointment.role_id else None
    if role and role.of_assembly and in_delegation:
        text = _(
            "“%(role)s” is a role in the assembly itself. Choose a role of delegations, or record "
            "the office in the form of the person."
        )
        raise ValidationError({"role": text % {"role": role}})
    if role and not role.of_assembly and not in_delegation and (role.one_holder or role.expected):
        text = _("“%(role)s” is a role in a delegation. Choose the delegation, or another role.")
        raise ValidationError({"role": text % {"role": role}})


def check_loaded_role(record):
    """Raise ValidationError if a content file has a role where it cannot be held."""
    if isinstance(record, Appointment) and "delegation" not in record.named_later:
        check_role(record, record.delegation_id is not None)


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
        text += (
            f"{TitleLink(one.title_link or TitleLink.COMMA).text}{one.title}" if text else one.title
        )
    return text
