"""The page on which staff paste a list of members of a delegation."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assembly.admin.bin import with_undo
from assembly.core.partial_dates import last_day
from assembly.core.permissions import may
from assembly.newsroom.approvals import Cancellations
from assembly.newsroom.bin import new_batch
from assembly.newsroom.models import Action
from assembly.newsroom.snapshots import temporarily_applied
from assembly.newsroom.working_copies import Work, amend

from ..confirming import NotThenError, confirm_fact
from ..models import Appointment, Person
from ..name_matching import people_named
from ..statements import as_values
from .member_forms import MemberForm, MemberListForm
from .source_form import source_of


@transaction.atomic
def add_members(delegation, rows, form, user):
    """Save the people of a reviewed list and their appointments, all or none.

    Returns the batch's UUID. Raises NotThenError, and what `amend` raises.
    """
    members = []
    for place, row in enumerate(rows, start=1):
        if row.is_left_out:
            continue
        if row.is_new:
            row.save()
            Work(row.instance).save_revision(Action.CREATED, user=user)
        members.append((place, row.instance if row.is_new else row.person, row.titles))
    batch = new_batch()
    amend(delegation, user, partial(_appoint, delegation, members, form), batch=batch)
    return batch


def _appoint(delegation, members, form):
    """Give each of these people the role, or add the statement to the appointment with it."""
    chamber, statement = form.cleaned_data["chamber"], form.statement
    held = _held(delegation, form.cleaned_data["role"], statement)
    for place, person, titles in members:
        fact = held.get(person.pk)
        if fact is None:
            fact = Appointment(
                person=person,
                delegation=delegation,
                role=form.cleaned_data["role"],
                chamber=chamber,
                order=place,
                statements=[as_values(statement)],
                **titles,
            )
            fact.full_clean(exclude=["identifier"])
            fact.save()
            continue
        confirm_fact(fact, statement)
        if fact.last_stated == statement.day:  # the latest list tells the order
            fact.order = place
        fact.chamber = fact.chamber or chamber
        fact.save()


def _held(delegation, role, statement):
    """Return the appointments to a role that had not ended by a statement's day, by person."""
    found = Appointment.objects.on(last_day(statement.day)).order_by("since", "pk")
    theirs = Appointment.objects.filter(delegation=delegation, role=role)
    not_ended = theirs.filter(pk__in=found.order_by().values("pk")) | theirs.filter(until=None)
    return {one.person_id: one for one in not_ended.select_related("role").distinct()}


class MemberListMixin:
    """Adds "Paste a list of members" to the form of a delegation."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.members_page)
        return [
            path("<int:pk>/members/", view, name="delegations_delegation_members"),
            *super().get_urls(),
        ]

    def members_page(self, request, pk):
        """Ask for the list, show who was found in each line, and save what the editor chose."""
        delegation = self.get_object(request, str(pk))
        allowed = self.has_change_permission(request, delegation)
        if not (allowed and may(request.user, "add", Appointment)):
            raise PermissionDenied
        if delegation is None:
            raise Http404
        cancels, copy = Cancellations([delegation]), Work(delegation).copy
        # The chambers and the rest are those of the working copy, if there is one.
        with temporarily_applied(copy and copy.content):
            form = MemberListForm(
                request.POST or None,
                delegation=delegation,
                initial={
                    **source_of([]),
                    "role": Appointment.role.get_queryset().filter(slug="member").first(),
                },
            )
            rows = member_rows(request, form)
            ready = "_save" in request.POST and bool(rows) and are_right(rows)
            ready = ready and cancels.were_told(request.POST)
            if not ready:
                return self.render_members(request, delegation, form, rows, cancels)
        if self.saved_members(request, delegation, form, rows):
            return redirect(reverse("admin:delegations_delegation_change", args=[pk]))
        with temporarily_applied(copy and copy.content):
            return self.render_members(request, delegation, form, rows, cancels)

    def saved_members(self, request, delegation, form, rows):
        """Save a reviewed list; return False, with the reason at the form, if that is refused."""
        try:
            batch = add_members(delegation, rows, form, request.user)
        except NotThenError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        except IntegrityError:
            text = _("Nothing was saved: somebody else saved one of these people meanwhile.")
            form.add_error(None, text)
        else:
            number = sum(not row.is_left_out for row in rows)
            said = ngettext("%d member was saved.", "%d members were saved.", number) % number
            messages.success(request, with_undo(said, batch))
            return True
        return False

    def render_members(self, request, delegation, form, rows, cancels):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Paste a list of members"),
            "opts": self.opts,
            "delegation": delegation,
            "form": form,
            "rows": rows,
            "cancels": cancels,
        }
        return render(request, "admin/delegations/members.html", context)


def member_rows(request, form):
    """Return the forms of the lines of a valid list; what was typed in them is of the same list."""
    if not form.is_bound or not form.is_valid():
        return []
    same = request.POST.get("reviewed") == form.digest
    role, may_add = form.cleaned_data["role"], may(request.user, "add", Person)
    found = people_named([member.name for member in form.members])
    return [
        MemberForm(
            request.POST if same else None,
            prefix=f"member-{number}",
            member=member,
            people=people,
            may_add=may_add,
            role=role,
        )
        for number, (member, people) in enumerate(zip(form.members, found, strict=True), start=1)
    ]


def are_right(rows):
    """Return whether the forms of a list are valid, also together."""
    if not all([row.is_bound and row.is_valid() for row in rows]):  # noqa: C419 (all show errors)
        return False
    seen = {}
    for number, row in enumerate(rows, start=1):
        if row.is_left_out:
            continue
        key = ("slug", row.cleaned_data["slug"]) if row.is_new else ("person", row.person.pk)
        if key in seen:
            text = _("The same as in line %d. Choose another person, or leave one of them out.")
            row.add_error("slug" if row.is_new else "choice", text % seen[key])
        seen.setdefault(key, number)
    return not any(row.errors for row in rows)
