from modeltranslation.translator import TranslationOptions, register

from assembly.core.languages import LANGUAGES
from assembly.publishing.publication import TRANSLATED_FIELDS

from .models import Article, Attachment, Topic


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name",)
    required_languages = tuple(LANGUAGES)


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = ("title", "summary", "dateline", "body", "caption", *TRANSLATED_FIELDS)


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)
