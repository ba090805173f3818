"""The statements of a fact outlive two editors, versions and content files."""

import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from assembly.links.models import LinkUse
from assembly.newsroom.changes import field_changes
from assembly.newsroom.differences import differences
from assembly.newsroom.merging import merge
from assembly.newsroom.snapshots import (
    RefusedValueError,
    apply_snapshot,
    is_present_state,
    row_key,
    snapshot,
)
from delegations.migrations._moved_sources import SOURCE, taken_statements
from delegations.models import Composition
from delegations.statements import in_order

from .builders import make_appointment, make_composition, make_delegation, make_user
from .forms import change_page, filled, save, save_as

ROOT, KEY = "delegations.delegation/1", "delegations.composition/1"
NOTHING = {"says": "so", "kind": "website", "title_en": "", "title_ru": "", "address": ""}


def said(day, **texts):
    return {"day": day, **NOTHING, **texts}


PAGE = said("2025-09-14", title_en="Page", address="https://a.example.org/")
REPORT = said("2017-12", kind="report", title_en="Report", title_ru="Отчёт")
LETTER = said("2025-09-14", kind="letter", title_en="Letter")
DECISION = said("2020", says="began", kind="decision", title_ru="Решение")
statement_lists = st.lists(
    st.sampled_from([PAGE, REPORT, LETTER, DECISION]), unique_by=json.dumps
).map(in_order)


def state(statements):
    return {ROOT: {}, KEY: {"since": "2020", "statements": statements}}


def merged(*lists):
    content, conflicts = merge(*map(state, lists))
    assert conflicts == []
    return content[KEY]["statements"]


@given(statement_lists, statement_lists, statement_lists)
def test_what_two_people_did_to_a_list_is_done_in_any_order(base, mine, theirs):
    both = merged(base, mine, theirs)

    assert both == merged(base, theirs, mine) == in_order(both)
    added = [one for one in [*mine, *theirs] if one not in base]
    assert all(one in both for one in added)
    assert all(one in mine and one in theirs for one in both if one in base)


def test_two_statements_made_of_one_are_both_kept():
    mine, theirs = {**PAGE, "title_ru": "Страница"}, {**PAGE, "title_en": "Web page"}

    assert merged([PAGE, REPORT], [mine, REPORT], [theirs, REPORT]) == in_order(
        [mine, theirs, REPORT]
    )


def test_a_state_of_before_the_column_loses_nothing():
    base = {ROOT: {}, KEY: {"since": "2020"}}

    content, conflicts = merge(base, state([PAGE]), state([REPORT]))

    assert (content[KEY]["statements"], conflicts) == ([PAGE, REPORT], [])
    assert differences(base, state([])) == []
    assert [one.after for one in differences(base, state([PAGE]))] == [[PAGE]]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "changed",
    [
        {"title_en": "Web page"},
        {"title_ru": "Страница"},
        {"day": "2025-09"},
        {"says": "ended"},
        {"kind": "news"},
        {"address": "https://b.example.org/"},
    ],
    ids=str,
)
def test_any_change_of_a_statement_is_told_in_words(language, changed):
    with override(language):
        [change] = field_changes(state([PAGE, REPORT]), state([{**PAGE, **changed}, REPORT]))

        words = "".join(text for kind, text in change.value.runs if kind != "equal")
    assert words
    assert "{" not in words


def test_a_change_reads_as_the_statements_do():
    with override("ru"):
        [change] = field_changes(state([]), state([REPORT]))

    [(kind, words)] = change.value.runs
    assert kind == "insert"
    assert "декабря 2017" in words
    assert "Report / Отчёт" in words


@pytest.fixture
def composition(db):
    return make_composition(make_delegation(), seats=[7], statements=[PAGE, REPORT])


def test_an_old_version_gives_the_statements_back(composition):
    old = snapshot(composition.delegation)
    composition.statements = []
    composition.save()
    assert [one.column for one in differences(old, snapshot(composition.delegation))] == [
        "statements"
    ]

    apply_snapshot(old)

    composition.refresh_from_db()
    assert composition.statements == [PAGE, REPORT]
    assert snapshot(composition.delegation) == old


def test_a_version_without_the_column_is_that_of_a_fact_without_statements(composition):
    composition.statements = []
    composition.save()
    present = snapshot(composition.delegation)
    before = {**present, row_key(composition): {**present[row_key(composition)]}}
    del before[row_key(composition)]["statements"]

    assert is_present_state(before, present)


@pytest.mark.parametrize("bad", [[said("May")], [{"source": "x"}], "text", [said(None, kind="x")]])
def test_a_version_with_invalid_statements_is_refused_in_its_place(composition, bad):
    content = snapshot(composition.delegation)
    content[row_key(composition)]["statements"] = bad

    with pytest.raises(RefusedValueError) as refused:
        apply_snapshot(content)

    assert refused.value.place == f"{row_key(composition)}/statements"


def test_the_addresses_of_statements_are_checked(composition):
    uses = LinkUse.objects.filter(object_id=composition.pk).values_list("url", flat=True)
    assert list(uses.all()) == ["https://a.example.org/"]

    composition.statements = [{**PAGE, "address": "https://b.example.org/"}]
    composition.save()

    assert list(uses.all()) == ["https://b.example.org/"]


@pytest.fixture
def load(composition, tmp_path):
    """Return a function that loads the composition with other values, as it was dumped."""
    out = StringIO()
    natural = {"use_natural_foreign_keys": True, "use_natural_primary_keys": True}
    call_command("dumpdata", "delegations.composition", **natural, stdout=out)
    [dumped] = json.loads(out.getvalue())
    for name in Composition.workflow_fields:  # no content file has them
        dumped["fields"].pop(name, None)

    def load(**values):
        file = tmp_path / "content.json"
        file.write_text(json.dumps([{**dumped, "fields": {**dumped["fields"], **values}}]))
        call_command("loaddata", file, verbosity=0)
        composition.refresh_from_db()
        return composition.statements

    return load


def test_a_content_file_adds_statements_and_drops_none(composition, load):
    composition.statements = [PAGE, LETTER, REPORT]
    composition.save()

    assert load() == in_order([PAGE, LETTER, REPORT])
    assert load(statements=[DECISION]) == in_order([PAGE, LETTER, DECISION, REPORT])
    assert load(statements=[]) == in_order([PAGE, LETTER, DECISION, REPORT])


def test_loading_again_leaves_when_the_site_learned_of_it(composition, load):
    learned = datetime(2024, 5, 5, tzinfo=UTC)
    Composition.objects.update(until="2025-10", recorded_at=learned, end_recorded_at=learned)

    load(until="2025-10")

    assert (composition.recorded_at, composition.end_recorded_at) == (learned, learned)


@pytest.mark.parametrize("bad", ["text", [said("May")], [1], [{"source": "x"}]])
def test_a_content_file_with_invalid_statements_is_refused(load, composition, bad):
    with pytest.raises(CommandError, match="was not loaded: "):
        load(statements=bad)

    composition.refresh_from_db()
    assert composition.statements == [PAGE, REPORT]


@pytest.fixture
def typed():
    """Return what is typed for a third statement."""
    return {"statements-2-day": "2020", "statements-2-title_ru": "Решение"}


def test_staff_add_a_statement_and_touch_no_other(client, editor, composition, typed):
    client.force_login(editor)

    save(client, change_page(composition), **typed)

    added = said("2020", title_ru="Решение")
    form = client.get(change_page(composition)).context["adminform"].form
    assert form["statements"].value() == [PAGE, added, REPORT]


def test_two_editors_add_their_statements(client, editor, publisher, composition, typed):
    client.force_login(editor)
    opened = filled(client.get(change_page(composition)))
    theirs = {"statements-2-day": "2019", "statements-2-title_en": "Minutes"}
    save_as(publisher, composition, **theirs)

    client.post(change_page(composition), {**opened, **typed})

    form = client.get(change_page(composition)).context["adminform"].form
    assert [one["day"] for one in form["statements"].value()] == [
        "2025-09-14",
        "2020",
        "2019",
        "2017-12",
    ]


def test_a_refused_form_shows_what_was_typed_for_statements(client, editor, composition, typed):
    client.force_login(editor)

    refused = save(client, change_page(composition), **{**typed, "statements-2-day": "May"})

    shown = filled(refused)
    assert (shown["statements-2-day"], shown["statements-2-title_ru"]) == ("May", "Решение")
    assert [problem.target for problem in refused.context["problems"]] == ["id_statements"]
    assert b'<details class="statements" id="id_statements" open>' in refused.content


def test_who_may_only_view_reads_the_statements(client, composition):
    make_appointment(delegation=composition.delegation, statements=[PAGE])
    views = [f"view_{name}" for name in ["delegation", "composition", "appointment"]]
    client.force_login(make_user(*views))

    for record in [composition, composition.delegation]:
        page = client.get(change_page(record)).content.decode()

        assert '<a href="https://a.example.org/">Page</a> (page of a website)</li>' in page
        assert "&quot;day&quot;" not in page


def test_what_is_stored_is_clean_whichever_way_it_comes(composition):
    composition.statements = [{"day": "2020", "title_en": " Report\x01 "}, {"day": "2020"}]
    composition.save()

    composition.refresh_from_db()
    kept = {**NOTHING, "day": "2020", "kind": "other"}
    assert composition.statements == [kept, {**kept, "title_en": "Report"}]


@pytest.mark.parametrize("blank", ["", " ", None])
def test_an_upgrade_makes_no_statement_of_a_blank_source(blank):
    row = {name: blank for name in SOURCE if name not in {"confirmed_on", "announced"}}

    assert taken_statements({**row, "confirmed_on": None, "announced": False}) == []
