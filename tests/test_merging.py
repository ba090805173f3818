"""Changes that two people made to one state are merged, and contradictions are reported."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.newsroom.differences import differences
from assembly.newsroom.merging import WHOLE_ROW, Conflict, in_record_order, merge

from .strategies import edits

PAGE, FIRST, SECOND = "news.article/1", "news.attachment/1", "news.attachment/2"
MARK, OTHER = {"source": "title_en", "before": "A"}, {"source": "title_en", "before": "B"}


def row(**columns):
    return {PAGE: {"title_en": "Title", "summary_en": "", "topics": [], "stale": {}, **columns}}


def swapped(conflict):
    return Conflict(conflict.key, conflict.column, conflict.base, conflict.theirs, conflict.mine)


@given(edits)
def test_without_my_changes_the_result_is_theirs(states):
    base, _mine, theirs = states

    assert merge(base, base, theirs) == (theirs, [])


@given(edits)
def test_without_their_changes_the_result_is_mine(states):
    base, mine, _theirs = states

    assert merge(base, mine, base) == (mine, [])


@given(edits)
def test_an_equal_change_by_both_is_kept(states):
    base, both, _other = states

    assert merge(base, both, both) == (both, [])


@given(edits)
def test_the_order_of_two_people_affects_only_conflicts(states):
    base, mine, theirs = states
    _undecided, conflicts = merge(base, mine, theirs)
    mine_stands = {conflict.name: "mine" for conflict in conflicts}
    theirs_stands = {conflict.name: "theirs" for conflict in conflicts}

    other_conflicts = merge(base, theirs, mine)[1]

    assert {one.name: one for one in map(swapped, other_conflicts)} == {
        one.name: one for one in conflicts
    }
    assert merge(base, mine, theirs, mine_stands) == merge(base, theirs, mine, theirs_stands)


@given(edits, st.data())
def test_choices_resolve_all_conflicts_and_are_kept(states, data):
    conflicts = merge(*states)[1]
    choices = {one.name: data.draw(st.sampled_from(["mine", "theirs"])) for one in conflicts}

    merged, left = merge(*states, choices)

    assert left == []
    for one in conflicts:
        chosen = one.mine if choices[one.name] == "mine" else one.theirs
        found = merged.get(one.key)
        assert (found if one.column == WHOLE_ROW else found[one.column]) == chosen


@given(edits)
def test_an_unresolved_conflict_keeps_theirs_and_is_reported(states):
    chosen = {one.name: "theirs" for one in merge(*states)[1]}

    assert merge(*states)[0] == merge(*states, chosen)[0]


@given(edits)
def test_a_change_by_one_person_alone_is_kept(states):
    base, mine, theirs = states
    merged, conflicts = merge(*states)
    contradicted = {one.name for one in conflicts}

    for one, other in [(mine, theirs), (theirs, mine)]:
        touched = {change.name for change in differences(base, other)}
        for change in differences(base, one):
            names = {change.name, f"{change.key}/{WHOLE_ROW}"}
            if change.name not in touched and not names & contradicted:
                assert merged.get(change.key, {}).get(change.column) == change.after


@given(edits)
def test_both_may_add_to_and_remove_from_a_list(states):
    base, mine, theirs = (set(state[PAGE]["topics"]) for state in states)

    merged = merge(*states)[0][PAGE]["topics"]

    assert merged == sorted((mine & theirs) | ((mine | theirs) - base))


@given(edits)
def test_a_mark_set_or_cleared_by_either_person_stays_so(states):
    base, mine, theirs = (state[PAGE]["stale"].keys() for state in states)

    merged = merge(*states)[0][PAGE]["stale"].keys()

    assert merged == (mine & theirs) | ((mine | theirs) - base)


def test_changes_to_different_columns_and_rows_are_merged():
    base = {**row(), FIRST: {"title_en": "Minutes"}}
    mine = {**row(title_en="Mine"), FIRST: {"title_en": "Minutes"}}
    theirs = {**row(summary_en="Theirs"), FIRST: {"title_en": "Protocol"}}

    both = {**row(title_en="Mine", summary_en="Theirs"), FIRST: {"title_en": "Protocol"}}
    assert merge(base, mine, theirs) == (both, [])


def test_different_changes_to_one_column_are_a_conflict():
    states = row(), row(title_en="Mine"), row(title_en="Theirs")

    merged, [conflict] = merge(*states)

    assert merged == row(title_en="Theirs")
    assert conflict == Conflict(PAGE, "title_en", "Title", "Mine", "Theirs")
    assert conflict.name == "news.article/1/title_en"
    assert merge(*states, {conflict.name: "mine"}) == (row(title_en="Mine"), [])
    assert merge(*states, {conflict.name: "nonsense"}) == (merged, [conflict])


def test_a_row_that_one_deletes_and_another_edits_is_a_conflict():
    kept, edited = {**row(), FIRST: {"order": 1}}, {**row(), FIRST: {"order": 2}}

    assert merge(kept, row(), edited) == (
        edited,
        [Conflict(FIRST, WHOLE_ROW, {"order": 1}, None, {"order": 2})],
    )
    assert merge(kept, edited, row()) == (
        row(),
        [Conflict(FIRST, WHOLE_ROW, {"order": 1}, {"order": 2}, None)],
    )
    choices = {f"{FIRST}/": "mine"}
    assert merge(kept, row(), edited, choices) == (row(), [])
    assert merge(kept, edited, row(), choices) == (edited, [])


def test_a_row_that_both_added_differently_is_compared_column_by_column():
    mine, theirs = {"order": 1, "title_en": "One"}, {"order": 1, "title_en": "Two"}

    merged, conflicts = merge(row(), {**row(), FIRST: mine}, {**row(), FIRST: theirs})

    assert merged == {**row(), FIRST: theirs}
    assert conflicts == [Conflict(FIRST, "title_en", None, "One", "Two")]


def test_lists_missing_from_an_earlier_state_are_combined():
    base = {PAGE: {"title_en": "Title"}}

    assert merge(base, row(topics=[3, 1]), row(topics=[2]))[0] == row(topics=[1, 2, 3])


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged"),
    [
        ({}, {"a": MARK}, {"b": MARK}, {"a": MARK, "b": MARK}),
        ({"a": MARK}, {}, {"a": MARK, "b": MARK}, {"b": MARK}),
        ({"a": MARK}, {"a": MARK, "b": MARK}, {}, {"b": MARK}),
        ({"a": MARK, "b": MARK}, {"a": MARK}, {"b": MARK}, {}),
        ({"a": MARK, "b": MARK}, {"a": OTHER, "b": MARK}, {"a": MARK}, {"a": OTHER}),
        ({"a": MARK, "b": MARK}, {"a": MARK}, {"a": OTHER, "b": MARK}, {"a": OTHER}),
        # One checked a translation while the other made it stale again.
        ({"a": MARK}, {"b": MARK}, {"a": OTHER}, {"a": OTHER, "b": MARK}),
        ({"a": MARK}, {"a": OTHER}, {"b": MARK}, {"a": OTHER, "b": MARK}),
        ({}, {"a": MARK}, {"a": OTHER}, {"a": OTHER}),
        (None, {"a": MARK}, {"b": MARK}, {"a": MARK, "b": MARK}),
    ],
)
def test_marks_of_stale_translations_are_merged_one_by_one(base, mine, theirs, merged):
    states = row(stale=base), row(stale=mine), row(stale=theirs)

    assert merge(*states) == (row(stale=merged), [])


@given(edits)
def test_a_merged_state_begins_with_the_record_and_keeps_its_order(states):
    merged = list(merge(*states)[0])

    assert merged[0] == PAGE
    assert merged == sorted(merged, key=lambda key: int(key.split("/")[1]))


def test_rows_are_in_the_order_of_the_record():
    keys = ["seats/1", "chamber/10", "composition/3", "chamber/9", "chambername/2"]
    content = {f"delegations.{key}": {"key": key} for key in ["delegation/7", *keys]}

    ordered = in_record_order(content)

    assert [one["key"] for one in ordered.values()] == [
        "delegation/7",
        "chamber/9",
        "chamber/10",
        "chambername/2",
        "composition/3",
        "seats/1",
    ]
    assert ordered == content
