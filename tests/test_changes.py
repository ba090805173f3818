"""The differences between two states of a record, and their descriptions for staff."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given

from assembly.newsroom.changes import (
    FieldChange,
    ValueChange,
    column_label,
    field_changes,
    row_label,
    value_text,
)
from assembly.newsroom.differences import Difference, differences
from assembly.newsroom.merging import WHOLE_ROW
from assembly.newsroom.snapshots import row_key, snapshot

from .builders import (
    make_appointment,
    make_article,
    make_attachment,
    make_composition,
    make_delegation,
    make_topic,
)
from .strategies import article_states

PAGE, ROW = "news.article/1", "news.attachment/1"


def filled(value):
    return value or None


@given(article_states)
def test_equal_states_do_not_differ(state):
    assert differences(state, state) == []


@given(article_states, article_states)
def test_differences_in_the_other_direction_are_reversed(before, after):
    there, back = differences(before, after), differences(after, before)

    assert {(one.name, repr(one.before), repr(one.after)) for one in there} == {
        (one.name, repr(one.after), repr(one.before)) for one in back
    }


@given(article_states, article_states)
def test_applying_the_differences_gives_the_other_state(before, after):
    changed = {key: dict(row) for key, row in before.items()}
    for one in differences(before, after):
        assert filled(one.before) == filled(before.get(one.key, {}).get(one.column))
        changed.setdefault(one.key, {})[one.column] = one.after

    for key in {**changed, **after}:
        for column in {**changed.get(key, {}), **after.get(key, {})}:
            led, meant = (state.get(key, {}).get(column) for state in [changed, after])
            assert filled(led) == filled(meant)


def test_differences_are_listed_row_by_row_with_their_columns():
    before = {PAGE: {"title_en": "Old", "dateline_en": "x"}, ROW: {"title_en": "Gone", "order": 0}}
    after = {PAGE: {"title_en": "New", "caption_en": "y"}, "news.attachment/2": {"order": 2}}

    found = differences(before, after)

    assert found == [
        Difference(PAGE, "title_en", "Old", "New"),
        Difference(PAGE, "dateline_en", "x", None),
        Difference(PAGE, "caption_en", None, "y"),
        Difference(ROW, "title_en", "Gone", None),
        Difference("news.attachment/2", "order", None, 2),
    ]
    assert found[0].name == "news.article/1/title_en"


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_different_kinds_of_empty_values_do_not_differ(nothing):
    assert differences({PAGE: {"x": nothing}}, {PAGE: {}}) == []
    assert differences({PAGE: {}}, {PAGE: {"x": nothing}}) == []
    assert differences({PAGE: {"x": nothing}}, {PAGE: {"x": ""}}) == []


@pytest.mark.django_db
def test_a_change_is_described_in_words_with_its_row():
    article = make_article(title_en="Old title")
    make_attachment(article, title_en="Minutes")
    before = snapshot(article)
    row = next(key for key in before if key.startswith("news.attachment"))
    after = {
        row_key(article): {
            **before[row_key(article)],
            "title_en": "New title",
            "stale": {"title_ru": {}},
        },
        row: {**before[row], "title_en": "Protocol"},
    }

    title = column_label(PAGE, "title_en")
    assert field_changes(before, after) == [
        FieldChange(
            "", title, ValueChange([("delete", "Old"), ("insert", "New"), ("equal", "title")])
        ),
        FieldChange(
            "Attachment: Protocol",
            title,
            ValueChange([("delete", "Minutes"), ("insert", "Protocol")]),
        ),
    ]


@pytest.mark.django_db
def test_a_change_of_rich_text_and_of_references_is_described_in_words():
    one, other = make_topic(name_en="Peace"), make_topic(name_en="Law")
    before = {PAGE: {"body_en": "<p>One</p>", "topics": [one.pk]}}
    after = {PAGE: {"body_en": "<p>Two</p>", "topics": [other.pk]}}

    assert [change.value.runs for change in field_changes(before, after)] == [
        [("delete", "One"), ("insert", "Two")],
        [("delete", "Peace"), ("insert", "Law")],
    ]


@pytest.mark.django_db
def test_only_the_records_that_a_value_refers_to_are_queried():
    topic = make_topic(name_en="Peace")

    with CaptureQueriesContext(connection) as captured:
        assert value_text(PAGE, "topics", [topic.pk]) == "Peace"

    [query] = captured
    assert f"IN ({topic.pk})" in query["sql"]


@pytest.mark.django_db
def test_a_deleted_row_keeps_its_former_name():
    article = make_article()
    make_attachment(article, title_en="Minutes")
    before = snapshot(article)
    after = {row_key(article): before[row_key(article)]}

    places = {change.place for change in field_changes(before, after)}

    assert places == {"Attachment: Minutes"}


def test_the_record_itself_has_no_row_label():
    content = {PAGE: {"slug": "page"}, ROW: {"name": "file"}}

    assert row_label(PAGE, content[PAGE], content) == ""
    assert row_label(ROW, content[ROW], content) == "Attachment: file"


def test_a_row_with_former_columns_still_has_a_label():
    assert row_label(ROW, {"name": "file", "colour": "red"}, {PAGE: {}}) == "Attachment: file"


@pytest.mark.django_db
def test_a_row_whose_name_needs_a_deleted_record_is_named_by_its_kind():
    key = "delegations.seats/1"
    appointment = make_appointment(delegation=make_delegation())
    [(row, values)] = [
        (key, values)
        for key, values in snapshot(appointment.delegation).items()
        if "appointment" in key
    ]
    person = appointment.person
    content = {"delegations.delegation/1": {}}
    assert row_label(row, values, content) == f"Appointment: {appointment}"
    appointment.delete()
    person.delete()

    assert row_label(row, values, content) == "Appointment"
    assert row_label(key, {"number": 3, "described_as_en": "deputies"}, content) == (
        "Seats of a chamber: 3 deputies"
    )


def test_columns_are_named_like_their_fields():
    assert column_label(PAGE, "slug") == "Address"
    assert column_label(PAGE, "image_id") == "Image"
    assert column_label(PAGE, "topics") == "Topics"
    assert column_label(PAGE, WHOLE_ROW) == "the whole row"


@pytest.mark.parametrize(
    ("key", "column", "value", "text"),
    [
        (PAGE, "slug", None, ""),
        (PAGE, "slug", "", ""),
        (PAGE, "slug", "page", "page"),
        (PAGE, "pinned", True, "yes"),
        (PAGE, "pinned", False, "no"),
        (PAGE, "body_en", "<p>One</p><p>Two</p>", "One\nTwo"),
        (PAGE, "title_en", "1 < 2 > 1", "1 < 2 > 1"),
        (PAGE, "colour", "<b>red</b>", "<b>red</b>"),
        (PAGE, "colour", 5, "5"),
        (ROW, "order", 0, "0"),
        (ROW, WHOLE_ROW, {"name": "file", "title_ru": "", "order": 3}, "file, 3"),
        (PAGE, WHOLE_ROW, {"slug": "page", "pinned": True, "caption_en": ""}, "page, yes"),
        (ROW, WHOLE_ROW, None, ""),
        (PAGE, "body_en", "", ""),
        (PAGE, "image_id", "", ""),  # from when the column held text
        ("delegations.chamber/1", "kind", "", ""),
        ("delegations.chamber/1", "kind", "lower", "lower"),
        ("delegations.appointment/1", "title_link_en", "dash", "a dash"),
        ("delegations.appointment/1", "title_link_en", "stop", "stop"),
        ("delegations.composition/1", "since", "2021-03", "2021-03"),
    ],
)
def test_values_are_formatted_for_staff(key, column, value, text):
    assert value_text(key, column, value) == text


@pytest.mark.django_db
def test_a_chamber_of_a_version_is_called_by_its_identifier():
    delegation = make_delegation()
    row = {"delegation_id": delegation.pk, "slug": "senate", "kind": "upper"}

    label = row_label("delegations.chamber/1", row, {row_key(delegation): {}})

    assert label == f"Chamber: senate ({delegation})"


@pytest.mark.django_db
def test_references_are_shown_by_name_and_deleted_ones_as_such():
    topics = [make_topic(name_en=name) for name in ["Peace", "Law"]]
    delegation = make_delegation(title_en="Belarus")
    composition = make_composition(delegation, since="2020")

    assert value_text(PAGE, "topics", [topics[1].pk, topics[0].pk]) == "Law, Peace"
    assert value_text(PAGE, "topics", [topics[0].pk, 0]) == "Peace, (deleted)"
    assert value_text(PAGE, "topics", []) == ""
    assert value_text(PAGE, "image_id", 99) == "(deleted)"
    key = row_key(composition)
    assert value_text(key, "delegation_id", delegation.pk) == "Belarus"
