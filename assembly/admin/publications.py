"""The admin of both publication types."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from ..languages import per_language
from ..publication import Status
from .base import BaseAdmin


class PublicationForm(forms.ModelForm):
    """A form that does not silently overwrite what somebody else saved since it was opened."""

    opened_at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened_at"] = self.instance.updated_at.isoformat()

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned["opened_at"] != self.initial["opened_at"]:
            # Whoever has read the message may save again.
            self.data = self.data.copy()
            self.data[self.add_prefix("opened_at")] = self.initial["opened_at"]
            words = {
                "who": self.instance.updated_by or "–",
                "when": date_format(
                    timezone.localtime(self.instance.updated_at), "DATETIME_FORMAT"
                ),
            }
            raise forms.ValidationError(
                _(
                    "%(who)s saved this after you had opened it, at %(when)s. What you typed is "
                    "still here and not saved. Look at the other text in a second window; save "
                    "again to replace it with yours."
                )
                % words
            )
        return cleaned


class PublicationAdmin(BaseAdmin):
    form = PublicationForm
    texts = ("title", "summary")
    list_display = ["__str__", "status", "languages", "published_at", "updated_at", "updated_by"]
    list_filter = ["status"]
    list_select_related = ["updated_by"]
    date_hierarchy = "published_at"
    search_fields = [*per_language("title"), "slug"]
    prepopulated_fields = {"slug": ["title"]}
    readonly_fields = ["updated_at", "updated_by"]

    @admin.display(description=_("written in"))
    def languages(self, publication):
        return ", ".join(publication.written_languages) or "–"

    def may_publish(self, request):
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def get_fieldsets(self, request, obj=None):
        fields = ["slug", "status", "published_at", "updated_at", "updated_by"]
        if obj and self.has_change_permission(request, obj):
            fields.append("opened_at")
        return [*super().get_fieldsets(request, obj), (_("Publication"), {"fields": fields})]

    def get_readonly_fields(self, request, obj=None):
        """An address that readers may have kept stays; only publishers set the moment."""
        fixed = [*super().get_readonly_fields(request, obj)]
        if obj and obj.published_at:
            fixed.append("slug")
        if not self.may_publish(request):
            fixed.append("published_at")
        return fixed

    def get_prepopulated_fields(self, request, obj=None):
        if "slug" in self.get_readonly_fields(request, obj):
            return {}
        return super().get_prepopulated_fields(request, obj)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if status := form.base_fields.get("status"):
            now = Status(obj.status) if obj else Status.DRAFT
            steps = now.next_steps(may_publish=self.may_publish(request))
            status.choices = [(step.value, step.label) for step in steps]
        return form

    def get_object(self, request, object_id, from_field=None):
        """Hold the record while it is saved, so that two who save it come one after the other."""
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "POST":
            self.model.objects.select_for_update().get(pk=found.pk)
            found.refresh_from_db()
        return found

    def save_model(self, request, obj, form, change):
        obj.updated_at = timezone.now()
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)
