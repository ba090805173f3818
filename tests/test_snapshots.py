"""A record and its rows as one value: kept whole, put back whole, and tried without a trace."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.newsroom.snapshots import (
    apply_snapshot,
    model_and_pk,
    replace_reference,
    reserve_keys,
    row_key,
    snapshot,
    snapshot_fields,
    temporarily_applied,
    with_new_columns,
)
from delegations.models import Appointment, Composition, Delegation, FormerChamber, Seats
from news.models import Article, Topic

from .builders import (
    CONFIRMED,
    in_both,
    make_appointment,
    make_article,
    make_attachment,
    make_chamber,
    make_composition,
    make_delegation,
    make_image,
    make_person,
    make_topic,
)
from .strategies import saved_states

pytestmark = pytest.mark.django_db


def make_whole_delegation():
    """Make a delegation with a row of each model that may belong to it, which refer to others."""
    delegation = make_delegation(participation_since="2001-05")
    chamber = make_chamber(delegation, website_en="https://example.org/")
    for since in ["2020", "2021-03"]:
        composition = make_composition(delegation, since=since)
        seats = in_both(described_as="deputies")
        Seats.objects.create(composition=composition, chamber=chamber, number=5, **seats)
    dated = {"until": "2019", "confirmed_on": CONFIRMED}
    FormerChamber.objects.create(chamber=chamber, **dated, **in_both(name="Old", name_of="the Old"))
    delegation.former_participations.create(participation="observer", **dated)
    delegation.former_parliaments.create(**dated, **in_both(parliament="Old", lead_in="The"))
    make_appointment(delegation=delegation, chamber=chamber, since="2020-01-02")
    return delegation


def make_whole_article():
    article = make_article(image=make_image(), pinned=True)
    article.topics.set([make_topic(), make_topic()])
    for order in [2, 1]:
        make_attachment(article, order=order)
    return article


each_record = pytest.mark.parametrize("make", [make_whole_article, make_whole_delegation])


def writes(queries):
    return [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


@each_record
def test_a_snapshot_has_the_record_first_and_each_row_after_what_it_refers_to(make):
    record = make()

    content = snapshot(record)

    keys = list(content)
    assert keys[0] == row_key(record) == f"{record._meta.label_lower}/{record.pk}"
    assert len(keys) == {Article: 3, Delegation: 10}[type(record)]
    for place, (key, row) in enumerate(content.items()):
        for field in model_and_pk(key)[0]._meta.concrete_fields:
            if field.related_model in [Delegation, Composition, Article]:
                value = row[field.attname]
                assert f"{field.related_model._meta.label_lower}/{value}" in keys[:place]


def test_a_row_says_what_its_columns_say_and_nothing_of_the_workflow():
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
def test_a_snapshot_is_as_the_database_gives_it_back(make):
    content = snapshot(make())

    assert json.loads(json.dumps(content)) == content


def test_the_ends_of_lines_are_no_change_of_the_text():
    article = make_article(summary_en="One\r\ntwo\nthree")

    assert snapshot(article)[row_key(article)]["summary_en"] == "One\ntwo\nthree"


def test_relations_to_many_are_listed_in_order():
    article = make_article()
    topics = [make_topic(name_en=name) for name in "cab"]
    article.topics.set(topics)

    assert snapshot(article)[row_key(article)]["topics"] == [topic.pk for topic in topics]


def test_the_fields_of_a_snapshot_are_all_but_the_key_the_workflow_and_what_languages_have():
    assert [field.name for field in snapshot_fields(Topic)] == ["slug", "name_en", "name_ru"]
    assert {"status", "note", "withdrawal_en"}.isdisjoint(
        field.name for field in snapshot_fields(Article)
    )


@each_record
def test_what_is_as_the_snapshot_says_is_not_written(make):
    record = make()

    with CaptureQueriesContext(connection) as captured:
        assert apply_snapshot(snapshot(record)) == record

    assert writes(captured) == []


@each_record
@settings(max_examples=12)  # of many queries each
@given(data=st.data())
def test_a_record_says_what_was_applied_whatever_it_said_before(make, data):
    free = ("summary", "caption", "dateline", "participation_note", "source_title")
    with transaction.atomic():
        record = make()
        whole = snapshot(record)
        one, other = (data.draw(saved_states(whole, free)) for _number in range(2))

        for content in [one, other, whole, one]:
            assert snapshot(apply_snapshot(content)) == content
        transaction.set_rollback(True)


@each_record
def test_what_was_deleted_comes_back_as_itself(make):
    record = make()
    content = snapshot(record)
    for row in reversed(list(record.rows())):
        row.delete()

    again = apply_snapshot(content)

    assert again == record
    assert snapshot(again) == content


def test_rows_that_came_since_go():
    delegation = make_delegation()
    content = snapshot(delegation)
    make_composition(delegation, seats=[3, 4])
    apart = make_composition(make_delegation())

    apply_snapshot(content)

    assert snapshot(delegation) == content
    assert list(Composition.objects.all()) == [apart]


def test_how_far_the_work_is_stays(publisher):
    article = make_article(slug="one")
    content = snapshot(article)
    Article.objects.update(slug="two", status="review", updated_by=publisher)

    again = apply_snapshot(content)

    assert (again.slug, again.status, again.updated_by) == ("one", "review", publisher)


def test_a_column_that_a_snapshot_does_not_know_stays():
    topic = make_topic(name_en="Peace", name_ru="Мир")

    again = apply_snapshot({row_key(topic): {"slug": "new", "name_en": "Law"}})

    assert (again.slug, again.name_en, again.name_ru) == ("new", "Law", "Мир")


def test_a_reference_that_may_be_empty_is_empty_where_what_it_named_is_gone():
    article = make_article(image=make_image())
    content = snapshot(article)
    image = article.image
    Article.objects.update(image=None, title_en="Since")
    image.delete()

    again = apply_snapshot(content)

    assert (again.image, again.title_en) == (None, content[row_key(article)]["title_en"])


def test_a_reference_that_must_name_something_is_refused_where_that_is_gone():
    delegation = make_delegation()
    appointment = make_appointment(delegation=delegation)
    content = snapshot(delegation)
    appointment.delete()
    appointment.person.delete()

    with pytest.raises(ValidationError, match=r"person \(person\)"), transaction.atomic():
        apply_snapshot(content)

    assert not Appointment.objects.exists()


def test_a_row_may_refer_to_one_that_comes_back_with_it():
    delegation = make_whole_delegation()
    content = snapshot(delegation)
    for row in reversed(list(delegation.rows())[1:]):
        row.delete()

    apply_snapshot(content)

    chamber = delegation.chambers.get()
    assert Appointment.objects.get().chamber == chamber
    assert {seats.chamber for seats in Seats.objects.all()} == {chamber}


def test_of_a_relation_to_many_what_is_gone_is_left_out():
    article, topics = make_article(), [make_topic(), make_topic()]
    article.topics.set(topics)
    content = snapshot(article)
    topics[0].delete()
    Article.objects.update(title_en="Since")

    assert list(apply_snapshot(content).topics.all()) == [topics[1]]


def test_a_snapshot_from_before_a_relation_to_many_lists_nothing():
    article = make_article()
    article.topics.add(make_topic())
    content = snapshot(article)
    del content[row_key(article)]["topics"]

    assert list(apply_snapshot(content).topics.all()) == []


def test_columns_that_came_since_are_as_yet_untouched():
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


@each_record
def test_within_it_a_state_is_applied_and_afterwards_it_never_was(make):
    record = make()
    before, key = snapshot(record), row_key(record)
    other = {key: {**before[key], "slug": "tried"}}

    with temporarily_applied(other):
        assert snapshot(record) == other
        make_topic(slug="made-within")

    assert snapshot(record) == before
    assert not Topic.objects.filter(slug="made-within").exists()


def test_without_a_state_all_is_as_it_is_and_still_nothing_stays():
    with temporarily_applied(None):
        make_topic()

    assert not Topic.objects.exists()


def test_an_error_within_is_told_and_nothing_stays():
    topic = make_topic(slug="before")
    other = {row_key(topic): {**snapshot(topic)[row_key(topic)], "slug": "tried"}}

    with pytest.raises(ZeroDivisionError), temporarily_applied(other):
        raise ZeroDivisionError

    topic.refresh_from_db()
    assert topic.slug == "before"


def test_a_reference_is_replaced_in_each_column_that_is_to_that_model():
    row = {"topics": [1, 3], "people": [1], "image_id": 1, "title_en": "1"}

    replaced = replace_reference(Article, row, Topic, 1, 5)

    assert replaced == {"topics": [3, 5], "people": [1], "image_id": 1, "title_en": "1"}
    assert row["topics"] == [1, 3]
    assert replace_reference(Article, row, Topic, 1, 3)["topics"] == [3]
    assert replace_reference(Article, row, Topic, 2, 3) == row
    assert replace_reference(Article, {"title_en": "1"}, Topic, 1, 3) == {"title_en": "1"}


def test_a_reference_to_one_is_replaced_where_it_names_the_old():
    row = {"person_id": 1, "delegation_id": 1, "chamber_id": None}
    person = type(make_person())

    assert replace_reference(Appointment, row, person, 1, 5) == {**row, "person_id": 5}
    assert replace_reference(Appointment, row, person, 2, 5) == row


def test_keys_that_only_a_snapshot_has_are_not_given_again():
    article = make_article()
    with temporarily_applied(None):
        row = make_attachment(article)
        content = snapshot(article)

    reserve_keys(content)

    assert make_attachment(article).pk > row.pk
