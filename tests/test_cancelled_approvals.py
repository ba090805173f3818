"""What cancels an approval for later says so before, and asks whoever has not been told."""

import pytest
from django.urls import reverse

from assembly.newsroom.models import Action, Version, WorkingCopy
from assembly.newsroom.working_copies import Work
from delegations.models import Appointment

from .approvals import MOMENT, WARNING, approval, approve, restore
from .builders import (
    make_appointment,
    make_article,
    make_delegation,
)
from .forms import change_page, filled, list_page, save, take
from .pages import text

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["draft", "published"])
def delegation(request, client, editor, publisher):
    """A delegation with two members that is approved for later, or whose working copy is."""
    made = make_delegation(status=request.param, summary_en="First")
    for _number in range(2):
        make_appointment(delegation=made)
    approve(client, editor, publisher, made)
    return made


def test_an_edit_begun_before_the_approval_asks_first(client, editor, publisher):
    for given in [{"status": "draft"}, {}]:
        page = make_article(**given)
        client.force_login(editor)
        save(client, change_page(page), summary_en="One")
        opened = filled(client.get(change_page(page)))
        approve(client, editor, publisher, page)
        client.force_login(editor)
        before = approval(page)

        sent = {**opened, "summary_en": "Second", "title_en": "Typed meanwhile"}
        answer = client.post(change_page(page), sent)

        assert approval(page) == before
        asked = client.get(answer["Location"])
        assert WARNING in text(asked)
        untold = client.post(answer["Location"], {"latest": asked.context["latest"].pk})
        assert "approved meanwhile" in text(untold)
        assert approval(page) == before
        told = {"latest": asked.context["latest"].pk, "cancels": asked.context["cancels"].token}
        client.post(answer["Location"], told)
        status, moment, content = approval(page)
        assert (status, moment) == ("draft", None)
        assert next(iter(content.values()))["title_en"] == "Typed meanwhile"


@pytest.mark.parametrize("step", ["discard", "return"])
def test_a_step_chosen_before_the_approval_asks_first(client, editor, publisher, step):
    page = make_article()
    client.force_login(editor)
    save(client, change_page(page), summary_en="One")
    client.force_login(publisher)
    opened = filled(client.get(change_page(page)))
    client.force_login(editor)
    take(client, page, "submit")
    client.force_login(publisher)
    take(client, page, "approve", **MOMENT)
    before = approval(page)

    client.post(change_page(page), {**opened, "_step": step, "note": "Not yet"})

    assert approval(page) == before


def test_the_forms_of_a_page_and_of_its_rows_say_that_an_edit_cancels_the_approval(
    client, delegation
):
    row = delegation.appointments.first()
    for record in [delegation, row]:
        assert "Any edit cancels the approval." in text(client.get(change_page(record)))


def test_confirming_facts_says_before_that_it_cancels_the_approval(client, delegation):
    before = approval(delegation)
    ids = ",".join(str(row.pk) for row in delegation.appointments.all())
    address = f"{reverse('admin:delegations_appointment_confirm')}?ids={ids}"
    source = {"day": "2025-06-01", "kind": "report", "title_en": "The minutes"}

    untold = client.post(address, source)

    assert text(untold).count(WARNING) == 1
    assert approval(delegation) == before
    client.post(address, {**source, "cancels": untold.context["cancels"].token})
    assert approval(delegation)[:2] == ("draft", None)


@pytest.mark.parametrize("how", ["one", "selected"])
def test_deleting_rows_says_before_that_it_cancels_the_approval(client, delegation, how):
    rows = list(delegation.appointments.all())

    if how == "one":
        asked = client.get(change_page(rows[0]).replace("change", "delete"))
    else:
        chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
        asked = client.post(list_page(Appointment), chosen)

    assert text(asked).count(WARNING) == 1
    assert approval(delegation)[0] == "published"


def test_deleting_a_scheduled_page_says_so_and_recovering_it_needs_a_new_approval(
    client, editor, publisher
):
    page = make_article(status="draft")
    approve(client, editor, publisher, page)

    asked = client.get(change_page(page).replace("change", "delete"))
    client.post(change_page(page).replace("change", "delete"), {"post": "yes"})
    deleted = Version.objects.get(action=Action.DELETED)
    client.post(f"/admin/bin/{deleted.pk}/")

    assert WARNING in text(asked)
    page.refresh_from_db()
    assert (page.status, page.published_at) == ("draft", None)


def test_undoing_a_bulk_action_leaves_what_was_approved_since(client, editor, publisher):
    page = make_article(status="draft")
    client.force_login(editor)
    chosen = {"action": "submit_selected", "_selected_action": [page.pk]}
    client.post(list_page(type(page)), chosen)
    batch = Version.objects.exclude(batch=None).get().batch
    client.force_login(publisher)
    take(client, page, "approve", note="Urgent", **MOMENT)
    before = approval(page)

    client.post(f"/admin/undo/{batch}/")

    assert approval(page) == before


def test_restoring_the_present_text_of_a_public_page_makes_no_working_copy(client, editor):
    page = make_article()
    client.force_login(editor)
    client.get(change_page(page))
    version = Work(page).record_outside_changes()

    client.post(restore(page, version))

    assert not WorkingCopy.objects.exists()


def test_the_approval_of_a_person_is_kept_like_that_of_a_page(client, editor, publisher):
    person = make_appointment(role="deputy-executive-secretary").person  # in the assembly itself
    client.force_login(editor)
    save(client, change_page(person), name_en="First")
    earlier = Work(person).latest_revision
    take(client, person, "submit", name_en="Second")
    client.force_login(publisher)
    take(client, person, "approve", **MOMENT)
    before = approval(person)

    untold = client.post(restore(person, earlier))

    assert f"{WARNING} “{person}”, to be published on 1 January 2999" in text(untold)
    assert approval(person) == before
    client.post(restore(person, earlier), {"cancels": untold.context["cancels"].token})
    assert approval(person)[:2] == ("draft", None)
