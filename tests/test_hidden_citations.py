"""A cited page tells only of what readers saw: no draft, hidden language or working copy."""

from datetime import timedelta

import pytest

from assembly.newsroom.models import Action, Version
from assembly.newsroom.working_copies import Work
from delegations.models import Delegation

from .builders import (
    in_both,
    make_chamber,
    make_chamber_name,
    make_composition,
    make_delegation,
    make_seats,
    make_user,
)
from .citations import DAY, JULY, JUNE, MAY, NO_RECORD, NOTHING, keep, since
from .work import edited

pytestmark = pytest.mark.django_db


@pytest.fixture
def delegation():
    return make_delegation(slug="country")


@pytest.fixture
def composition(delegation):
    composition = make_composition(delegation)
    chamber = make_chamber(delegation, name="House")
    make_seats(composition, chamber=chamber, number=5)
    return composition


@pytest.mark.parametrize("status", ["draft", "review", "withdrawn"])
def test_a_version_that_was_not_public_then_never_leaks(client, delegation, composition, status):
    make_chamber_name(delegation.chambers.get(), **in_both(name="Secret"), since="2020")
    Delegation.objects.update(status=status)
    keep(delegation, MAY)
    delegation.chambers.get().names.filter(name_en="Secret").delete()
    Delegation.objects.update(status="published")
    keep(delegation, JUNE)

    page = client.get(f"/en/delegations/country/?{DAY}&cited=2026-05-31")

    assert since(client)[0] == NO_RECORD
    assert "Secret" not in page.content.decode()


def test_a_draft_between_two_public_versions_never_leaks(client, delegation, composition):
    keep(delegation, MAY)
    delegation.parliament_names.update(parliament="Secret", **in_both(parliament="Secret"))
    Delegation.objects.update(status="draft")
    keep(delegation, JUNE)
    texts = in_both(parliament="Parliament")
    delegation.parliament_names.update(parliament="Parliament", **texts)
    Delegation.objects.update(status="published")
    keep(delegation, JULY)

    assert since(client)[0] == NOTHING["en"]


def test_a_scheduled_version_is_seen_from_its_moment_on(client, delegation, composition):
    Delegation.objects.update(published_at=MAY + timedelta(days=10))
    keep(delegation, MAY)

    assert since(client, f"{DAY}&cited=2026-05-14")[0].startswith("This site has no record")
    assert since(client, f"{DAY}&cited=2026-05-15")[0].startswith("Nothing about this day")


def test_a_language_that_was_hidden_then_never_leaks(client, delegation, composition):
    Delegation.objects.update(shown_ru=False)
    keep(delegation, MAY)
    Delegation.objects.update(shown_ru=True)

    assert "Нет данных" in since(client, language="ru")[0]
    assert since(client)[0] == NOTHING["en"]


def test_a_working_copy_never_leaks(client, delegation, composition):
    """Not even one that was approved for a moment which has passed, and then taken back."""
    keep(delegation, MAY)
    work = edited(delegation, make_user(), title_en="Secret title")
    seats = next(key for key in work.content if key.startswith("delegations.seats/"))
    content = work.copy.content
    content[seats]["number"] = 77
    work.save_draft(content, None)
    work.copy.status, work.copy.published_at = "published", JUNE
    work.save_revision(Action.SCHEDULED)
    work.copy.status, work.copy.published_at = "draft", None
    work.save_revision(Action.SAVED)

    page = client.get(f"/en/delegations/country/?{DAY}&cited=2026-05-31").content.decode()

    assert since(client)[0] == NOTHING["en"]
    assert "77" not in page
    assert "Secret" not in page


def test_a_version_found_while_there_is_a_working_copy_is_public(client, delegation, composition):
    keep(delegation, MAY)
    edited(delegation, make_user(), title_en="New title")
    composition.seats.update(number=7)
    work = Work(Delegation.objects.get())
    found = work.record_outside_changes()
    Version.objects.filter(pk=found.pk).update(made_at=JUNE)

    assert since(client)[0] == "On 6 June 2026"
