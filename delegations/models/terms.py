"""What differs between assemblies, as data: participation, roles and kinds of seats."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assembly.core.fields import PlainCharField, slug_constraint
from assembly.core.languages import in_any_language, text_required
from assembly.publishing.versioned import Versioned


class TermQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class Term(Versioned):
    """A term of the assembly, of which facts are told."""

    slug = models.SlugField(
        _("identifier"),
        max_length=50,
        unique=True,
        help_text=_("Latin letters, digits and hyphens; used in content files."),
    )
    name = PlainCharField(pgettext_lazy("of a term", "name"), max_length=200)
    order = models.PositiveSmallIntegerField(
        _("order"),
        default=0,
        validators=[MaxValueValidator(999)],
        help_text=_("The lowest number comes first."),
    )

    objects = TermQuerySet.as_manager()

    was_public = False  # it has no page, so that nothing leads to a former identifier

    class Meta(Versioned.Meta):
        abstract = True
        ordering = ["order", "slug"]
        constraints = [
            slug_constraint("%(app_label)s_%(class)s_has_an_identifier"),
            text_required("name", "%(app_label)s_%(class)s_has_a_name"),
        ]

    def __str__(self):
        return in_any_language(self, "name")

    def natural_key(self):
        return (self.slug,)

    @property
    def reaches_readers(self):
        """Whether facts are told with the term."""
        return any(
            getattr(self, relation.get_accessor_name()).exists()
            for relation in self._meta.related_objects
        )


class ParticipationKind(Term):
    """A way to take part in the assembly: member, observer, suspended member, and so on."""

    is_member = models.BooleanField(
        _("counts among the members"),
        default=False,
        help_text=_("Others stand apart on the home page and in the list of delegations."),
    )
    has_seats = models.BooleanField(
        _("has seats"),
        default=True,
        help_text=_("Of others, pages do not say that seats are not recorded."),
    )

    class Meta(Term.Meta):
        verbose_name = _("kind of participation")
        verbose_name_plural = _("kinds of participation")


class SeatKind(Term):
    """A kind of seats, such as those of representatives and of substitutes."""

    class Meta(Term.Meta):
        verbose_name = _("kind of seats")
        verbose_name_plural = _("kinds of seats")


class Role(Term):
    """What a person does for a delegation or the assembly; the lowest `order` ranks highest."""

    one_holder = models.BooleanField(
        _("one holder"),
        default=False,
        help_text=_("Only one person holds it at a time, in each delegation or in the assembly."),
    )
    of_assembly = models.BooleanField(
        _("in the assembly itself"),
        default=False,
        help_text=_("It is held in the assembly itself, not in a delegation."),
    )
    expected = models.BooleanField(
        _("expected"),
        default=False,
        help_text=_("Pages of delegations say so where the source names nobody."),
    )

    class Meta(Term.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
