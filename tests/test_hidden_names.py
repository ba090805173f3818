"""Nobody reads the name, the changes or the links of a record that they may not view."""

import pytest

from assembly.newsroom.models import Action, PreviewLink
from assembly.newsroom.working_copies import Work
from delegations.models import Appointment
from news.models import Topic

from .admin_records import STATES
from .builders import (
    in_both,
    make_appointment,
    make_article,
    make_delegation,
    make_image,
    make_person,
    make_topic,
    make_user,
)
from .forms import change_page, list_page, save
from .pages import text
from .work import edited

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECRET = "A secret headline"
HIDDEN = "1 record that you do not have permission to view"


def test_who_may_see_only_images_reads_no_titles_of_drafts(client):
    image = make_image()
    article = make_article(status="draft", image=image, **in_both(title=SECRET))
    person = make_person(photo=image, **in_both(name="Known to all"))
    client.force_login(make_user("change_image", "view_person"))

    form = client.get(change_page(image))

    assert SECRET not in form.content.decode()
    assert HIDDEN in text(form)
    assert str(person) in text(form)
    client.force_login(make_user("change_image", "view_article"))
    assert str(article) in text(client.get(change_page(image)))


def test_the_alternative_text_of_a_scheduled_page_is_required_without_its_title(client):
    image = make_image()
    make_article(image=image, **STATES["scheduled"], **in_both(title=SECRET))
    client.force_login(make_user("change_image"))

    refused = save(client, change_page(image), alt_en="")

    assert SECRET not in refused.content.decode()
    assert "Required, because a page scheduled for publication shows it." in text(refused)


def test_the_alternative_text_of_a_photograph_is_required_without_the_name_of_a_person_unseen(
    client,
):
    image = make_image()
    make_person(photo=image, **in_both(name=SECRET))
    client.force_login(make_user("change_image"))

    refused = save(client, change_page(image), alt_en="")

    assert SECRET not in refused.content.decode()
    assert "Required, because a record that readers do not see yet shows it." in text(refused)


def test_a_deletion_is_refused_without_the_titles_of_drafts(client):
    image = make_image()
    make_article(status="draft", image=image, **in_both(title=SECRET))
    client.force_login(make_user("delete_image", "view_image"))

    refused = client.get(change_page(image).replace("change", "delete"))

    assert SECRET not in refused.content.decode()
    assert HIDDEN in text(refused)


def test_a_topic_in_a_working_copy_is_kept_without_the_title_of_the_page(client, editor):
    topic, article = make_topic(), make_article(**in_both(title=SECRET))
    edited(article, editor, topics=[topic.pk])
    client.force_login(make_user("delete_topic", "view_topic"))

    refused = client.get(change_page(topic).replace("change", "delete"))

    assert SECRET not in refused.content.decode()
    assert HIDDEN in text(refused)
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_who_may_change_only_appointments_sees_neither_the_changes_nor_the_links(client, editor):
    delegation = make_delegation()
    appointment = make_appointment(delegation=delegation)
    work = edited(delegation, editor, title_en=SECRET)
    work.save_revision(Action.SAVED, user=editor)
    PreviewLink.objects.create(
        record=delegation, made_by=editor, copy_key=work.copy.pk, expires_at="2999-01-01T00:00Z"
    )
    client.force_login(make_user("change_appointment", "view_appointment"))

    form = client.get(change_page(appointment))

    assert "/preview/" not in form.content.decode()
    assert "published text" in text(form)  # said of the working copy
    assert "difference" not in text(form)
    saved = save(client, change_page(appointment), title_en="Member")
    assert saved.status_code == 302
    row = f"delegations.appointment/{appointment.pk}"
    assert Work(delegation).copy.content[row]["title_en"] == "Member"


def test_filters_list_no_drafts_that_the_user_may_not_view(client):
    make_appointment(delegation=make_delegation())
    make_delegation(status="draft", **in_both(title=SECRET))
    client.force_login(make_user("view_appointment"))

    shown = client.get(list_page(Appointment))

    assert SECRET not in shown.content.decode()
    client.force_login(make_user("view_appointment", "view_delegation"))
    assert SECRET in text(client.get(list_page(Appointment)))


def test_a_person_is_shown_without_the_offices_in_drafts(client):
    person = make_person()
    make_appointment(
        person=person, delegation=make_delegation(status="draft", **in_both(title=SECRET))
    )
    make_appointment(person=person, delegation=make_delegation(**in_both(title="Public")))
    client.force_login(make_user("view_person", "view_appointment"))

    shown = client.get(change_page(person))

    assert SECRET not in shown.content.decode()
    assert "Public" in text(shown)
