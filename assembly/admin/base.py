"""What every admin of this site has: texts in each language, accessible, under a strict CSP."""

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import InlineStyle, Media, Script
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from assembly.core.keys import is_key
from assembly.core.languages import per_language, side_by_side
from assembly.publishing.publication import Publication

from .bin import with_undo
from .drafts_in_browser import BrowserDraftsMixin
from .editing import EditingMixin
from .editing_state import EditingState
from .list_filters import ListMixin
from .record_choices import RecordChoicesMixin
from .widgets import LabelledSplitDateTime
from .workflow_panel import new_page_panel, workflow_panel

# The rich text editor adds a style without a nonce, unless it finds one; admin.css says the same.
EDITOR_STYLE = {"all": [InlineStyle("", **{"data-tiptap-style": True})]}
SCRIPTS = [Script(f"assembly/{name}.js", type="module") for name in ("rich_text", "autocomplete")]


class BaseAdmin(BrowserDraftsMixin, EditingMixin, RecordChoicesMixin, ListMixin, TranslationAdmin):
    """An admin with the languages side by side, accessible and at home under a strict CSP."""

    # The fields that are written in each language, then those that all languages share.
    texts = ()
    details = ()
    formfield_overrides = {models.DateTimeField: {"widget": LabelledSplitDateTime}}

    def get_fieldsets(self, request, obj=None):
        texts = [tuple(per_language(text)) for text in self.texts]
        return [
            (_("In each language"), {"fields": texts, "classes": ["languages"]}),
            (_("In all languages"), {"fields": self.details}),
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:  # what is required has no button to clear it, which stands astray in the list
            field.widget.is_required = True
        return field

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        try:
            return super().changelist_view(request, {"title": title, **(extra_context or {})})
        except (IntegrityError, ValidationError):  # what an action deletes may be referred to
            return self.conflict_response(request, None)

    def response_action(self, request, queryset):
        """Refuse to act on what no list offers to choose."""
        if not all(is_key(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().response_action(request, queryset)

    def get_changeform_initial_data(self, request):
        """Fill in what the address proposes, without what cannot be a record's key."""
        data = super().get_changeform_initial_data(request)
        keys = {field.name for field in self.opts.fields if field.many_to_one}
        return {name: value for name, value in data.items() if name not in keys or is_key(value)}

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level == messages.SUCCESS and (batch := EditingState.of(request).batch):
            message = with_undo(message, batch)
        super().message_user(request, message, level, *args, **kwargs)

    def suggestions(self, record):
        """Return what a text names and its record does not list yet: pairs of a field and those."""
        return []

    def render_change_form(self, request, context, add=False, **kwargs):
        # A word that needs no declension: Django's own "Add %s" is no Russian.
        name = capfirst(self.opts.verbose_name)
        context["title"] = format_lazy("{} ({})", name, _("new")) if add else name
        context["media"] += Media(css=EDITOR_STYLE, js=SCRIPTS, nonce=str(request.csp_nonce))
        work = EditingState.of(request).work
        if work and work.is_publication:
            context["panel"] = workflow_panel(request, work)
            if kwargs.get("obj"):
                context["panel"]["suggestions"] = self.suggestions(kwargs["obj"])
        elif add and issubclass(self.model, Publication):
            context["panel"] = new_page_panel(request, self.model)
        if "panel" in context:
            context["media"] += context["panel"]["step_form"].media
        return super().render_change_form(request, context, add=add, **kwargs)


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


class RowForm(forms.ModelForm):
    """A row within a form, which is validated anew only where it was changed.

    A form may have hundreds, and each costs a query for each constraint of the database.
    """

    def _post_clean(self):
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()


class Inline(RecordChoicesMixin, TranslationStackedInline):
    """Rows within a form, with the languages side by side."""

    form = RowForm
    formset = DistinctFormSet
    extra = 0

    def get_fieldsets(self, request, obj=None):
        [(name, options)] = super().get_fieldsets(request, obj)
        return [(name, {**options, "fields": side_by_side(options["fields"])})]
