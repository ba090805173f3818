"""Parts of a snapshot that the site no longer has are skipped and named."""

import pytest
from django.core.exceptions import ValidationError

from assembly.newsroom.changes import column_label, left_out_labels, row_label, value_text
from assembly.newsroom.merging import WHOLE_ROW, merge
from assembly.newsroom.snapshots import (
    apply_snapshot,
    highest_keys,
    is_present_state,
    present_part,
    row_key,
    snapshot,
)
from news.models import Article, Attachment

from .builders import make_article, make_attachment, make_topic
from .former_parts import with_former_parts
from .whole_records import each_record

pytestmark = pytest.mark.django_db

PAGE, ROW, FORMER = "news.article/1", "news.attachment/1", "news.footnote/7"
OF_ANOTHER_KIND = {"news.story/5": {"summary_en": "Of a story"}}


@each_record
def test_only_parts_that_the_site_has_are_present(make):
    content = snapshot(make())

    assert present_part(content) == content
    assert present_part(with_former_parts(content)) == content


def test_columns_are_checked_against_the_model_of_their_row():
    content = {
        PAGE: {"title_en": "Page", "order": 1, "topics": [], "status": "draft"},
        ROW: {"order": 1, "slug": "row", "topics": []},
    }

    assert present_part(content) == {
        PAGE: {"title_en": "Page", "topics": []},
        ROW: {"order": 1},
    }


def test_a_row_of_a_model_that_belongs_to_other_records_is_not_present():
    assert present_part({PAGE: {}, "delegations.seats/1": {"number": 5}}) == {PAGE: {}}


def test_an_empty_snapshot_has_no_present_parts():
    assert present_part({}) == {}


@pytest.mark.parametrize("read", [apply_snapshot, present_part])
def test_a_snapshot_of_a_former_model_is_refused_by_name(read):
    with pytest.raises(ValidationError, match="no longer part of the site"):
        read(OF_ANOTHER_KIND)


def test_applying_a_snapshot_skips_former_parts():
    article = make_article()
    make_attachment(article)
    content = snapshot(article)
    Article.objects.update(title_en="Since")

    assert snapshot(apply_snapshot(with_former_parts(content))) == content


def test_only_present_parts_are_merged():
    page = make_article()
    live = snapshot(page)
    aged = with_former_parts(live)
    other = {**aged, FORMER: {"note_en": "Changed"}}

    assert merge(aged, other, live) == (live, [])
    assert merge(live, aged, other) == (live, [])


@each_record
def test_former_parts_and_newer_columns_do_not_make_states_differ(make):
    live = snapshot(make())
    root, *_rows = live
    since = {name: value for name, value in live[root].items() if name != "stale"}

    assert is_present_state(live, live)
    assert is_present_state(with_former_parts(live), live)
    assert is_present_state({**live, root: since}, live)


@each_record
def test_a_difference_in_present_parts_makes_states_differ(make):
    live = snapshot(make())
    root, *_rows, last = live
    without = {key: row for key, row in live.items() if key != last}

    assert not is_present_state({**live, root: {**live[root], "title_en": "Other"}}, live)
    assert not is_present_state(without, live)
    assert not is_present_state(live, without)
    assert not is_present_state(OF_ANOTHER_KIND, live)


def test_keys_of_former_models_are_ignored():
    keys = [PAGE, "news.attachment/3", "news.attachment/9", "news.attachment/4", FORMER]

    assert highest_keys({key: {} for key in keys}) == {Article: 1, Attachment: 9}


def test_former_rows_and_columns_are_named_by_their_keys():
    gone = "(no longer part of the site)"

    assert row_label(FORMER, {"note_en": "A former note"}, {PAGE: {}}) == f"{FORMER} {gone}"
    assert column_label(PAGE, "subtitle_en") == f"subtitle_en {gone}"
    assert column_label(FORMER, "note_en") == "note_en"
    assert column_label(FORMER, WHOLE_ROW) == "the whole row"
    assert value_text(FORMER, "number", 5) == "5"
    assert value_text(FORMER, WHOLE_ROW, {"note_en": "Note", "number": 5}) == "Note, 5"


def test_skipped_parts_are_named_once_and_only_if_they_had_content():
    article = make_article()
    row = make_attachment(article, title_en="Minutes")
    article.topics.add(make_topic())
    content = with_former_parts(snapshot(article))
    content[row_key(article)]["empty_en"] = ""
    content[row_key(row)]["colour"] = "red"

    assert left_out_labels(content) == [
        "subtitle_en (no longer part of the site)",
        "Attachment: Minutes – colour (no longer part of the site)",
        f"{FORMER} (no longer part of the site)",
    ]
    assert left_out_labels(snapshot(article)) == []
