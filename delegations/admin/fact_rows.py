"""The rows of facts in a form, compared with one another as they are typed."""

from collections import defaultdict
from functools import cached_property
from itertools import combinations

from django.core.exceptions import ValidationError

from assembly.admin import DistinctFormSet

from ..fact_checks import check_order
from ..models import Appointment


class FactFormSet(DistinctFormSet):
    """Refuses rows of which nothing says which came first, and two people in a single post.

    Rows that nobody changed are left alone, so that an old mistake blocks no other change.
    """

    keys_are_typed = False

    @cached_property
    def keys(self):
        return [row.pk for row in self.get_queryset()]

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        form.instance.edited_together = self.keys
        return form

    def clean(self):
        super().clean()
        bodies = defaultdict(list)
        # Changed rows come last, as they are the ones to be refused.
        for form in sorted(self.forms, key=lambda form: form.has_changed()):
            if self.is_kept(form):
                bodies[body_of(form.instance)].append(form)
        for forms in bodies.values():
            refuse_same_place(forms)
            if is_single_post(forms[0].instance):
                refuse_two_holders(forms)


def body_of(fact):
    """Return what tells the facts of a form that succeed one another from its other facts."""
    if not isinstance(fact, Appointment):
        return None  # all are of the form's own record
    person = None if fact.role.one_holder else fact.person_id
    return fact.role_id, fact.delegation_id, person


def is_single_post(fact):
    return isinstance(fact, Appointment) and fact.role.one_holder


def refuse_same_place(forms):
    """Refuse each row of which nothing says whether it came before a row above it."""
    before = []
    for form in forms:
        if form.has_changed():
            try:
                check_order(before, form.instance)
            except ValidationError as error:
                form.add_error(None, error)
        before.append(form.instance)


def refuse_two_holders(forms):
    """Refuse rows whose documented dates say that two people hold the same post together."""
    for earlier, form in combinations(forms, 2):
        one, other = form.instance, earlier.instance
        if form.has_changed() and not form.errors and one.surely_overlaps(other):
            form.add_error("since", one.taken_by(other))
