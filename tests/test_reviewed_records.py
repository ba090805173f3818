"""People and topics that readers see change only by approval, as pages do."""

import pytest
from django.test import Client
from django.urls import reverse

from assembly.newsroom.models import WorkingCopy
from assembly.newsroom.working_copies import Work
from delegations.models import Appointment, Person

from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_person,
    make_topic,
)
from .forms import change_page, list_page, offered, office, office_rows, save, take
from .pages import text, text_after_redirect

pytestmark = pytest.mark.django_db

POST, TITLE = "executive-secretary", in_both(title="Executive Secretary")
NEXT = "The changes are in a working copy; readers see them once a publisher approves them."


@pytest.fixture
def secretary():
    person = make_person(slug="maslov", **in_both(name="Viktor Maslov", sort_name="Maslov"))
    return make_appointment(person=person, role=POST, **TITLE)


def secretary_of(person):
    """Return what the form of an appointment sends for a new secretary."""
    return office(POST, person=person.pk, **TITLE)


def public(address="/en/"):
    """Return the text that readers find at an address."""
    return text(Client().get(address))


def approve(client, publisher, record):
    client.force_login(publisher)
    assert take(client, record, "approve").status_code == 302
    assert not WorkingCopy.objects.of(record).exists()


def test_the_secretariat_changes_only_by_approval(client, editor, publisher, secretary):
    client.force_login(editor)
    before = public()

    done = save(client, change_page(secretary), title_en="Chief")

    assert NEXT in text_after_redirect(client, done)
    assert public() == before
    form = client.get(change_page(secretary))
    assert form.context["adminform"].form["title_en"].value() == "Chief"
    assert "1 difference from the published text" in text(form)
    assert offered(client, secretary.person) == ["submit", "discard"]
    take(client, secretary.person, "submit")
    assert public() == before
    approve(client, publisher, secretary.person)
    assert "Viktor Maslov Chief" in public()


@pytest.mark.parametrize(
    "changes", [{"name_en": "Someone Else"}, {"appointments-0-title_en": "Chief"}, {"slug": "x"}]
)
def test_a_person_in_office_changes_only_by_approval(client, editor, publisher, secretary, changes):
    client.force_login(editor)
    before = public(), Client().get("/en/people/maslov/").status_code

    take(client, secretary.person, "submit", **changes)

    assert (public(), Client().get("/en/people/maslov/").status_code) == before
    approve(client, publisher, secretary.person)
    assert (public(), Client().get("/en/people/maslov/").status_code) != before


def test_a_copy_of_a_person_is_returned_taken_back_and_discarded(client, editor, publisher):
    person = make_appointment().person
    client.force_login(editor)
    take(client, person, "submit", name_en="Wrong")
    client.force_login(publisher)

    take(client, person, "return", note="A misspelt name.")

    client.force_login(editor)
    assert "Returned: A misspelt name." in text(client.get(change_page(person)))
    take(client, person, "submit", name_en="Right")
    take(client, person, "take_back")
    take(client, person, "discard")
    assert not WorkingCopy.objects.exists()
    assert Person.objects.get().name_en == person.name_en


def test_publishers_need_a_second_pair_of_eyes_or_a_reason(client, publisher, secretary):
    client.force_login(publisher)

    refused = take(client, secretary.person, "approve", name_en="V. Maslov")

    assert "someone else should approve it" in text_after_redirect(client, refused)
    assert "V. Maslov" not in public()
    take(client, secretary.person, "approve", note="Elected today.")
    assert "V. Maslov" in public()


def test_a_new_office_is_not_public_before_approval(client, editor, publisher):
    person = make_person(**in_both(name="Ivan Novikov"))
    client.force_login(editor)
    assert "panel" not in client.get(change_page(person)).context

    save(client, list_page(Appointment) + "add/", **secretary_of(person))

    assert not Appointment.objects.exists()
    assert "Novikov" not in public()
    approve(client, publisher, person)
    assert "Ivan Novikov Executive Secretary" in public()


@pytest.mark.parametrize("reviewed", [True, False])
def test_a_new_person_with_an_office_is_not_public_before_approval(
    client, editor, publisher, reviewed
):
    person = {**in_both(name="Ivan Novikov", sort_name="Novikov"), "slug": "novikov"}
    rows = office_rows(office(POST, **TITLE)) if reviewed else {}
    client.force_login(editor)

    save(client, list_page(Person) + "add/", **person, **rows)

    made = Person.objects.get()
    assert made.name_en == "Ivan Novikov"
    assert bool(Work(made).copy) == reviewed
    assert "Novikov" not in public()
    assert Client().get("/en/people/novikov/").status_code == 404
    if reviewed:
        approve(client, publisher, made)
        assert "Ivan Novikov Executive Secretary" in public()


def test_confirming_an_office_waits_for_approval_and_can_be_undone(client, editor, secretary):
    client.force_login(editor)
    address = f"{list_page(Appointment)}confirm/?ids={secretary.pk}"

    source = {"day": "2025-06-01", "kind": "letter", **in_both(title="Letter")}
    client.post(address, source)

    before = secretary.statements
    secretary.refresh_from_db()
    assert secretary.statements == before
    assert "Letter" in str(WorkingCopy.objects.get().content)
    client.post(reverse("admin:undo", args=[Work(secretary.person).latest_revision.batch]))
    assert not WorkingCopy.objects.exists()


def test_an_office_is_deleted_only_by_approval(client, publisher, secretary):
    client.force_login(publisher)

    client.post(change_page(secretary).replace("change", "delete"), {"post": "yes"})

    assert "Viktor Maslov" in public()
    take(client, secretary.person, "approve", note="He resigned.")
    assert "Viktor Maslov" not in public()


def test_an_approval_that_no_longer_fits_other_offices_is_refused(
    client, editor, publisher, secretary
):
    other = make_person()
    client.force_login(editor)
    save(client, change_page(secretary), until="2020")
    take(client, secretary.person, "submit")
    client.force_login(publisher)
    take(client, secretary.person, "approve")
    client.force_login(editor)
    save(client, list_page(Appointment) + "add/", **secretary_of(other), since="2021")
    take(client, other, "submit")
    Appointment.objects.update(since="2019", until=None)

    client.force_login(publisher)
    refused = take(client, other, "approve")

    assert "holds this office during that time" in text_after_redirect(client, refused)
    assert Appointment.objects.count() == 1


def test_a_topic_with_public_articles_is_renamed_only_by_approval(client, editor, publisher):
    topic, unused = make_topic(), make_topic()
    make_article().topics.add(topic)
    client.force_login(editor)

    for one in [topic, unused]:
        save(client, change_page(one), name_en="Elections")

    assert "Elections" not in public(topic.get_absolute_url())
    unused.refresh_from_db()
    assert unused.name_en == "Elections"
    preview = client.get(reverse("admin:news_topic_preview", args=[topic.pk, "en"]))
    assert "Elections" in text(preview)
    approve(client, publisher, topic)
    assert "Elections" in public(topic.get_absolute_url())


def test_a_person_is_previewed_with_the_working_copy(client, editor, secretary):
    client.force_login(editor)
    save(client, change_page(secretary), title_en="Chief")

    address = reverse("admin:delegations_person_preview", args=[secretary.person.pk, "en"])

    assert "Chief" in text(client.get(address))
    assert "Chief" not in public("/en/people/maslov/")
    shown = client.get(change_page(secretary.person))
    assert address in shown.content.decode()
    assert "Create a preview link" not in text(shown)


def test_a_scheduled_change_of_the_secretariat_is_published_at_its_time(
    client, publisher, secretary
):
    client.force_login(publisher)
    moment = {"moment_0": "2998-01-01", "moment_1": "09:00"}

    take(client, secretary.person, "approve", name_en="V. Maslov", note="Reason.", **moment)

    assert "V. Maslov" not in public()
    WorkingCopy.objects.update(published_at="2025-01-01T00:00Z")
    assert "V. Maslov" in public()


def test_what_waits_for_review_is_on_the_dashboard_and_in_the_lists(client, editor, publisher):
    person, other = make_appointment().person, make_appointment().person
    client.force_login(editor)
    for one in [person, other]:
        save(client, change_page(one), name_en="Changed")
    client.post(list_page(Person), {"action": "submit_selected", "_selected_action": [person.pk]})
    client.force_login(publisher)

    assert "Awaiting review People: 1" in text(client.get("/admin/"))
    found = client.get(list_page(Person) + "?stage=review")
    assert list(found.context["cl"].queryset) == [person]
    assert "working copy: in review" in text(found)
    assert "working copy: draft" in text(client.get(list_page(Person)))
    client.force_login(editor)
    client.post(reverse("admin:undo", args=[Work(person).latest_revision.batch]))
    assert WorkingCopy.objects.of(person).get().status == "draft"


def test_restoring_an_earlier_version_waits_for_approval(client, editor, publisher, secretary):
    first = Work(secretary.person).record_outside_changes()
    client.force_login(publisher)
    take(client, secretary.person, "approve", name_en="V. Maslov", note="Reason.")
    client.force_login(editor)

    args = [secretary.person.pk, first.pk]
    client.post(reverse("admin:delegations_person_restore", args=args))

    assert "V. Maslov" in public()
    assert "Viktor Maslov" in str(WorkingCopy.objects.get().content)


@pytest.mark.parametrize("step", ["withdraw", "retry", "approve", "return", "nonsense", ""])
def test_no_forged_step_makes_an_edit_public(client, editor, secretary, step):
    client.force_login(editor)

    take(client, secretary.person, step, name_en="V. Maslov", withdrawal_en="Gone")
    take(client, make_image(), step, credit_en="Somebody")

    assert "V. Maslov" not in public()
    assert "Viktor Maslov" in public()


def test_a_delegation_is_still_reviewed_with_its_appointments(client, editor):
    member = make_appointment(delegation=make_delegation())
    client.force_login(editor)

    save(client, change_page(member), title_en="Chief")

    assert WorkingCopy.objects.get().record == member.delegation
