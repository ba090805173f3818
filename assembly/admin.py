"""The admin of what both apps share, and of the staff."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.widgets import AdminSplitDateTime
from django.contrib.auth.admin import UserAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
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
admin.site.register(User, UserAdmin)


class LabelledSplitDateTime(AdminSplitDateTime):
    """Django's date and time inputs, each with a name that a screen reader can say."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for widget, name in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            widget.attrs["aria-label"] = name


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
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def render_change_form(self, request, context, add=False, **kwargs):
        # A word that needs no declension: Django's own "Add %s" is no Russian.
        name = capfirst(self.opts.verbose_name)
        context["title"] = format_lazy("{} ({})", name, _("new")) if add else name
        scripts = ["assembly/rich_text.js", "admin/js/jquery.init.js", "assembly/autocomplete.js"]
        context["media"] += Media(js=scripts, nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, add=add, **kwargs)


class PublicationAdmin(BaseAdmin):
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

    def save_model(self, request, obj, form, change):
        obj.updated_at = timezone.now()
        obj.updated_by = request.user
        super().save_model(request, obj, form, change)


class DistinctFormSet(forms.BaseInlineFormSet):
    """Rows of which no two have one natural key; the database would refuse them."""

    def clean(self):
        super().clean()
        keys = set()
        for form in self.forms:
            if form.errors or not form.cleaned_data or self._should_delete_form(form):
                continue
            key = form.instance.natural_key()
            if key in keys:
                raise ValidationError(_("Two of these are the same; remove one."))
            keys.add(key)
