"""When a text goes public is proposed by editors, and a moment in the past is asked once."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from assembly.newsroom.bin import move_to_bin, restore_from_bin
from assembly.newsroom.workflow import Step, take_step
from assembly.newsroom.working_copies import Work

from .builders import LAST_YEAR, make_appointment, make_article, make_delegation, make_user
from .forms import change_page, filled, save, take
from .moments import NEW_YEAR, NEW_YEARS_EVE, PAST, TWELFTH_OF_MAY, history, moment
from .pages import text, text_after_redirect
from .publications import each_app
from .work import edited, stored

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@each_app
def test_an_editor_proposes_a_moment_that_the_publisher_finds_in_the_form(
    client, editor, publisher, make
):
    page = make(status="draft")
    client.force_login(editor)
    form = client.get(change_page(page))
    assert "Your proposal: a publisher decides." in text(form)
    take(client, page, "submit", **NEW_YEAR)

    page.refresh_from_db()
    assert (page.status, page.published_at, page.proposed_at) == ("review", None, NEW_YEARS_EVE)
    assert not page.was_public
    assert "proposed for publication on 31 December 2998, 09:00 Moscow time" in history(
        client, page
    )
    client.force_login(publisher)
    assert moment(client, page) == NEW_YEAR
    assert "It goes public on 31 December 2998 at 09:00 Moscow time, in" in text(
        client.get(change_page(page))
    )
    approved = take(client, page, "approve")

    assert "goes public on 31 December 2998, 09:00 Moscow time" in text_after_redirect(
        client, approved
    ).replace("Goes", "goes")
    page.refresh_from_db()
    assert (*stored(page), page.proposed_at) == ("published", NEW_YEARS_EVE, None)
    assert not page.is_public
    assert "goes public on 31 December 2998, 09:00 Moscow time" in history(client, page)


def test_an_approval_sent_without_the_field_takes_the_proposal(client, writer, publisher):
    page = make_article(status="review", updated_by=writer, proposed_at=NEW_YEARS_EVE)
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    del opened["moment_0"], opened["moment_1"]

    client.post(change_page(page), {**opened, "_step": "approve"})

    assert stored(page) == ("published", NEW_YEARS_EVE)


@each_app
def test_a_proposal_is_saved_changed_and_cleared_with_a_plain_save(client, editor, make):
    page = make(status="draft")
    client.force_login(editor)

    for given, proposed in [(NEW_YEAR, NEW_YEARS_EVE), ({"moment_0": "", "moment_1": ""}, None)]:
        save(client, change_page(page), **given)
        page.refresh_from_db()
        assert page.proposed_at == proposed


def test_a_stale_form_leaves_a_proposal_made_meanwhile(client, editor):
    page = make_article(status="draft")
    client.force_login(editor)
    stale = filled(client.get(change_page(page)))
    save(client, change_page(page), **NEW_YEAR)

    client.post(change_page(page), {**stale, "summary_en": "New"})

    page.refresh_from_db()
    assert (page.summary_en, page.proposed_at) == ("New", NEW_YEARS_EVE)


def test_an_edit_of_an_approved_text_keeps_its_moment_as_a_proposal(client, editor, publisher):
    page = make_article(published_at=NEW_YEARS_EVE)
    client.force_login(editor)
    save(client, change_page(page), summary_en="New")

    page.refresh_from_db()
    assert (*stored(page), page.proposed_at) == ("draft", None, NEW_YEARS_EVE)
    client.force_login(publisher)
    take(client, page, "approve")
    assert stored(page) == ("published", NEW_YEARS_EVE)


def test_a_returned_text_keeps_its_moment_as_a_proposal(publisher):
    page = make_article(published_at=NEW_YEARS_EVE)

    take_step(Step.RETURN, Work(page), publisher, note="Wait")

    page.refresh_from_db()
    assert (*stored(page), page.proposed_at) == ("draft", None, NEW_YEARS_EVE)


def test_the_moment_of_a_working_copy_stays_proposed_after_a_withdrawal(writer, publisher):
    page = make_article()
    take_step(Step.APPROVE, edited(page, writer, title_en="New"), publisher, moment=NEW_YEARS_EVE)
    work = Work(page)
    work.record.withdrawal_en = "Wrong."

    take_step(Step.WITHDRAW, work, publisher)

    page.refresh_from_db()
    assert (*stored(page), page.proposed_at) == ("withdrawn", LAST_YEAR, NEW_YEARS_EVE)


def test_a_proposal_is_in_no_fixture_and_survives_the_bin(editor, capsys):
    page = make_article(status="draft", proposed_at=NEW_YEARS_EVE)

    call_command("dumpdata", "news.article")
    assert "proposed_at" not in capsys.readouterr().out
    restored = restore_from_bin(move_to_bin(page, editor), editor)

    assert restored.proposed_at == NEW_YEARS_EVE


@pytest.mark.parametrize("typed", [{"moment_0": "1899-12-31"}, {"moment_0": "3000-01-01"}])
def test_a_proposal_out_of_range_is_refused_at_its_field(client, editor, typed):
    page = make_article(status="draft")
    client.force_login(editor)

    refused = take(client, page, "submit", moment_1="09:00", **typed)

    assert "Enter a date from 1900 to 2999." in text(refused)
    page.refresh_from_db()
    assert (page.status, page.proposed_at) == ("draft", None)


@each_app
def test_a_moment_in_the_past_is_asked_once_and_anew_for_another(client, writer, publisher, make):
    page = make(status="review", updated_by=writer)
    client.force_login(publisher)

    refused = take(client, page, "approve", **PAST)
    form = client.get(refused["Location"])
    assert "is dated 12 May 2020, in the past: readers find it there" in text(form)
    assert stored(page) == ("review", None)
    [box] = [form.context["panel"]["past"]]
    other = {"moment_0": "2020-05-13", "moment_1": "12:00"}
    refused = client.post(
        change_page(page), {**filled(form), **other, "past": box.isoformat(), "_step": "approve"}
    )
    assert "is dated 13 May 2020" in text_after_redirect(client, refused)
    assert stored(page) == ("review", None)
    take(client, page, "approve", past="2020-05-12T12:00:00+03:00", **PAST)

    assert stored(page) == ("published", TWELFTH_OF_MAY)
    assert "dated 12 May 2020, 12:00 Moscow time" in history(client, page)


@pytest.mark.parametrize("tick", ["", "yes", "2020-05-12T12:00:00", "9" * 100, "\0"])
def test_a_forged_confirmation_confirms_nothing(client, writer, publisher, tick):
    page = make_article(status="review", updated_by=writer)
    client.force_login(publisher)

    take(client, page, "approve", past=tick, **PAST)

    assert stored(page) == ("review", None)


def test_a_tick_comes_back_ticked_if_something_else_was_refused(client, publisher):
    page = make_article(status="review", updated_by=publisher)
    client.force_login(publisher)

    refused = take(client, page, "approve", past="2020-05-12T12:00:00+03:00", **PAST)

    assert (
        'value="2020-05-12T12:00:00+03:00" checked'
        in client.get(refused["Location"]).content.decode()
    )


def test_the_present_minute_is_not_the_past(client, writer, publisher):
    page = make_article(status="review", updated_by=writer)
    now = timezone.now().replace(second=0, microsecond=0)

    take_step(Step.APPROVE, Work(page), publisher, moment=timezone.now().replace(microsecond=0))

    status, moment = stored(page)
    assert status == "published"
    assert moment >= now


def test_a_working_copy_has_no_date_in_the_past(writer, publisher):
    page = make_article()
    work = edited(page, writer, title_en="New")

    with pytest.raises(ValidationError, match="keeps its date, 5 May 2025"):
        take_step(Step.APPROVE, work, publisher, moment=TWELFTH_OF_MAY, past=TWELFTH_OF_MAY)


@pytest.mark.parametrize("step", ["", "submit"])
def test_who_may_change_only_appointments_moves_no_moment(client, step):
    delegation = make_delegation(status="draft", proposed_at=NEW_YEARS_EVE)
    appointment = make_appointment(delegation=delegation)
    client.force_login(make_user("change_appointment", "view_appointment"))

    save(client, change_page(appointment), title_en="Member", _step=step, **PAST)

    appointment.refresh_from_db()
    delegation.refresh_from_db()
    assert (appointment.title_en, delegation.proposed_at) == ("Member", NEW_YEARS_EVE)
