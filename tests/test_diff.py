"""The difference between two texts is shown word by word, and no word is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from rapidfuzz.distance import Indel

from assembly.text.diff import (
    LARGEST_ALIGNMENT,
    MOST_RUNS,
    plain_change,
    plain_text,
    rich_change,
    word_diff,
)

from .strategies import texts, words

pytestmark = pytest.mark.once


def side(runs, left_out):
    return " ".join(run for kind, run in runs if kind != left_out)


@pytest.mark.parametrize("strategy", [texts, words])
def test_the_runs_rebuild_both_texts(strategy):
    @given(strategy, strategy)
    def check(before, after):
        runs = word_diff(before, after)

        for text, left_out in [(before, "insert"), (after, "delete")]:
            rebuilt = side(runs, left_out)
            assert rebuilt.split() == text.split()
            assert rebuilt.count("\n") == text.count("\n")

    check()


@given(words, words)
def test_runs_are_as_long_as_possible_and_never_empty(before, after):
    runs = word_diff(before, after)

    kinds = [kind for kind, _run in runs]
    assert all(run for _kind, run in runs)
    assert all(pair[0] != pair[1] for pair in pairwise(kinds))
    assert ("insert", "delete") not in pairwise(kinds)


@given(texts | words)
def test_equal_texts_have_only_equal_runs(text):
    assert {kind for kind, _run in word_diff(text, text)} <= {"equal"}


@given(words, words)
def test_texts_without_a_common_word_have_no_equal_run(before, after):
    apart = " ".join(f"new-{word}" for word in after.split())

    assert "equal" not in {kind for kind, _run in word_diff(" ".join(before.split()), apart)}


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("", "", []),
        ("", "one", [("insert", "one")]),
        ("one", "", [("delete", "one")]),
        ("7 deputies  sit", "7 deputies sit", [("equal", "7 deputies sit")]),
        (
            "It has 7 seats.",
            "It has 9 new seats.",
            [("equal", "It has"), ("delete", "7"), ("insert", "9 new"), ("equal", "seats.")],
        ),
        ("one\ntwo", "one two", [("equal", "one"), ("delete", "\n"), ("equal", "two")]),
        ("one two", "one three two", [("equal", "one"), ("insert", "three"), ("equal", "two")]),
    ],
)
def test_runs_of_words_are_equal_deleted_or_inserted(before, after, runs):
    assert word_diff(before, after) == runs


def test_a_frequent_word_of_a_long_text_is_compared_like_any_other():
    often = "the " * 300

    assert word_diff(often, often + "end") == [("equal", often.strip()), ("insert", "end")]
    assert word_diff("a " + often, often)[0] == ("delete", "a")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p>One</p><p>Two</p>", "One\nTwo"),
        ("<h2>One</h2><h6>Two</h6><p>Three</p>", "One\nTwo\nThree"),
        ("<ul><li>One</li><li>Two</li></ul>", "One\nTwo"),
        ("<blockquote>One</blockquote>Two", "One\nTwo"),
        ("One<br>Two<br />Three<br/>Four", "One\nTwo\nThree\nFour"),
        ("<p>A <strong>bold</strong>, <em>plain</em> word</p>", "A bold, plain word"),
        ("<p>Fish &amp; chips &lt;now&gt;</p>", "Fish & chips <now>"),
        ('<p>See <a href="/en/" rel="x">the page</a>.</p>', "See the page [/en/]."),
        ('<a href="/1">one</a> <a href="/2">two\nlines</a>', "one [/1] two lines [/2]"),
        ('<a class="x" href="/?a=1&amp;b=2">one</a>', "one [/?a=1&b=2]"),
    ],
)
def test_rich_text_is_read_as_lines_of_words(html, text):
    assert plain_text(html) == text


def letters(seed, number):
    """Return that many words, few of them different, in an order that depends on the seed."""
    words = ["the", "of", "7", "a", "и"]
    return " ".join(words[place * place // (seed + 2) % 5] for place in range(number))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("b a " * 50_000, "a " * 50_000),
        (letters(1, 100_000), letters(2, 100_000)),
        ("\n".join([letters(1, 50)] * 2_000), "\n".join([letters(2, 50)] * 2_000)),
        ("a\n" * 100_000, "b\na\n" * 50_000),
    ],
    ids=["repeated", "mixed", "paragraphs", "lines"],
)
def test_huge_texts_are_compared_as_a_whole(before, after, aligned):
    for change in [word_diff(before, after), plain_change(before, after).runs]:
        assert 0 < len(change) <= 3 * MOST_RUNS
        for left_out, text in [("insert", before), ("delete", after)]:
            assert side(change, left_out).replace("¶", "").split() == text.split()
    assert all(size <= LARGEST_ALIGNMENT for size in aligned)


@pytest.fixture
def aligned(monkeypatch):
    """Return the list of how many pairs of words each alignment compares."""
    sizes, opcodes = [], Indel.opcodes

    def counted(old, new):
        sizes.append(len(old) * len(new))
        return opcodes(old, new)

    monkeypatch.setattr(Indel, "opcodes", counted)
    return sizes


def test_a_long_text_with_a_changed_word_shows_that_word():
    before = "\n".join(letters(number, 50) for number in range(2_000))
    after = before.replace("\n", " changed\n", 1)

    runs = word_diff(before, after)

    assert [run for run in runs if run[0] != "equal"] == [("insert", "changed")]


def test_of_texts_too_long_to_compare_only_what_differs_is_shown():
    before, after = "a " * 1_000_000 + "1 end", "a " * 1_000_000 + "2 end"

    assert word_diff(before, after) == [("delete", "1"), ("insert", "2")]
    assert plain_change(before, after).runs == word_diff(before, after)
    assert rich_change(f"<p>{before}</p>", f"<p>{after}</p>").runs == word_diff(before, after)
    assert word_diff(before, before) == []
