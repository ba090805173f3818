"""A source of a day before a fact's first day may announce it, but cannot say that it was so."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from delegations.models import Composition

from .builders import in_both, make_appointment, make_composition, make_delegation, says
from .forms import change_page, errors, save

pytestmark = pytest.mark.django_db


def make_fact(kind, **given):
    delegation = make_delegation(status="draft")
    if kind == "composition":
        return make_composition(delegation, seats=[5], **given)
    return make_appointment(delegation=delegation, **given)


each_fact = pytest.mark.parametrize("kind", ["composition", "appointment"])
each_language = pytest.mark.parametrize("language", ["en", "ru"])


@each_fact
@pytest.mark.parametrize(
    ("since", "day"),
    [("2021-03-02", "2021-03-01"), ("2021-03", "2021-02-28"), ("2021", "2020-12-31")],
)
def test_a_source_that_says_it_was_so_before_the_first_day_is_refused(kind, since, day):
    fact = make_fact(kind, since=since, stated=["2025"])
    fact.statements = [says(day)]

    with pytest.raises(ValidationError) as refused:
        fact.full_clean()

    assert [*refused.value.message_dict] == ["statements"]


@each_fact
@pytest.mark.parametrize(
    ("since", "statement"),
    [
        ("2021-03-02", {"day": "2021-03-01", "says": "began"}),
        ("2021-03-02", {"day": "2021-03-02"}),
        ("2021-03-02", {"day": "2021-03"}),
        ("2021-03", {"day": "2021-03-01"}),
        ("2021", {"day": "2021-01-01"}),
        (None, {"day": "2021-01-01"}),
        ("2021", {"day": None}),
    ],
)
def test_an_announcement_and_a_source_since_the_first_day_are_accepted(kind, since, statement):
    fact = make_fact(kind, since=since, stated=["2025"])
    fact.statements = [says(**statement)]

    fact.full_clean()


@each_fact
@each_language
def test_a_form_refuses_it_at_the_field_and_accepts_the_announcement(
    client, editor, kind, language
):
    fact = make_fact(kind)
    client.cookies["django_language"] = language
    client.force_login(editor)
    changes = {"since": "2026-01", "statements-0-day": "2025-12-20"}

    refused = save(client, change_page(fact), **changes)

    assert [*errors(refused)] == ["statements"]
    said = {
        "en": "before the first day (January 2026)",
        "ru": "раньше первого дня (января 2026 г.)",
    }
    assert said[language] in errors(refused)["statements"]
    fact.refresh_from_db()
    assert fact.since is None
    save(client, change_page(fact), **changes, **{"statements-0-says": "began"})
    fact.refresh_from_db()
    assert (fact.since, fact.is_announced) == ("2026-01", True)


def test_the_form_of_a_delegation_refuses_it_in_its_row(client, editor):
    fact = make_fact("appointment")
    client.force_login(editor)

    refused = save(client, change_page(fact.delegation), **{"appointments-0-since": "2026"})

    assert [*errors(refused)] == ["appointments-0-statements"]


@pytest.mark.parametrize("announced", [True, False])
def test_a_content_file_follows_the_same_rule(tmp_path, announced):
    make_delegation(slug="belarus")
    statement = says("2025-12-20", says="began" if announced else "so")
    fields = {"delegation": ["belarus"], "since": "2026-01", "statements": [statement]}
    fields |= {"identifier": "2026-01", **in_both(lead_in="It has")}
    file = tmp_path / "content.json"
    file.write_text(json.dumps([{"model": "delegations.composition", "fields": fields}]))

    if announced:
        call_command("loaddata", file, verbosity=0)
        return
    with pytest.raises(CommandError, match="before the first day"):
        call_command("loaddata", file, verbosity=0)
    assert not Composition.objects.exists()
