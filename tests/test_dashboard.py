"""The admin's first page lists the editor's tasks, and forms show suggestions."""

import pytest
from django.utils import timezone

from assembly.links.models import LinkCheck, LinkProblem

from .builders import (
    in_both,
    make_article,
    make_chamber,
    make_composition,
    make_delegation,
    make_participation,
    make_person,
    make_user,
    says,
)
from .forms import change_page, save
from .pages import text

pytestmark = pytest.mark.django_db


def test_an_empty_task_list_has_a_message(client, editor):
    client.force_login(editor)

    assert "You have no tasks." in text(client.get("/admin/"))


def test_unchecked_links_are_not_reported_as_working(client, editor):
    client.force_login(editor)
    assert "No links have been checked yet." in text(client.get("/admin/links/"))

    LinkCheck.objects.create(url="https://example.org/", checked_at=timezone.now(), status=200)
    assert "All links work." in text(client.get("/admin/links/"))


def test_delegations_not_confirmed_for_long_are_on_the_dashboard(client, editor):
    make_composition(make_delegation(), seats=[5], stated=["2020-01-01"])
    client.force_login(editor)

    page = client.get("/admin/")

    [task] = [
        task
        for title, tasks in page.context["dashboard"].items()
        if title == "needs attention"
        for task in tasks
    ]
    listed = client.get(task.address)
    assert task.number == len(listed.context["concerns"])
    assert "Not confirmed by any source since 1 January 2020." in text(listed)


def test_broken_links_are_on_the_dashboard_with_their_records(client, editor):
    chamber = make_chamber(make_delegation(), website="https://gone.example.org/")
    LinkCheck.objects.create(
        url="https://gone.example.org/",
        checked_at="2026-01-01T00:00Z",
        problem=LinkProblem.choices[0][0],
    )
    client.force_login(editor)

    assert "Broken links Links: 1" in text(client.get("/admin/"))
    listed = client.get("/admin/links/")
    assert "https://gone.example.org/" in text(listed)
    assert change_page(chamber) in listed.content.decode()

    client.force_login(make_user())
    assert "gone.example.org" not in text(client.get("/admin/links/"))


def test_a_broken_link_in_a_row_without_a_form_leads_to_the_record(client, editor):
    delegation = make_delegation()
    address = "https://gone.example.org/"
    make_participation(
        delegation, kind="observer", until="2019", statements=[says(address=address)]
    )
    LinkCheck.objects.create(
        url=address, checked_at="2026-01-01T00:00Z", problem=LinkProblem.NO_HOST
    )
    user = make_user("view_participation")
    client.force_login(user)

    listed = client.get("/admin/links/").content.decode()

    assert f'<a href="{change_page(delegation)}">observer</a>' in listed


def test_names_in_a_text_are_suggested_and_added_by_a_checkbox(client, editor):
    person = make_person(**in_both(name="Виктор Рогалёв", sort_name="Рогалёв, Виктор"))
    belarus = make_delegation(parliament="Парламент Беларуси", **in_both(title="Беларусь"))
    listed = make_person(**in_both(name="Игорь Борисов", sort_name="Борисов, Игорь"))
    article = make_article(
        status="draft",
        body_ru="<p>Встречу с Рогалевым и Борисовым провели в Беларуси.</p>",
    )
    article.people.add(listed)
    client.force_login(editor)

    suggested = dict(client.get(change_page(article)).context["panel"]["suggestions"])
    assert suggested == {"people": [person], "delegations": [belarus]}
    save(client, change_page(article), _add_people=[person.pk], _add_delegations=["x"])

    assert set(article.people.all()) == {person, listed}
    assert not article.delegations.exists()


def test_a_form_lists_what_to_check_before_submission(client, editor):
    article = make_article(status="draft", body_en="<p>An unclosed “quote.</p>")
    client.force_login(editor)

    shown = text(client.get(change_page(article)))

    assert "issues to check before publication" in shown
    assert "Text (English): A “ in “An unclosed “quote.” has no matching mark" in shown
