"""Nothing that is not public is visible anywhere."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from .builders import make_appointment, make_article, make_delegation, make_person, make_topic
from .pages import public_addresses, text
from .publications import TOMORROW, each_app, each_hidden


@pytest.mark.django_db
@each_app
@each_hidden
def test_only_live_pages_are_public(client, make, hidden):
    live, page = make(), make(**hidden)

    assert list(type(page).objects.live()) == [live]
    assert client.get(live.get_absolute_url()).status_code == 200
    assert client.get(page.get_absolute_url()).status_code == 404


@pytest.mark.django_db
@each_app
def test_a_scheduled_page_is_public_from_its_moment(make):
    page = make(published_at=TOMORROW)

    assert list(type(page).objects.live(at=TOMORROW - timedelta(seconds=1))) == []
    assert list(type(page).objects.live(at=TOMORROW)) == [page]


@pytest.mark.django_db
@each_hidden
def test_no_public_page_names_what_is_not_public(client, hidden):
    secret = {"title_en": "A SECRET", "title_ru": "A SECRET", **hidden}
    topic = make_topic()
    article = make_article(**secret)
    delegation = make_delegation(**secret)
    article.people.add(make_appointment(delegation=delegation).person)
    open_article = make_article()
    open_article.delegations.add(delegation)
    for page in [article, open_article]:
        page.topics.add(topic)
    in_both = make_appointment(delegation=delegation).person
    make_appointment(delegation=make_delegation(), person=in_both)
    open_article.people.add(in_both)

    pages = public_addresses(client)

    assert len(pages) > 10
    assert in_both.get_absolute_url() in pages
    assert [page for page in pages if "SECRET" in client.get(page).content.decode()] == []


@pytest.mark.django_db
@each_hidden
def test_a_person_without_public_facts_has_no_page(client, hidden):
    person = make_appointment(delegation=make_delegation(**hidden)).person
    make_article(**hidden).people.add(person)

    assert client.get(person.get_absolute_url()).status_code == 404
    assert client.get(make_person().get_absolute_url()).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "missing"),
    [(make_article, "title_ru"), (make_article, "body_ru"), (make_delegation, "title_ru")],
)
def test_a_text_exists_in_a_language_if_title_and_body_are_written(client, make, missing):
    page = make(**{missing: ""})

    assert list(type(page).objects.live(language="en")) == [page]
    assert list(type(page).objects.live(language="ru")) == []
    with override("ru"):
        assert list(type(page).objects.live()) == []


@pytest.mark.django_db
@each_app
@each_hidden
def test_staff_preview_what_is_not_public(client, editor, make, hidden):
    page = make(**hidden)
    client.force_login(editor)

    response = client.get(page.get_absolute_url())

    assert "Readers cannot see this page now." in text(response)
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
@each_app
def test_an_account_without_permission_previews_nothing(client, django_user_model, make):
    client.force_login(django_user_model.objects.create_user("visitor"))

    assert client.get(make(status="draft").get_absolute_url()).status_code == 404


@pytest.mark.django_db
@each_hidden
def test_a_topic_without_public_pages_has_no_page(client, hidden):
    topic = make_topic()
    make_article(**hidden).topics.add(topic)

    assert client.get(topic.get_absolute_url()).status_code == 404


@pytest.mark.django_db
def test_a_person_named_in_one_language_has_a_page_in_each(client):
    person = make_appointment(delegation=make_delegation(title_ru="")).person
    other = make_person()
    make_article(body_ru="").people.add(other)

    for one in [person, other]:
        for code in ["en", "ru"]:
            assert client.get(f"/{code}/people/{one.slug}/").status_code == 200


@pytest.mark.django_db
@each_app
def test_staff_are_also_redirected_to_the_language_of_a_live_page(client, editor, make):
    page = make(title_ru="")
    client.force_login(editor)

    response = client.get(page.get_absolute_url().replace("/en/", "/ru/"))

    assert "Эта страница не переведена" in text(response)


@pytest.mark.django_db
@each_app
def test_a_draft_is_previewed_in_its_own_language(client, editor, make):
    address = make(title_ru="", status="draft").get_absolute_url()
    client.force_login(editor)

    response = client.get(address.replace("/en/", "/ru/"))

    assert response["Location"] == address
