from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from assembly.admin import Inline, PublicationAdmin, RecordAdmin, thumbnail
from assembly.languages import per_language

from .models import Article, Attachment, Topic


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    texts = ("name",)
    details = ["slug"]
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), "slug"]


class AttachmentInline(Inline):
    model = Attachment
    fields = ["title", "file", "order"]
    # What the editor's own file is called is thrown away, however long it is.
    formfield_overrides = {models.FileField: {"max_length": None}}


@admin.register(Article)
class ArticleAdmin(PublicationAdmin):
    texts = ("title", "dateline", "summary", "body", "caption")
    details = ["image", "present_image", "topics", "people", "delegations"]
    autocomplete_fields = ["image", "topics", "people", "delegations"]
    readonly_fields = [*PublicationAdmin.readonly_fields, "present_image"]
    list_filter = [*PublicationAdmin.list_filter, "topics", "delegations"]
    search_fields = [*PublicationAdmin.search_fields, *per_language("body")]
    inlines = [AttachmentInline]

    @admin.display(description=_("image as saved"))
    def present_image(self, article):
        return thumbnail(article.image)
