from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from js_asset import Media, Script

from assembly.admin import (
    BaseAdmin,
    PreviewMixin,
    QueueFilter,
    RecordAdmin,
    RecordSelect,
    thumbnail,
)
from assembly.core.languages import per_language
from assembly.core.permissions import may
from assembly.newsroom.models import Action
from assembly.newsroom.notes import NoteCode, names_of
from assembly.newsroom.replacements import replace_in_copies
from assembly.newsroom.snapshots import snapshot
from assembly.newsroom.working_copies import Work

from ..models import Appointment, Person
from ..references import is_referred_to, referring_records
from .confirm import ConfirmMixin
from .inlines import AssemblyOfficeInline, DelegationOfficeInline
from .list_filters import DelegationParticipationFilter
from .statements import StatementsMixin


@transaction.atomic
def merge_people(person, other, user):
    """Merge two records of a person, also in working copies, and record it in the histories."""
    gone = other.pk
    values = {"gone": names_of(other), "kept": names_of(person)}
    note = {"note_code": NoteCode.MERGED, "note_values": values}
    records = {person, *referring_records(other)}
    records |= {one.root for one in other.appointments.exclude(delegation=None)}
    for record in records:
        Work(record).record_outside_changes()
    person.merge(other)
    for record in records:
        work = Work(record)
        content = snapshot(record)
        work.save_revision(Action.SAVED, user=user, content=content, of_copy=False, **note)
    replace_in_copies(Person, gone, person.pk, user=user, **note)


class MergeForm(forms.Form):
    other = forms.ModelChoiceField(
        Person.objects.all(),
        label=_("Other record of the same person"),
        # People are found as in the form of an appointment, rather than all listed.
        widget=RecordSelect(Appointment._meta.get_field("person"), admin.site),
    )

    def clean_other(self):
        other = self.cleaned_data["other"]
        if Work(other).copy:
            text = _("“%s” has a working copy, which would be lost. Publish or discard it first.")
            raise ValidationError(text % other)
        return other


@admin.register(Person)
class PersonAdmin(PreviewMixin, RecordAdmin):
    texts = ("name", "sort_name", "biography")
    details = ["slug", "photo", "present_photo", "also_known_as"]
    autocomplete_fields = ["photo"]
    readonly_fields = ["present_photo"]
    list_display = ["name", "sort_name", "slug", "stage"]
    list_filter = [QueueFilter]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), *per_language("sort_name"), "slug"]
    inlines = [AssemblyOfficeInline, DelegationOfficeInline]
    change_form_template = "admin/delegations/person_change_form.html"

    @admin.display(description=_("current photograph"))
    def present_photo(self, person):
        return thumbnail(person.photo)

    def get_prepopulated_fields(self, request, obj=None):
        """Fill in the slug of a new person only, as readers may know an existing one."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def has_delete_permission(self, request, obj=None):
        """A person with references cannot be deleted; a duplicate can be merged."""
        named = obj is not None and is_referred_to(obj)
        return not named and super().has_delete_permission(request, obj)

    def get_urls(self):
        merge = self.admin_site.admin_view(self.merge)
        return [
            path("<int:pk>/merge/", merge, name="delegations_person_merge"),
            *super().get_urls(),
        ]

    def merge(self, request, pk):
        """Ask for the duplicate record, then merge it into this one, as readers see at once."""
        if not (may(request.user, "delete", Person) and may(request.user, "publish", Person)):
            raise PermissionDenied
        person = get_object_or_404(Person, pk=pk)
        form = MergeForm(request.POST or None)
        form.fields["other"].queryset = Person.objects.exclude(pk=pk)
        if request.method == "POST" and form.is_valid():
            other = form.cleaned_data["other"]
            try:
                merge_people(person, other, request.user)
            except ValidationError as error:
                form.add_error("other", error)
            else:
                said = _("The two records were merged. Both addresses lead to this one.")
                messages.success(request, said)
                return redirect(reverse("admin:delegations_person_change", args=[pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Merge two records of one person"),
            "opts": self.opts,
            "person": person,
            "form": form,
            "media": form.media + Media(js=[Script("assembly/autocomplete.js", type="module")]),
        }
        return render(request, "admin/delegations/merge.html", context)


@admin.register(Appointment)
class AppointmentAdmin(StatementsMixin, ConfirmMixin, BaseAdmin):
    root_fields = ("delegation", "person")
    texts = ("title", "title_link")
    details = [
        *["person", "delegation", "chamber", ("role", "order")],
        *[("since", "until", "sequence"), "statements"],
    ]
    autocomplete_fields = ["person", "delegation", "chamber"]
    list_display = ["person", "title", "delegation", "since", "until", "last_statement_day"]
    list_filter = ["role", DelegationParticipationFilter, "delegation"]
    list_select_related = ["person", "delegation"]
    search_fields = [*per_language("person__name"), *per_language("title")]
