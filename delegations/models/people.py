from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.core.fields import PlainCharField, PlainTextField, RichTextField, slug_constraint
from assembly.core.languages import (
    in_any_language,
    languages_of,
    per_language,
    text_required,
)
from assembly.media.models import Image
from assembly.publishing.addressed import Addressed
from assembly.publishing.slugs import take_over_slugs
from assembly.publishing.status import LATEST_MOMENT
from assembly.publishing.versioned import Versioned

from ..references import publicly_referred_to
from ..statements import united


class PersonQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def known(self, at=None):
        """Return the people with a public office or reference at a time, by default now.

        Appointments are reached by name, as their model imports this one.
        """
        offices = self.model._meta.get_field("appointments").related_model.objects.public(at)
        in_office = Exists(offices.filter(person=OuterRef("pk")))
        return self.filter(in_office | publicly_referred_to(self.model, at))

    def public(self):
        """Return those who have a public page."""
        return self.known()


class Person(Addressed, Versioned):
    """A person named by a source."""

    # Only offices in the assembly itself: others belong to their delegation.
    parts = {"delegations.Appointment": "person"}

    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_(
            "The last part of the page's web address: Latin letters, digits and hyphens. An old "
            "address redirects to the new one."
        ),
    )
    name = PlainCharField(
        pgettext_lazy("of a person", "name"),
        max_length=200,
        help_text=_("As readers see it."),
    )
    sort_name = PlainCharField(
        _("name in lists"), max_length=200, help_text=_("Family name first: “Kogut, Viktor”.")
    )
    photo = models.ForeignKey(
        Image,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("photograph"),
    )
    biography = RichTextField(_("biography"), blank=True)
    also_known_as = PlainTextField(
        _("also known as"),
        max_length=1000,
        blank=True,
        help_text=_("Other names that readers may search for, in any language, one per line."),
    )

    objects = PersonQuerySet.as_manager()

    class Meta(Versioned.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "slug"]
        constraints = [
            slug_constraint("person_has_an_address"),
            text_required("name", "person_has_a_name"),
        ]

    def __str__(self):
        return f"{in_any_language(self, 'name')} ({self.slug})"  # two people may have the same name

    def get_absolute_url(self):
        return reverse("delegations:person", args=[self.slug])

    @property
    def reaches_readers(self):
        return Person.objects.known(LATEST_MOMENT).filter(pk=self.pk).exists()

    @property
    def needs_alt_in(self):
        """The codes of the languages in which the photograph is public."""
        return languages_of(self, "name")

    def clean(self):
        super().clean()
        if self.photo and self.photo.lacks_alt(self.needs_alt_in):
            message = _("Describe the photograph first: add alternative text in every language.")
            raise ValidationError({"photo": message})

    @transaction.atomic
    def merge(self, other):
        """Take over everything that refers to another record of this person, and its addresses.

        Equal appointments are kept once, with the statements of both, however their days differ.
        Raises ValidationError, and changes nothing, if both have the same appointment with
        different details.
        """
        for appointment in other.appointments.all():
            own = self.appointments.filter(role=appointment.role, delegation=appointment.delegation)
            twin = next((one for one in own if one.is_the_same_as(appointment)), None)
            if twin:
                twin.statements = united(twin.statements, appointment.statements)
                appointment.delete()
                twin.save()
            elif any(one.order_key == appointment.order_key for one in own):
                text = _(
                    "Both records have this appointment, but with different details. Make "
                    "the details the same first: %s"
                )
                raise ValidationError(text % appointment.title)
            else:
                appointment.person = self
                appointment.save()
        for column in per_language("biography"):
            setattr(self, column, getattr(self, column) or getattr(other, column))
        self.photo = self.photo or other.photo
        self.save()
        for relation in Person._meta.related_objects:
            if relation.many_to_many:
                mine = getattr(self, relation.get_accessor_name())
                mine.add(*getattr(other, relation.get_accessor_name()).all())
        take_over_slugs(self, other)
        other.delete()

    def natural_key(self):
        return (self.slug,)
