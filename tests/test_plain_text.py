"""A text that nobody sees is empty, and no text turns the direction of another."""

import json
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError
from django.db.models import Value
from django.test import Client

from assembly.core.plain_text import clean_text, is_blank
from assembly.media.models import Image
from assembly.newsroom.models import WorkingCopy
from assembly.newsroom.workflow import Step, take_step
from assembly.newsroom.working_copies import Work
from news.models import Article, Topic

from .builders import in_both, make_article, make_image, make_person, make_topic
from .forms import change_page, errors, save, take
from .pages import text_after_redirect
from .publications import each_app
from .work import edited

pytestmark = pytest.mark.django_db

INVISIBLE = [
    *["\u200b", "\ufeff", "\u2060", "\u00ad", "\u034f", "\u115f", "\u1160", "\u3164", "\uffa0"],
    *["\ufe0f", "\U000e0100", "\U000e0041", "\u180e", "\u2800", "\u200d", "\u200e", "\u061c"],
    *["\u202e", "\u2067", "\u2028", "\u00a0", "\u3000", "\x07", "\x85", "\ufff9", "\u0301"],
]
# Soft hyphen, joiners, emoji of several characters, letters with marks: each as it was written.
MEANINGFUL = [
    *["Меж\u00adпарламент\u00adская", "می\u200cخواهم", "क्\u200dष", "Ё\u0308лка", "👩\u200d⚖\ufe0f"],
    *[
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "1\ufe0f\u20e3",
        "—",
        "§ 5",
    ],
    *["a\tb\nc\r\nd", "№\u00a05", "½", "\ue000"],
]
# As typed, and as stored.
CONTROLS = {
    "\u202egnihtemos\u202c": "gnihtemos",
    "\u2066a\u2069 b": "a b",
    "one\x0btwo": "one two",
    "one\x07\x00two": "onetwo",
    "a\ud800b": "ab",
}


@pytest.mark.parametrize("typed", INVISIBLE, ids=ascii)
def test_a_text_of_invisible_characters_is_empty(typed):
    assert is_blank(typed)
    assert clean_text(f" {typed}{typed} ") == ""


@pytest.mark.parametrize("typed", MEANINGFUL, ids=ascii)
def test_characters_with_a_use_stay(typed):
    assert clean_text(typed) == typed


@pytest.mark.parametrize(("typed", "stored"), CONTROLS.items(), ids=ascii)
def test_controls_are_removed_and_join_no_words(typed, stored):
    assert clean_text(typed) == stored


def test_a_long_invisible_text_is_read_at_once():
    assert is_blank("\u200b" * 1_000_000)


@each_app
@pytest.mark.parametrize("typed", ["\u200b", "\ufeff\u2060", "\u00ad"], ids=ascii)
def test_a_form_refuses_a_title_that_nobody_sees(client, editor, make, typed):
    page = make()
    client.force_login(editor)

    refused = save(client, change_page(page), title_en=typed, title_ru=typed)

    assert errors(refused)["title_en"] == "Enter a title in at least one language."
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(
    ("make", "field"), [(make_topic, "name"), (make_person, "name"), (make_person, "sort_name")]
)
def test_a_required_text_must_be_visible(client, publisher, make, field):
    record = make()
    client.force_login(publisher)

    refused = save(client, change_page(record), **{f"{field}_en": "\u3164"})

    assert errors(refused)[f"{field}_en"] == "This field is required."


def test_an_alternative_text_must_be_visible(client, publisher):
    image = make_image()
    make_article(image=image)
    client.force_login(publisher)

    refused = save(client, change_page(image), alt_en="\u2060")

    assert "Required, because" in errors(refused)["alt_en"]


def test_texts_are_cleaned_on_each_path_into_the_database():
    shell = make_topic(name_en="\u202eTopic\u202c", name_ru="\u200b")
    assert (shell.name_en, shell.name_ru) == ("Topic", "")
    Topic.objects.filter(pk=shell.pk).update(name_ru="Те\u2066ма")
    [bulk] = Topic.objects.bulk_create([Topic(slug="bulk", name_en="Bu\x0blk", name_ru="\u115f")])

    shell.refresh_from_db()
    bulk.refresh_from_db()

    assert (shell.name_en, shell.name_ru) == ("Topic", "Тема")
    assert (bulk.name_en, bulk.name_ru) == ("Bu lk", "")
    with pytest.raises(IntegrityError):
        Topic.objects.create(slug="none", **in_both(name="\u200b"))


def test_a_content_file_is_cleaned_too(tmp_path):
    texts = {"name_en": "\u202eTopic", "name_ru": "\ufeff"}
    fixture = tmp_path / "topic.json"
    fields = {"slug": "loaded", **texts}
    fixture.write_text(json.dumps([{"model": "news.topic", "fields": fields}]))

    call_command("loaddata", fixture, verbosity=0)

    topic = Topic.objects.get(slug="loaded")
    assert (topic.name_en, topic.name_ru) == ("Topic", "")


@each_app
def test_a_title_loses_what_turns_its_direction(client, editor, make):
    page = make(status="draft")
    client.force_login(editor)

    save(client, change_page(page), title_en="The \u202eyraterces\u202c")

    page.refresh_from_db()
    assert page.title_en == "The yraterces"


def test_a_body_of_invisible_characters_is_empty():
    page = make_article(body_en="<p>\u200b&#x2060;&shy;</p>", body_ru="<p>a&#x202e;b</p>")

    page.refresh_from_db()

    assert (page.body_en, page.body_ru) == ("", "<p>ab</p>")


@each_app
def test_a_note_that_nobody_sees_is_no_note(client, publisher, make):
    page = make(status="draft", updated_by=publisher)
    client.force_login(publisher)

    refused = take(client, page, "approve", note="\u200b")

    assert "You were the last to edit this text" in text_after_redirect(client, refused)
    with pytest.raises(ValidationError, match="last to edit"):
        take_step(Step.APPROVE, Work(page), publisher, note="\u2060")
    assert Client().get(page.get_absolute_url()).status_code == 404


@each_app
def test_a_reason_that_nobody_sees_withdraws_nothing(client, publisher, make):
    page = make()
    client.force_login(publisher)

    refused = take(client, page, "withdraw", withdrawal_en="\u200b")

    assert "Give the reason" in errors(refused)["withdrawal_en"]
    page.withdrawal_en = "\u00ad"
    with pytest.raises(ValidationError, match="Give the reason"):
        take_step(Step.WITHDRAW, Work(page), publisher)
    page.refresh_from_db()
    assert page.status == "published"


def test_a_working_copy_with_controls_is_published_without_them(publisher, writer):
    page = make_article()
    work = edited(page, writer, title_en="\u202eNew")

    take_step(Step.APPROVE, work, publisher)

    page.refresh_from_db()
    assert page.title_en == "New"


@pytest.mark.parametrize(
    ("migration", "model", "column"),
    [
        ("news.migrations.0005_visible_texts", Article, "title_en"),
        ("assembly.migrations.0011_preview_links_of_one_text", Image, "alt_en"),
    ],
)
def test_an_upgrade_cleans_stored_texts(migration, model, column):
    made = [make() for make in [make_article, make_image] for _time in range(2)]
    first, second = [record for record in made if isinstance(record, model)]
    for record, typed in [(first, "\u202eOld"), (second, "\u200b")]:
        raw = {column: Value(typed)}  # which the field does not clean
        model.objects.filter(pk=record.pk).update(**raw)

    import_module(migration).clean(apps, None)

    for record in [first, second]:
        record.refresh_from_db()
    assert (getattr(first, column), getattr(second, column)) == ("Old", "\u200b")
