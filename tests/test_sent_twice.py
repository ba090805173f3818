"""One form is one record, however often it is sent."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from assembly.newsroom.models import Version
from assembly.newsroom.submissions import Submission
from delegations.models import Appointment, Composition
from news.models import Article, Topic

from .builders import (
    in_both,
    make_article,
    make_chamber,
    make_delegation,
    make_person,
    upload,
)
from .documents import pdf_bytes
from .forms import change_page, errors, filled, office, office_rows
from .pages import text
from .publications import each_app

pytestmark = pytest.mark.django_db

ADD_ARTICLE = "/admin/news/article/add/"
ADD_TOPIC = "/admin/news/topic/add/"
TOPIC = {"slug": "topic", **in_both(name="Topic")}


def opened(client, address):
    """Return what a browser would post from a form, with the form's key."""
    response = client.get(address)
    return filled(response) | {"form_key": response.context["kept"]["key"]}


def said(client, response):
    """Return the messages of the page that a response leads to."""
    return [str(message) for message in client.get(response["Location"]).context["messages"]]


def test_the_same_form_sent_twice_makes_one_record_and_one_answer(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_ARTICLE), **in_both(title="News"), "_continue": "1"}

    answers = [client.post(ADD_ARTICLE, posted) for _time in range(2)]

    article = Article.objects.get()
    assert [answer["Location"] for answer in answers] == [change_page(article)] * 2
    assert said(client, answers[1]) == ["“News” was saved."]
    assert Version.objects.of(article).count() == 1


def test_an_answer_that_was_lost_is_given_again(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_TOPIC), **TOPIC}
    first = client.post(ADD_TOPIC, posted)
    assert said(client, first) == ["“Topic” was saved."]

    again = client.post(ADD_TOPIC, posted)

    assert said(client, again) == ["“Topic” was saved."]
    assert any(name.startswith("kept_") for name in again.cookies)
    assert Topic.objects.count() == 1


def test_a_changed_form_says_what_it_has_saved_already(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_ARTICLE), **in_both(title="News")}
    client.post(ADD_ARTICLE, posted)
    changed = {**posted, **in_both(title="More news"), "summary_en": "Typed"}

    asked = client.post(ADD_ARTICLE, changed)

    article = Article.objects.get()
    assert "This form was already saved as “News”." in text(asked)
    assert f'<a href="{change_page(article)}">News</a>' in asked.content.decode()
    again = filled(asked)
    assert (again["title_en"], again["summary_en"]) == ("More news", "Typed")

    client.post(ADD_ARTICLE, again | {"form_key": asked.context["kept"]["key"]})
    assert sorted(Article.objects.values_list("title_en", flat=True)) == ["More news", "News"]


def test_a_form_whose_record_is_gone_makes_it_again(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_TOPIC), **TOPIC}
    client.post(ADD_TOPIC, posted)
    Topic.objects.all().delete()

    client.post(ADD_TOPIC, posted)

    assert Topic.objects.get().name_en == "Topic"


def test_a_refused_form_is_saved_once_it_is_mended(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_TOPIC), **TOPIC}

    assert "name_en" in errors(client.post(ADD_TOPIC, {**posted, "name_en": "", "name_ru": ""}))
    assert Submission.objects.count() == 0
    client.post(ADD_TOPIC, posted)

    assert Topic.objects.count() == 1


@pytest.mark.parametrize("status", ["draft", "published"])
def test_new_rows_sent_twice_are_added_once(client, editor, status):
    delegation, person = make_delegation(status=status), make_person()
    client.force_login(editor)
    posted = opened(client, change_page(delegation)) | office_rows(office(person=person.pk))

    answers = [client.post(change_page(delegation), posted) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    rows = client.get(change_page(delegation)).context["inline_admin_formsets"]
    [appointments] = [one.formset for one in rows if one.formset.prefix == "appointments"]
    assert len(appointments.initial_forms) == 1


def test_new_rows_are_not_added_again_without_a_word(client, editor):
    delegation = make_delegation(status="draft")
    client.force_login(editor)
    posted = opened(client, change_page(delegation)) | office_rows(office(person=make_person().pk))
    client.post(change_page(delegation), posted)

    other = {"summary_en": "Typed", "appointments-0-title_en": "head"}
    asked = client.post(change_page(delegation), {**posted, **other})

    assert "This form was already saved in “" in text(asked)
    assert Appointment.objects.get().title_en == "member"


def test_a_saved_form_without_new_rows_can_be_changed_and_sent_again(client, editor):
    topic = Topic.objects.create(**TOPIC)
    client.force_login(editor)
    posted = opened(client, change_page(topic))

    for name in ["One", "Two"]:
        client.post(change_page(topic), {**posted, "name_en": "Topic", "name_ru": name})

    asked = client.post(change_page(topic), {**posted, "name_ru": "Two"})
    assert asked.status_code == 302


@each_app
def test_a_step_pressed_twice_is_taken_once(client, editor, make):
    page = make(status="draft")
    client.force_login(editor)
    posted = opened(client, change_page(page)) | {"_step": "submit"}

    answers = [client.post(change_page(page), posted) for _time in range(2)]

    assert said(client, answers[1]) == [f"“{page}”: submitted for review."]
    assert [version.action for version in Version.objects.of(page)].count("submitted") == 1


def test_another_button_is_not_the_same_form(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_ARTICLE), **in_both(title="News")}
    client.post(ADD_ARTICLE, {**posted, "_save": "Save"})

    asked = client.post(ADD_ARTICLE, {**posted, "_step": "submit"})

    assert "This form was already saved as “News”." in text(asked)


def test_another_file_is_not_the_same_form(client, editor):
    article = make_article(status="draft")
    client.force_login(editor)
    row = {"attachments-TOTAL_FORMS": 1, "attachments-0-title_en": "T", "attachments-0-order": 1}
    posted = opened(client, change_page(article)) | row
    one, two = pdf_bytes(), pdf_bytes(catalog="/PageLayout/SinglePage")
    for content in [one, one, two]:
        file = {"attachments-0-file": upload(content)}
        asked = client.post(change_page(article), posted | file)

    assert "This form was already saved in “" in text(asked)
    assert article.attachments.count() == 1


def test_a_window_that_adds_a_record_for_another_form_answers_again(client, editor):
    client.force_login(editor)
    address = f"{ADD_TOPIC}?_popup=1"
    posted = {**opened(client, address), **TOPIC, "_popup": "1"}

    answers = [client.post(address, posted) for _time in range(2)]

    values = [answer.context["popup_response_data"] for answer in answers]
    assert values[0] == values[1]
    assert Topic.objects.count() == 1


def test_a_row_that_only_a_working_copy_has_is_added_once(client, editor):
    delegation = make_delegation()
    chamber = make_chamber(delegation)
    client.force_login(editor)
    address = f"/admin/delegations/composition/add/?delegation={delegation.pk}"
    row = {"chamber": chamber.pk, "number": 5, **in_both(described_as="deputies")}
    posted = opened(client, address) | {f"seats-0-{name}": value for name, value in row.items()}
    posted |= {"seats-TOTAL_FORMS": 1}

    answers = [client.post(address, posted) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert not Composition.objects.exists()
    shown = client.get(change_page(delegation)).context["inline_admin_formsets"]
    [compositions] = [one.formset for one in shown if one.formset.prefix == "compositions"]
    assert len(compositions.initial_forms) == 1


def test_the_key_of_another_user_tells_nothing(client, editor, publisher):
    client.force_login(editor)
    posted = {**opened(client, ADD_TOPIC), **TOPIC}
    client.post(ADD_TOPIC, posted)
    client.force_login(publisher)

    client.post(ADD_TOPIC, {**posted, "slug": "other", **in_both(name="Other")})

    assert Topic.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 5000, "Ж" * 32])
def test_a_form_with_an_invalid_key_is_saved_as_one_without(client, editor, key):
    client.force_login(editor)

    client.post(ADD_TOPIC, {**opened(client, ADD_TOPIC), **TOPIC, "form_key": key})

    assert Topic.objects.count() == 1
    assert Submission.objects.count() == 0


def test_old_submissions_are_forgotten(client, editor):
    client.force_login(editor)
    client.post(ADD_TOPIC, {**opened(client, ADD_TOPIC), **TOPIC})
    Submission.objects.update(sent_at=timezone.now() - timedelta(days=15))

    second = {"slug": "second", **in_both(name="Second")}
    client.post(ADD_TOPIC, {**opened(client, ADD_TOPIC), **second})

    assert Submission.objects.count() == 1


def send_together(client, address, posted):
    """Post a form twice at the same moment; return the answers."""
    together, answers = threading.Barrier(2), []

    def send():
        browser = Client()
        browser.cookies = client.cookies
        together.wait()
        answers.append(browser.post(address, posted))
        connection.close()

    threads = [threading.Thread(target=send, daemon=True) for _time in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_the_same_moment_makes_one_record(client, editor):
    client.force_login(editor)
    posted = {**opened(client, ADD_ARTICLE), **in_both(title="News"), "_continue": "1"}

    answers = send_together(client, ADD_ARTICLE, posted)

    article = Article.objects.get()
    assert [answer["Location"] for answer in answers] == [change_page(article)] * 2
    assert Version.objects.of(article).count() == 1


@pytest.mark.django_db(transaction=True)
def test_new_rows_sent_twice_at_the_same_moment_are_added_once(client, editor):
    delegation = make_delegation(status="draft")
    client.force_login(editor)
    posted = opened(client, change_page(delegation)) | office_rows(office(person=make_person().pk))

    send_together(client, change_page(delegation), posted)

    assert delegation.appointments.count() == 1
