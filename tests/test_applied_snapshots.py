"""A snapshot is applied completely, whatever changed since, or temporarily without a trace."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.newsroom.snapshots import (
    apply_snapshot,
    reserve_keys,
    row_key,
    snapshot,
    temporarily_applied,
)
from delegations.models import Appointment, Composition, Seats
from news.models import Article, Topic

from .builders import (
    make_appointment,
    make_article,
    make_attachment,
    make_composition,
    make_delegation,
    make_image,
    make_topic,
)
from .strategies import saved_states
from .whole_records import each_record, make_whole_delegation
from .work import delete_whole

pytestmark = pytest.mark.django_db


def writes(queries):
    return [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


@each_record
def test_applying_an_unchanged_snapshot_writes_nothing(make):
    record = make()

    with CaptureQueriesContext(connection) as captured:
        assert apply_snapshot(snapshot(record)) == record

    assert writes(captured) == []


@each_record
@settings(max_examples=12)  # each example needs many queries
@given(data=st.data())
def test_an_applied_snapshot_replaces_any_other_state(make, data):
    free = ("summary", "caption", "dateline", "note")
    with transaction.atomic():
        record = make()
        whole = snapshot(record)
        one, other = (data.draw(saved_states(whole, free)) for _number in range(2))

        for content in [one, other, whole, one]:
            assert snapshot(apply_snapshot(content)) == content
        transaction.set_rollback(True)


@each_record
def test_a_deleted_record_is_restored_with_its_key(make):
    record = make()
    content = snapshot(record)
    delete_whole(record)

    again = apply_snapshot(content)

    assert again == record
    assert snapshot(again) == content


def test_rows_added_since_are_deleted():
    delegation = make_delegation()
    content = snapshot(delegation)
    make_composition(delegation, seats=[3, 4])
    apart = make_composition(make_delegation())

    apply_snapshot(content)

    assert snapshot(delegation) == content
    assert list(Composition.objects.all()) == [apart]


def test_the_workflow_status_stays(publisher):
    article = make_article(slug="one")
    content = snapshot(article)
    Article.objects.update(slug="two", status="review", updated_by=publisher)

    again = apply_snapshot(content)

    assert (again.slug, again.status, again.updated_by) == ("one", "review", publisher)


def test_a_column_missing_from_the_snapshot_is_left_unchanged():
    topic = make_topic(name_en="Peace", name_ru="Мир")

    again = apply_snapshot({row_key(topic): {"slug": "new", "name_en": "Law"}})

    assert (again.slug, again.name_en, again.name_ru) == ("new", "Law", "Мир")


def test_an_optional_reference_to_a_deleted_record_becomes_empty():
    article = make_article(image=make_image())
    content = snapshot(article)
    image = article.image
    Article.objects.update(image=None, title_en="Since")
    image.delete()

    again = apply_snapshot(content)

    assert (again.image, again.title_en) == (None, content[row_key(article)]["title_en"])


def test_a_required_reference_to_a_deleted_record_is_refused():
    delegation = make_delegation()
    appointment = make_appointment(delegation=delegation)
    content = snapshot(delegation)
    appointment.delete()
    appointment.person.delete()

    with pytest.raises(ValidationError, match=r"person \(person\)"), transaction.atomic():
        apply_snapshot(content)

    assert not Appointment.objects.exists()


def test_a_text_is_no_longer_than_its_column():
    article = make_article(title_en="x" * 199, summary_en="x" * 501)  # longer only in a form
    content = snapshot(article)
    content[row_key(article)]["title_en"] = "x" * 200

    assert apply_snapshot(content).title_en == "x" * 200

    content[row_key(article)]["title_en"] = "x" * 201
    with pytest.raises(ValidationError, match=r"Title \(English\): Ensure"):
        apply_snapshot(content)


def test_a_row_may_refer_to_one_that_is_restored_with_it():
    delegation = make_whole_delegation()
    content = snapshot(delegation)
    for row in reversed(list(delegation.rows())[1:]):
        row.delete()

    apply_snapshot(content)

    chamber = delegation.chambers.get()
    assert Appointment.objects.get().chamber == chamber
    assert {seats.chamber for seats in Seats.objects.all()} == {chamber}


def test_deleted_records_are_left_out_of_a_many_to_many_relation():
    article, topics = make_article(), [make_topic(), make_topic()]
    article.topics.set(topics)
    content = snapshot(article)
    topics[0].delete()
    Article.objects.update(title_en="Since")

    assert list(apply_snapshot(content).topics.all()) == [topics[1]]


def test_a_snapshot_older_than_a_many_to_many_relation_lists_nothing():
    article = make_article()
    article.topics.add(make_topic())
    content = snapshot(article)
    del content[row_key(article)]["topics"]

    assert list(apply_snapshot(content).topics.all()) == []


@each_record
def test_a_temporarily_applied_state_is_rolled_back(make):
    record = make()
    before, key = snapshot(record), row_key(record)
    other = {key: {**before[key], "slug": "tried"}}

    with temporarily_applied(other):
        assert snapshot(record) == other
        make_topic(slug="made-within")

    assert snapshot(record) == before
    assert not Topic.objects.filter(slug="made-within").exists()


def test_without_a_state_nothing_is_applied_and_writes_are_still_rolled_back():
    with temporarily_applied(None):
        make_topic()

    assert not Topic.objects.exists()


def test_an_error_within_is_raised_and_everything_is_rolled_back():
    topic = make_topic(slug="before")
    other = {row_key(topic): {**snapshot(topic)[row_key(topic)], "slug": "tried"}}

    with pytest.raises(ZeroDivisionError), temporarily_applied(other):
        raise ZeroDivisionError

    topic.refresh_from_db()
    assert topic.slug == "before"


def test_keys_that_exist_only_in_a_snapshot_are_not_reused():
    article = make_article()
    with temporarily_applied(None):
        row = make_attachment(article)
        content = snapshot(article)

    reserve_keys(content)

    assert make_attachment(article).pk > row.pk
