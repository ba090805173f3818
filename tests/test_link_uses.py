"""A table knows which addresses the texts of records hold, whichever way they are written."""

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
from news.models import Article

from .builders import make_article, make_chamber, make_delegation, make_person
from .forms import change_page, save, take

pytestmark = pytest.mark.django_db

OLD, NEW = "https://old.example.org/", "https://new.example.org/"


def link(url):
    return f'<p><a href="{url}">a</a></p>'


def held(record):
    """Return the addresses that a record is known to hold."""
    kind = ContentType.objects.get_for_model(record)
    uses = LinkUse.objects.filter(content_type=kind, object_id=record.pk)
    return [use.url for use in uses]


def test_what_a_save_takes_out_of_a_text_and_puts_in_is_known():
    kept = "https://kept.example.org/"
    article = make_article(body_en=link(OLD) + link(kept), body_ru=link(kept))
    other = make_article(body_en=link(OLD))

    article.body_en = link(NEW) + link(kept)
    article.save()

    assert (held(article), held(other)) == ([kept, NEW], [OLD])


def test_only_what_was_saved_is_known():
    article = make_article(body_en=link(OLD))

    article.body_en, article.title_en = link(NEW), "Another title"
    article.save(update_fields=["title_en"])

    assert held(article) == [OLD]


def test_a_save_that_is_rolled_back_leaves_nothing():
    article = make_article(body_en=link(OLD))

    with transaction.atomic():
        article.body_en = link(NEW)
        article.save()
        transaction.set_rollback(True)

    assert held(article) == [OLD]


def test_a_deleted_record_holds_nothing():
    delegation = make_delegation()
    make_chamber(delegation, website_en=OLD)
    person = make_person(biography_en=link(NEW))

    person.delete()
    delegation.chambers.all().delete()

    assert not LinkUse.objects.exists()


def test_a_form_and_a_fixture_are_followed(client, editor, tmp_path):
    article = make_article(status="draft", body_en=link(OLD))
    client.force_login(editor)
    save(client, change_page(article), body_en=link(NEW))
    assert held(article) == [NEW]

    fixture = tmp_path / "news.json"
    fields = {"slug": article.slug, "title_en": "Title", "body_en": link(OLD)}
    fixture.write_text(json.dumps([{"model": "news.article", "fields": fields}]))
    call_command("loaddata", fixture, verbosity=0)

    assert held(article) == [OLD]


def test_a_working_copy_counts_once_the_public_reads_it(client, editor, publisher):
    article = make_article(body_en=link(OLD))
    client.force_login(editor)
    take(client, article, "submit", body_en=link(NEW))
    client.get(change_page(article))
    assert held(article) == [OLD]

    client.force_login(publisher)
    take(client, article, "approve")

    assert held(article) == [NEW]


@pytest.mark.parametrize("batch", [1, 500])
def test_a_rebuild_finds_what_passed_the_models_by(monkeypatch, batch):
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

    assert [held(article) for article in [changed, kept, emptied, gone, added]] == [
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
def test_a_database_of_today_is_filled_by_its_migration(plan, known):
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

    assert held(article) == known


def test_the_admins_first_page_parses_no_text_and_asks_the_same_number_of_questions(
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


def test_the_broken_links_stand_on_pages(client, editor):
    LinkCheck.objects.create(url=OLD, checked_at=timezone.now(), problem=LinkProblem.NO_HOST)
    articles = [make_article(body_en=link(OLD)) for _number in range(51)]
    client.force_login(editor)

    pages = [client.get("/admin/links/", {"page": number}).context["uses"] for number in [1, 2]]

    assert [len(page) for page in pages] == [50, 1]
    assert {use.record for page in pages for use, _check, _form in page} == set(articles)
