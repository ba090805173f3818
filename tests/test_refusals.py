"""A refused form lists its errors as links to their fields, in plain words."""

import re
from html import unescape

import pytest

from assembly.admin.refusals import problems
from assembly.admin.step_form import StepForm

from .builders import make_article, make_attachment, make_chamber, make_delegation, make_staff
from .forms import change_page, save

pytestmark = [pytest.mark.once, pytest.mark.django_db]

LINK = re.compile(r'<li>\s*<a href="#([^"]+)">([^<]+)</a>')


def links(response):
    """Return the text of each link to an error by the id that it leads to."""
    html = response.content.decode()
    listed = html[html.index('id="refusal"') :]
    return {
        target: unescape(text) for target, text in LINK.findall(listed[: listed.index("</ul>")])
    }


def test_each_error_is_a_link_to_its_field(client, editor):
    article = make_article(status="draft")
    make_attachment(article)
    client.force_login(editor)
    row = {"attachments-TOTAL_FORMS": 2, "attachments-1-title_en": "T", "attachments-1-order": "x"}
    changes = {"title_en": "", "title_ru": "", "pinned_until": "soon", "topics": "999", **row}
    changes |= {"attachments-0-title_en": "", "attachments-0-title_ru": ""}

    refused = save(client, change_page(article), **changes)

    assert links(refused) == {
        "id_title_en": "Title (English), Title (Russian): Enter a title in at least one language.",
        "id_topics": "Topics: Select a valid choice. 999 is not one of the available choices.",
        "id_pinned_until": links(refused)["id_pinned_until"],  # the format is named elsewhere
        "id_attachments-0-title_en": "Attachment 1: Enter a title in at least one language.",
        "id_attachments-1-file": "Attachment 2, File: This field is required.",
        "id_attachments-1-order": "Attachment 2, Order: Enter a whole number.",
    }
    html = refused.content.decode()
    assert all(f'id="{target}"' in html for target in links(refused))
    assert re.search(r"<title>\s*Error: ", html)


def test_the_errors_are_listed_in_russian(client, editor):
    article = make_article(status="draft")
    client.force_login(editor)
    client.post("/i18n/setlang/", {"language": "ru", "next": "/admin/"})
    row = {"attachments-TOTAL_FORMS": 1, "attachments-0-title_ru": "T", "attachments-0-order": "1"}

    refused = save(client, change_page(article), title_ru="x" * 201, **row)

    said = links(refused)
    assert said["id_title_ru"].startswith("Заголовок (русский): Убедитесь, что это значение")
    assert said["id_attachments-0-file"] == "Вложение 1, Файл: Обязательное поле."


def test_errors_of_a_set_of_rows_lead_to_it(client, publisher):
    chamber = make_chamber(make_delegation(status="draft"))
    client.force_login(publisher)

    refused = save(client, change_page(chamber), **{"names-0-DELETE": "on"})

    assert links(refused) == {"names-group": "Names of a chamber: Please submit at least 1 form."}


def test_rows_that_are_deleted_have_no_errors(client, editor):
    article = make_article(status="draft")
    make_attachment(article)
    client.force_login(editor)
    row = {"attachments-0-order": "x", "attachments-0-DELETE": "on"}

    refused = save(client, change_page(article), title_en="x" * 201, **row)

    assert list(links(refused)) == ["id_title_en"]


def test_errors_of_the_step_are_listed_too():
    step_form = StepForm({"note": "x" * 1001})
    form = StepForm({})  # stands for the rest of the form, which is valid

    class Page:
        pass

    page = Page()
    page.form = form
    context = {"adminform": page, "inline_admin_formsets": [], "panel": {"step_form": step_form}}

    [problem] = problems(context)

    assert (problem.place, problem.target) == ("Note", "id_note")


def test_the_forms_of_accounts_list_their_errors(client, groups):
    client.force_login(make_staff("Publishers", is_superuser=True))

    refused = client.post("/admin/assembly/user/add/", {"username": "a b"})

    assert {"id_username", "id_password1"} <= set(links(refused))


def test_a_form_that_was_not_refused_lists_nothing(client, editor):
    client.force_login(editor)

    assert 'id="refusal"' not in client.get(change_page(make_article())).content.decode()
