"""The admin of what both apps share, and of the staff."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ObjectDoesNotExist
from django.db import DataError, IntegrityError, OperationalError, models
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import Media
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import build_localized_fieldname

from .languages import per_language
from .models import User
from .publication import Status

admin.site.site_title = settings.ASSEMBLY_SHORT_NAME
admin.site.site_header = settings.ASSEMBLY_NAME
admin.site.index_title = _("What would you like to edit?")
admin.site.unregister(Group)


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's date and time inputs, each with a name that a screen reader can say."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            widget.attrs["aria-label"] = name


@admin.register(User)
class StaffAdmin(UserAdmin):
    filter_horizontal = ()  # plain lists, which screen readers know
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}


@admin.register(Group)
class StaffGroupAdmin(GroupAdmin):
    filter_horizontal = ()


class BaseAdmin(TranslationAdmin):
    """An admin with a fieldset per language, accessible and at home under a strict CSP."""

    # The fields that are written in each language, then those that all languages share.
    texts = ()
    details = ()
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}

    def get_fieldsets(self, request, obj=None):
        languages = [
            (name, {"fields": [build_localized_fieldname(text, code) for text in self.texts]})
            for code, name in settings.LANGUAGES
        ]
        return [*languages, (_("In all languages"), {"fields": self.details})]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:  # what is required has no button to clear it, which stands astray in the list
            field.widget.is_required = True
        return field

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        try:
            return super().changelist_view(request, {"title": title, **(extra_context or {})})
        except (OverflowError, ValueError, DataError, OperationalError):
            if not request.GET:
                raise
            messages.error(request, _("The list cannot be filtered by that."))
            return redirect(request.path)

    def get_changeform_initial_data(self, request):
        """Fill in what the address proposes, without what cannot be a record's key."""
        data = super().get_changeform_initial_data(request)
        keys = {field.name for field in self.opts.fields if field.many_to_one}
        return {
            name: value
            for name, value in data.items()
            if name not in keys or (value.isdecimal() and len(value) <= 18)
        }

    def changeform_view(self, request, *args, **kwargs):
        try:
            return super().changeform_view(request, *args, **kwargs)
        except IntegrityError:
            return render(request, "admin/conflict.html", status=409)

    def render_change_form(self, request, context, add=False, **kwargs):
        # A word that needs no declension: Django's own "Add %s" is no Russian.
        name = capfirst(self.opts.verbose_name)
        context["title"] = format_lazy("{} ({})", name, _("new")) if add else name
        scripts = ["assembly/rich_text.js", "admin/js/jquery.init.js", "assembly/autocomplete.js"]
        context["media"] += Media(js=scripts, nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, add=add, **kwargs)


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


class DistinctFormSet(forms.BaseInlineFormSet):
    """Rows of which no two have one natural key; the database would refuse them."""

    def is_kept(self, form):
        """Say whether a row is filled in without error, and not to be deleted."""
        return not form.errors and form.cleaned_data and not self._should_delete_form(form)

    def clean(self):
        super().clean()
        keys = set()
        for form in self.forms:
            if not self.is_kept(form):
                continue
            try:
                key = form.instance.natural_key()
            except ObjectDoesNotExist:  # of what was not chosen; its own field says so
                continue
            if key in keys:
                form.add_error(None, _("Another row says the same; remove one."))
            keys.add(key)
