from django.contrib import admin

from assembly.admin import PublicationAdmin, RecordAdmin
from assembly.languages import per_language

from .models import Article, Topic


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    texts = ("name",)
    details = ["slug"]
    list_display = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = [*per_language("name"), "slug"]


@admin.register(Article)
class ArticleAdmin(PublicationAdmin):
    texts = ("title", "dateline", "summary", "body")
    details = ["topics", "people", "delegations"]
    autocomplete_fields = ["topics", "people", "delegations"]
    list_filter = [*PublicationAdmin.list_filter, "topics", "delegations"]
    search_fields = [*PublicationAdmin.search_fields, *per_language("body")]
