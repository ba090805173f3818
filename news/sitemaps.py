"""The news in the sitemap."""

from collections import defaultdict

from django.utils.timezone import localtime

from assembly.core.languages import LANGUAGES, languages_of
from assembly.pages.sitemaps import Entry, live_publications, newest_change

from .models import Article

# Each kind of list: its URL name, the relation, and the languages in which it has a name.
SUBJECT_LISTS = [
    ("topic", "topics", lambda topic: languages_of(topic, "name")),
    ("person", "people", lambda person: languages_of(person, "name")),
    ("delegation", "delegations", lambda one: one.shown_languages if one.is_public else []),
]
ARTICLE_COLUMNS = ["slug", "published_at", "updated_at", "image"]


def article_entries():
    return [
        Entry(
            "news:detail",
            (article.slug,),
            article.live_languages,
            article.modified,
            next((image.file.url for image in article.images()), ""),
        )
        for article in _live_articles()
    ]


def list_entries():
    """Return the lists of news, in the languages in which they have articles."""
    live = {article.pk: article for article in _live_articles()}
    found = defaultdict(list)
    named = {}
    for article in live.values():
        day = localtime(article.published_at)
        found["news:year", (day.year,)].append(article)
        found["news:month", (day.year, day.month)].append(article)
    for kind, relation, names in SUBJECT_LISTS:
        for page, languages, article in _related(kind, relation, names):
            if article in live:
                found[page].append(live[article])
                named[page] = languages
    entries = []
    for page, shown in found.items():
        live_in = {code for article in shown for code in article.live_languages}
        languages = [code for code in named.get(page, LANGUAGES) if code in live_in]
        entries.append(Entry(*page, languages, newest_change(shown)))
    return entries


def _related(kind, relation, names):
    """Yield (list, its languages, article) for each related record of each article."""
    related = Article._meta.get_field(relation)
    records = related.related_model.objects.in_bulk()
    columns = [related.m2m_reverse_field_name(), related.m2m_field_name()]
    for key, article in related.remote_field.through.objects.values_list(*columns):
        record = records[key]
        yield (f"news:{kind}", (record.slug,)), names(record), article


def _live_articles():
    return live_publications(Article.objects.select_related("image").only(*ARTICLE_COLUMNS))
