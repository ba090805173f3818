"""Dated facts: what was so from a day until a day, and the sources that said so.

See `docs/facts.md` for the model, and `timeline` for what it says of a day.
"""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from assembly.core import clock
from assembly.core.fields import slug_constraint
from assembly.core.partial_dates import (
    PartialDateField,
    ends_after_beginning,
)

from .fact_checks import check_days, check_moments, check_order, surely_before
from .statements import Says, Statement, StatementsField

LONGEST_IDENTIFIER = 160


class Fact(models.Model):
    """What a body was or had from a day until a day, as far as sources tell.

    The facts of one body that succeed one another, such as the names of a parliament, are its
    states; `body` names the relation to it.
    """

    body = "delegation"
    edited_together = ()  # the primary keys of the rows in the same form, which compares them
    # When the site learned it belongs to no version of the text.
    workflow_fields = ("recorded_at", "end_recorded_at")

    identifier = models.SlugField(
        _("identifier"), max_length=LONGEST_IDENTIFIER, blank=True, editable=False
    )
    since = PartialDateField(
        _("in force since"),
        help_text=_(
            "The first day, or just its month or year, if a source says since when. Leave empty if "
            "not recorded."
        ),
    )
    until = PartialDateField(
        _("until"),
        help_text=_(
            "The first day on which it was no longer so, or just its month or year, if a source "
            "says until when. Leave empty if not recorded."
        ),
    )
    sequence = models.PositiveSmallIntegerField(
        _("place in the sequence"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
        help_text=_(
            "Only if no day shows what came first, as the sources bear none: 1 for the earliest, "
            "then 2, and so on."
        ),
    )
    statements = StatementsField(_("statements"))
    recorded_at = models.DateTimeField(default=clock.now, editable=False)
    end_recorded_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=ends_after_beginning("since", "until"),
                name="%(app_label)s_%(class)s_ends_after_it_begins",
                violation_error_message=_("The end date must be after the start date."),
            ),
            slug_constraint("%(app_label)s_%(class)s_has_an_identifier", "identifier"),
        ]

    def save(self, *args, **kwargs):
        """Give a new fact its identifier, and note when the site learned of its end."""
        if not self.identifier:
            self.identifier = self.free_identifier()
        self.note_end()
        super().save(*args, **kwargs)

    def note_end(self):
        """Note when the site learned of the end, of a day or from a statement."""
        has_ended = any(one.get("says") == Says.ENDED for one in self.statements)
        if self.until is None and not has_ended:
            self.end_recorded_at = None
        elif self.end_recorded_at is None:
            self.end_recorded_at = clock.now()

    @property
    def edited_in(self):
        """The record whose form has the fact, unless it has a form of its own."""
        return getattr(self, self.body)

    def free_identifier(self):
        """Return an identifier that no other state has: the first known day, or more."""
        proposed = self.proposed_identifier()[: LONGEST_IDENTIFIER - 5]
        taken = set(
            self.siblings()
            .filter(identifier__startswith=proposed)
            .values_list("identifier", flat=True)
        )
        numbers = (f"{proposed}-{number}" for number in range(2, len(taken) + 3))
        return next(one for one in [proposed, *numbers] if one not in taken)

    def proposed_identifier(self):
        return self.first_known or "undated"

    def siblings(self):
        """Return the other states of the same body."""
        of_body = {f"{self.body}_id": getattr(self, f"{self.body}_id")}
        return type(self)._base_manager.filter(**of_body).exclude(pk=self.pk)

    def clean(self):
        super().clean()
        check_days(self)
        if getattr(self, f"{self.body}_id"):
            check_order([self, *self.states_beside()], self)

    def states_beside(self):
        """Return the other states of the body, of which this one must be apart.

        Rows of the same form are left out: the form compares them as typed.
        """
        return self.siblings().exclude(pk__in=self.edited_together)

    @property
    def stated(self):
        """The `Statement`s, the latest first."""
        read, found = self.__dict__.get("_stated", (None, None))
        if read is not self.statements:
            found = [Statement.of(one) for one in self.statements]
            self.__dict__["_stated"] = self.statements, found
        return found

    def saying(self, says):
        """Return the statements that say one thing, the latest first."""
        return [one for one in self.stated if one.says == says]

    @property
    def stated_days(self):
        """The partial dates of which sources say that it was so, the latest first."""
        return [one.day for one in self.saying(Says.SO) if one.day]

    @property
    def first_known(self):
        """The first partial date on which it is known to have been so, or ""."""
        return self.since or min(self.stated_days, default="")

    @property
    def last_stated(self):
        """The last partial date of which a source says anything of it, or ""."""
        return max((one.day for one in self.stated if one.day), default="")

    @property
    def order_key(self):
        """What puts the states of a body in order."""
        return self.sequence or 0, self.first_known

    @property
    def first_statement(self):
        """The first dated statement that it was so, or else one without a day; None without any."""
        said = self.saying(Says.SO)
        return next((one for one in reversed(said) if one.day), None) or next(iter(said), None)

    @property
    def last_statement(self):
        return next(iter(self.saying(Says.SO)), None)

    @property
    def beginning(self):
        """The latest statement of its beginning, or None."""
        return next(iter(self.saying(Says.BEGAN)), None)

    @property
    def end(self):
        """The latest statement of its end, or None."""
        return next(iter(self.saying(Says.ENDED)), None)

    @property
    def is_announced(self):
        """Whether the source of the beginning is from before the first day."""
        said = self.beginning
        return bool(said and said.day and self.since and surely_before(said.day, self.since))


def state_constraints(body, name):
    """Return the constraints of a model of states: one identifier, and one state from a day."""
    return [
        *Fact.Meta.constraints,
        models.UniqueConstraint(fields=[body, "identifier"], name=f"{name}_identifier_is_unique"),
        models.UniqueConstraint(
            F(body),
            F("since"),
            Coalesce("sequence", Value(0)),
            condition=Q(since__isnull=False),
            name=f"one_{name}_per_day",
            violation_error_message=_(
                "Another entry already begins on that date. Correct one of the two."
            ),
        ),
    ]


def check_loaded_fact(record):
    """Raise ValidationError if a fact from a content file breaks a rule of its form."""
    if isinstance(record, Fact):
        record.statements = StatementsField().clean(record.statements, record)
        check_moments(record)
        check_days(record)
        check_order([record, *record.states_beside()], record)
        record.note_end()
