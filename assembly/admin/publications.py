"""The admin of all publication types."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assembly.core.languages import per_language
from assembly.newsroom.bin import is_own_draft
from assembly.newsroom.workflow import Step, may_publish
from assembly.publishing.slugs import proposed_slug

from .list_filters import LanguageFilter, QueueFilter
from .previews import PreviewLinksMixin
from .record_form import RecordForm
from .records import RecordAdmin
from .withdrawal import WithdrawalMixin, refuse_without_reason


class PublicationForm(RecordForm):
    """A form that fills in an empty slug."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            titles = {name: cleaned.get(name) for name in per_language("title")}
            cleaned["slug"] = proposed_slug(self._meta.model(pk=self.instance.pk, **titles))
            if not cleaned["slug"]:
                self.add_error("slug", _("Enter an address: none can be made from the title."))
        if self.data.get("_step") == Step.WITHDRAW:
            refuse_without_reason(self)
        return cleaned


class PublicationAdmin(WithdrawalMixin, PreviewLinksMixin, RecordAdmin):
    form = PublicationForm
    texts = ("title", "summary")
    list_display = ["__str__", "stage", "languages", "published_at", "updated_at", "updated_by"]
    list_filter = [QueueFilter, LanguageFilter]
    list_select_related = ["updated_by"]
    date_hierarchy = "published_at"
    search_fields = [*per_language("title"), "slug"]
    prepopulated_fields = {"slug": ["title"]}
    actions = [*RecordAdmin.actions, "withdraw_selected"]

    @admin.display(description=_("status"), ordering="status")
    def stage(self, page):
        return super().stage(page)

    @admin.display(description=_("languages"))
    def languages(self, page):
        """Return how many of the texts are written in each language: "en 4/4, ru 3/4"."""
        columns = [per_language(text) for text in self.texts]
        written = [[bool(getattr(page, name)) for name in names] for names in columns]
        needed = [row for row in written if any(row)]
        return ", ".join(
            f"{name.rpartition('_')[2]} {sum(row[place] for row in needed)}/{len(needed)}"
            for place, name in enumerate(columns[0])
        )

    def has_delete_permission(self, request, obj=None):
        """Let people delete what they alone have written and readers have never seen."""
        if super().has_delete_permission(request, obj):
            return True
        may_change = obj is not None and self.has_change_permission(request, obj)
        return may_change and is_own_draft(obj, request.user)

    def get_fieldsets(self, request, obj=None):
        fields = ["slug", tuple(per_language("shown")), tuple(per_language("correction"))]
        if obj and obj.was_public and may_publish(request.user, self.model):
            fields.append(tuple(per_language("withdrawal")))
        return [*super().get_fieldsets(request, obj), (_("Publication"), {"fields": fields})]

    def get_prepopulated_fields(self, request, obj=None):
        """Fill in the slug from the title until readers may know it."""
        return {} if obj and obj.was_public else super().get_prepopulated_fields(request, obj)
