"""The base of all admins: languages side by side, accessible, under a strict CSP."""

import re

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest, ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models
from django.utils.functional import cached_property
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from js_asset import InlineStyle, Media, Script
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from assembly.core.keys import is_key
from assembly.core.languages import per_language, side_by_side
from assembly.core.permissions import may_view
from assembly.publishing.publication import Publication

from .bin import with_undo
from .drafts_in_browser import BrowserDraftsMixin
from .editing import EditingMixin
from .editing_state import EditingState
from .form_keys import FormKeyMixin
from .kept_files import ChosenFileField, ChosenFileInput, KeptFilesMixin
from .list_filters import ListMixin
from .record_choices import RecordChoicesMixin
from .record_form import RecordForm
from .refusals import RefusalMixin
from .whole_texts import WholeTextsMixin
from .widgets import DATE_WIDGETS
from .workflow_panel import new_page_panel, state_panel, workflow_panel

# The rich text editor would add a style without nonce; admin.css has the same rules.
EDITOR_STYLE = {"all": [InlineStyle("", **{"data-tiptap-style": True})]}
# The models check a file's content; its name is not kept, so any length is fine.
FILES = {"form_class": ChosenFileField, "widget": ChosenFileInput, "max_length": None}
FORM_FIELDS = {**DATE_WIDGETS, models.FileField: FILES}
SCRIPT_NAMES = ["rich_text", "autocomplete", "added_rows"]
SCRIPTS = [Script(f"assembly/{name}.js", type="module") for name in SCRIPT_NAMES]


class BaseAdmin(
    RefusalMixin,
    KeptFilesMixin,
    BrowserDraftsMixin,
    FormKeyMixin,
    EditingMixin,
    WholeTextsMixin,
    RecordChoicesMixin,
    ListMixin,
    TranslationAdmin,
):
    """An accessible admin with languages side by side that works under a strict CSP."""

    form = RecordForm
    # The translated fields, and the others.
    texts = ()
    details = ()
    formfield_overrides = FORM_FIELDS

    def get_fieldsets(self, request, obj=None):
        texts = [tuple(per_language(text)) for text in self.texts]
        return [
            (_("In each language"), {"fields": texts, "classes": ["languages"]}),
            (_("For all languages"), {"fields": self.details}),
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field:  # a required widget has no clear button, which would be misplaced here
            field.widget.is_required = True
        return field

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        try:
            return super().changelist_view(request, {"title": title, **(extra_context or {})})
        except (IntegrityError, ValidationError) as error:
            # An action may try to delete what is still referred to.
            return self.conflict_response(request, None, error)

    def response_action(self, request, queryset):
        """Refuse actions on keys that no list offers."""
        if not all(is_key(pk) for pk in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest
        return super().response_action(request, queryset)

    def get_changeform_initial_data(self, request):
        """Return the initial data of the address, without invalid keys."""
        data = super().get_changeform_initial_data(request)
        keys = {field.name for field in self.opts.fields if field.many_to_one}
        return {name: value for name, value in data.items() if name not in keys or is_key(value)}

    def message_user(self, request, message, level=messages.INFO, *args, **kwargs):
        if level == messages.SUCCESS and (batch := EditingState.of(request).batch):
            message = with_undo(message, batch)
        super().message_user(request, message, level, *args, **kwargs)

    def suggestions(self, record):
        """Return (field, records) that the text mentions and the record does not list yet."""
        return []

    def render_change_form(self, request, context, add=False, **kwargs):
        # Needs no declension, unlike Django's own "Add %s".
        name = capfirst(self.opts.verbose_name)
        context["title"] = format_lazy("{} ({})", name, _("new")) if add else name
        context["media"] += Media(css=EDITOR_STYLE, js=SCRIPTS, nonce=str(request.csp_nonce))
        work = EditingState.of(request).work
        if work and work.has_workflow:
            seen = may_view(request.user, work.record)
            context["panel"] = workflow_panel(request, work) if seen else state_panel(work)
            if seen and kwargs.get("obj"):
                found = self.suggestions(kwargs["obj"])
                context["panel"]["suggestions"] = found
                context["panel"]["ticked"] = _ticked(request, found)
        elif add and issubclass(self.model, Publication):
            context["panel"] = new_page_panel(request, self.model)
        step = context.get("panel", {}).get("step_form")
        if step is not None:
            context["media"] += step.media
            context["errors"].extend(step.errors.values())
        return super().render_change_form(request, context, add=add, **kwargs)


def _ticked(request, suggestions):
    """Return the suggested records that were ticked in what was posted."""
    return [
        record
        for field, records in suggestions
        for record in records
        if str(record.pk) in request.POST.getlist(f"_add_{field}")
    ]


class DistinctFormSet(forms.BaseInlineFormSet):
    """Refuses two rows with the same natural key, which the database would refuse."""

    keys_are_typed = True  # rather than made when a row is saved

    def total_form_count(self):
        """Count no more rows than were sent or are saved: 2,000 forged ones take a minute."""
        count = super().total_form_count()
        return min(count, self.rows_at_hand) if self.is_bound else count

    @cached_property
    def rows_at_hand(self):
        row = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,6}})-")
        sent = [
            int(found[1]) + 1 for name in [*self.data, *self.files] if (found := row.match(name))
        ]
        return max([len(self.get_queryset()), *sent])

    def is_kept(self, form):
        """Return whether a row is valid and will not be deleted."""
        return not form.errors and form.cleaned_data and not self._should_delete_form(form)

    def clean(self):
        super().clean()
        keys = set()
        for form in self.forms if self.keys_are_typed else []:
            if not self.is_kept(form):
                continue
            try:
                key = form.instance.natural_key()
            except ObjectDoesNotExist:  # something was not chosen; its own field reports it
                continue
            if key in keys:
                form.add_error(None, _("This row repeats another one. Remove one of the two."))
            keys.add(key)


class RowForm(RecordForm):
    """A row of an inline, validated only if it was changed.

    There may be hundreds, and validating each takes a query per constraint.
    """

    def _post_clean(self):
        if self.instance.pk is None or self.has_changed():
            super()._post_clean()


class Inline(WholeTextsMixin, RecordChoicesMixin, TranslationStackedInline):
    """An inline with languages side by side."""

    form = RowForm
    formset = DistinctFormSet
    formfield_overrides = FORM_FIELDS
    extra = 0

    def get_fieldsets(self, request, obj=None):
        return [
            (name, {**options, "fields": side_by_side(options["fields"])})
            for name, options in super().get_fieldsets(request, obj)
        ]
