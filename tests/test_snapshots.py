"""A record and its rows are represented as one value."""

import json

import pytest

from assembly.newsroom.snapshots import (
    model_and_pk,
    replace_reference,
    row_key,
    snapshot,
    snapshot_fields,
    with_new_columns,
)
from delegations.models import Appointment, Composition, Delegation
from news.models import Article, Topic

from .builders import (
    in_both,
    make_article,
    make_delegation,
    make_person,
    make_topic,
)
from .whole_records import each_record

pytestmark = pytest.mark.django_db


@each_record
def test_a_snapshot_has_the_record_first_and_each_row_after_those_it_refers_to(make):
    record = make()

    content = snapshot(record)

    keys = list(content)
    assert keys[0] == row_key(record) == f"{record._meta.label_lower}/{record.pk}"
    assert len(keys) == {Article: 3, Delegation: 14}[type(record)]
    for place, (key, row) in enumerate(content.items()):
        for field in model_and_pk(key)[0]._meta.concrete_fields:
            if field.related_model in [Delegation, Composition, Article]:
                value = row[field.attname]
                assert f"{field.related_model._meta.label_lower}/{value}" in keys[:place]


def test_a_row_has_its_columns_but_not_those_of_the_workflow():
    topic, person, delegation = make_topic(), make_person(), make_delegation()
    article = make_article(slug="page", title_ru="Статья", body_ru=None, note="Soon")
    article.topics.add(topic)
    article.people.add(person)
    article.delegations.add(delegation)

    assert snapshot(article) == {
        f"news.article/{article.pk}": {
            "slug": "page",
            "title_en": "Title of page",
            "title_ru": "Статья",
            **in_both(summary="", correction="", dateline="", caption="", shown=True),
            "body_en": "<p>Body.</p>",
            "body_ru": "",
            "corrected_on": None,
            "stale": {},
            "image_id": None,
            "pinned": False,
            "pinned_until": None,
            "topics": [topic.pk],
            "people": [person.pk],
            "delegations": [delegation.pk],
        }
    }


@each_record
def test_a_snapshot_is_unchanged_after_a_round_trip_through_the_database(make):
    content = snapshot(make())

    assert json.loads(json.dumps(content)) == content


def test_line_endings_do_not_change_a_snapshot():
    article = make_article(summary_en="One\r\ntwo\nthree")

    assert snapshot(article)[row_key(article)]["summary_en"] == "One\ntwo\nthree"


def test_many_to_many_relations_are_listed_in_order():
    article = make_article()
    topics = [make_topic(name_en=name) for name in "cab"]
    article.topics.set(topics)

    assert snapshot(article)[row_key(article)]["topics"] == [topic.pk for topic in topics]


def test_a_snapshot_has_all_fields_except_the_key_the_workflow_and_the_translated_originals():
    assert [field.name for field in snapshot_fields(Topic)] == ["slug", "name_en", "name_ru"]
    assert {"status", "note", "withdrawal_en"}.isdisjoint(
        field.name for field in snapshot_fields(Article)
    )


def test_columns_missing_from_an_older_snapshot_count_as_unchanged():
    article = make_article(summary_en="Written", pinned=True)
    key, content = row_key(article), snapshot(article)
    old = {key: {name: content[key][name] for name in ["slug", "summary_en", "topics"]}}

    found = with_new_columns(old)

    assert found[key].keys() == content[key].keys() - {"people", "delegations"}
    assert found[key]["summary_en"] == "Written"
    assert (found[key]["title_en"], found[key]["pinned"], found[key]["shown_ru"]) == (
        "",
        False,
        True,
    )
    assert old[key].keys() == {"slug", "summary_en", "topics"}
    assert with_new_columns(content) == content


def test_a_reference_is_replaced_in_each_column_that_refers_to_that_model():
    row = {"topics": [1, 3], "people": [1], "image_id": 1, "title_en": "1"}

    replaced = replace_reference(Article, row, Topic, 1, 5)

    assert replaced == {"topics": [3, 5], "people": [1], "image_id": 1, "title_en": "1"}
    assert row["topics"] == [1, 3]
    assert replace_reference(Article, row, Topic, 1, 3)["topics"] == [3]
    assert replace_reference(Article, row, Topic, 2, 3) == row
    assert replace_reference(Article, {"title_en": "1"}, Topic, 1, 3) == {"title_en": "1"}


def test_a_single_reference_is_replaced_only_if_it_names_the_old_record():
    row = {"person_id": 1, "delegation_id": 1, "chamber_id": None}
    person = type(make_person())

    assert replace_reference(Appointment, row, person, 1, 5) == {**row, "person_id": 5}
    assert replace_reference(Appointment, row, person, 2, 5) == row
