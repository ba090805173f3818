"""A table records which links the texts of records contain, however they are written."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.signals import post_migrate
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assembly.links import uses
from assembly.links.models import LinkCheck, LinkProblem, LinkUse
from assembly.links.uses import rebuild_link_uses
from assembly.text.outline import OutlineParser
from delegations.models import Website
from news.models import Article

from .builders import make_article, make_chamber, make_delegation, make_person, make_website
from .forms import change_page, save, take

pytestmark = pytest.mark.django_db

OLD, NEW = "https://old.example.org/", "https://new.example.org/"


def link(url):
    return f'<p><a href="{url}">a</a></p>'


def link_uses(record):
    """Return the addresses recorded for a record."""
    kind = ContentType.objects.get_for_model(record)
    uses = LinkUse.objects.filter(content_type=kind, object_id=record.pk)
    return [use.url for use in uses]


def test_links_that_a_save_removes_and_adds_are_recorded():
    kept = "https://kept.example.org/"
    article = make_article(body_en=link(OLD) + link(kept), body_ru=link(kept))
    other = make_article(body_en=link(OLD))

    article.body_en = link(NEW) + link(kept)
    article.save()

    assert (link_uses(article), link_uses(other)) == ([kept, NEW], [OLD])


def test_only_saved_links_are_recorded():
    article = make_article(body_en=link(OLD))

    article.body_en, article.title_en = link(NEW), "Another title"
    article.save(update_fields=["title_en"])

    assert link_uses(article) == [OLD]


def test_a_save_that_is_rolled_back_records_nothing():
    article = make_article(body_en=link(OLD))

    with transaction.atomic():
        article.body_en = link(NEW)
        article.save()
        transaction.set_rollback(True)

    assert link_uses(article) == [OLD]


def test_a_deleted_record_has_no_links():
    delegation = make_delegation()
    make_website(make_chamber(delegation), address_en=OLD)
    person = make_person(biography_en=link(NEW))

    person.delete()
    Website.objects.all().delete()

    assert not LinkUse.objects.exists()


def test_links_in_forms_and_fixtures_are_recorded(client, editor, tmp_path):
    article, loaded = [make_article(status="draft", body_en=link(OLD)) for _number in range(2)]
    client.force_login(editor)
    save(client, change_page(article), body_en=link(NEW))
    assert link_uses(article) == [NEW]

    fixture = tmp_path / "news.json"
    fields = {"slug": loaded.slug, "title_en": "Title", "body_en": link(NEW)}
    fixture.write_text(json.dumps([{"model": "news.article", "fields": fields}]))
    call_command("loaddata", fixture, verbosity=0)

    assert link_uses(loaded) == [NEW]


def test_links_in_a_working_copy_are_recorded_once_it_is_public(client, editor, publisher):
    article = make_article(body_en=link(OLD))
    client.force_login(editor)
    take(client, article, "submit", body_en=link(NEW))
    client.get(change_page(article))
    assert link_uses(article) == [OLD]

    client.force_login(publisher)
    take(client, article, "approve")

    assert link_uses(article) == [NEW]


@pytest.mark.parametrize("batch", [1, 500])
def test_a_rebuild_finds_links_written_without_the_models(monkeypatch, batch):
    monkeypatch.setattr(uses, "BATCH", batch)
    changed, kept, emptied = [make_article(body_en=link(OLD)) for _number in range(3)]
    gone = make_article(body_en=link(OLD))
    Article.objects.filter(pk=changed.pk).update(body_en=link(NEW))
    Article.objects.filter(pk=emptied.pk).update(body_en="")
    Article.objects.filter(pk=gone.pk)._raw_delete("default")
    [added] = Article.objects.bulk_create(
        [Article(slug="bulk", title_en="Bulk", body_en=link(NEW), body_ru=link(OLD))]
    )
    unknown = ContentType.objects.create(app_label="news", model="footnote")
    LinkUse.objects.create(content_type=unknown, object_id=1, url=OLD)

    rebuild_link_uses()

    assert [link_uses(article) for article in [changed, kept, emptied, gone, added]] == [
        [NEW],
        [OLD],
        [],
        [],
        [NEW, OLD],
    ]
    assert LinkUse.objects.count() == 4


def test_the_daily_command_rebuilds(monkeypatch):
    make_article()
    Article.objects.update(body_en=link(OLD))
    monkeypatch.setattr("assembly.links.checks.probe_url", lambda url, allowed: (200, ""))

    call_command("check_links", stdout=StringIO())

    assert LinkUse.objects.get().url == OLD


@pytest.mark.parametrize(("plan", "known"), [([("a migration", False)], [OLD]), ([], [])])
def test_the_migration_records_the_links_of_an_existing_database(plan, known):
    article = make_article()
    Article.objects.update(body_en=link(OLD))

    post_migrate.send(
        sender=apps.get_app_config("assembly"),
        app_config=apps.get_app_config("assembly"),
        verbosity=0,
        interactive=False,
        using="default",
        plan=plan,
        apps=apps,
    )

    assert link_uses(article) == known


def test_the_dashboard_parses_no_text_and_costs_a_fixed_number_of_queries(
    client, editor, monkeypatch
):
    LinkCheck.objects.create(url=OLD, checked_at=timezone.now(), problem=LinkProblem.NO_HOST)
    client.force_login(editor)
    client.get("/admin/")  # fills the cache of content types
    parsed, counts = [], []
    for size in [2, 10]:
        for _number in range(size):
            make_article(body_en=link(OLD))
        with monkeypatch.context() as patched, CaptureQueriesContext(connection) as captured:
            patched.setattr(OutlineParser, "feed", lambda parser, html: parsed.append(html))
            [task] = client.get("/admin/").context["dashboard"]["broken links"]
        counts.append(len(captured))

    assert task.number == 12
    assert counts[0] == counts[1]
    assert parsed == []


def test_the_list_of_broken_links_is_paginated(client, editor):
    LinkCheck.objects.create(url=OLD, checked_at=timezone.now(), problem=LinkProblem.NO_HOST)
    articles = [make_article(body_en=link(OLD)) for _number in range(51)]
    client.force_login(editor)

    pages = [client.get("/admin/links/", {"page": number}).context["uses"] for number in [1, 2]]

    assert [len(page) for page in pages] == [50, 1]
    assert {use.record for page in pages for use, _check, _form in page} == set(articles)
