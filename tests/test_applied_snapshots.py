"""A state is put back whole, whatever came since, or tried without a trace."""

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

pytestmark = pytest.mark.django_db


def writes(queries):
    return [
        query["sql"] for query in queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
    ]


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


def test_a_text_is_no_longer_than_its_column():
    article = make_article(title_en="x" * 199, summary_en="x" * 501)  # longer only in a form
    content = snapshot(article)
    content[row_key(article)]["title_en"] = "x" * 200

    assert apply_snapshot(content).title_en == "x" * 200

    content[row_key(article)]["title_en"] = "x" * 201
    with pytest.raises(ValidationError, match=r"Title \(English\): Ensure"):
        apply_snapshot(content)


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


def test_keys_that_only_a_snapshot_has_are_not_given_again():
    article = make_article()
    with temporarily_applied(None):
        row = make_attachment(article)
        content = snapshot(article)

    reserve_keys(content)

    assert make_attachment(article).pk > row.pk
