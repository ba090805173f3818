from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from assembly.admin import (
    Inline,
    PreviewMixin,
    PublicationAdmin,
    QueueFilter,
    RecordAdmin,
    thumbnail,
)
from assembly.core.keys import is_key
from assembly.core.languages import per_language
from delegations.mentions import named_in

from .models import Article, Attachment, Topic

# The fields for records named in the text, in the order of `named_in`.
MENTION_FIELDS = ["people", "delegations"]


@admin.register(Topic)
class TopicAdmin(PreviewMixin, RecordAdmin):
    texts = ("name",)
    details = ["slug"]
    list_display = ["name", "slug", "stage"]
    list_filter = [QueueFilter]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), "slug"]


class AttachmentInline(Inline):
    model = Attachment
    fields = ["title", "file", "order"]


@admin.register(Article)
class ArticleAdmin(PublicationAdmin):
    texts = ("title", "dateline", "summary", "body", "caption")
    details = ["image", "present_image", "topics", "people", "delegations"]
    details += [("pinned", "pinned_until")]
    autocomplete_fields = ["image", "topics", "people", "delegations"]
    readonly_fields = [*PublicationAdmin.readonly_fields, "present_image"]
    list_filter = [*PublicationAdmin.list_filter, "pinned", "topics", "delegations"]
    search_fields = [*PublicationAdmin.search_fields, *per_language("body")]
    inlines = [AttachmentInline]

    @admin.display(description=_("current image"))
    def present_image(self, article):
        return thumbnail(article.image)

    def suggestions(self, article):
        texts = [getattr(article, name) or "" for name in per_language("body")]
        texts += [getattr(article, name) or "" for name in per_language("title")]
        named = dict(zip(MENTION_FIELDS, named_in(texts), strict=True))
        found = []
        for name, records in named.items():
            listed = set(getattr(article, name).all())
            if missing := [record for record in records if record not in listed]:
                found.append((name, missing))
        return found

    def save_related(self, request, form, formsets, change):
        """Save the form's relations, and the ticked suggestions."""
        super().save_related(request, form, formsets, change)
        for name in MENTION_FIELDS:
            pks = [pk for pk in request.POST.getlist(f"_add_{name}") if is_key(pk)]
            relation = getattr(form.instance, name)
            relation.add(*relation.model.objects.filter(pk__in=pks))
