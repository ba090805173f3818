"""No word in the Russian admin is untranslated, those of Django and of others among them."""

import pytest

from assembly.admin.script_translations import EDITOR_MESSAGES
from delegations.models import Person
from news.models import Article

from . import builders
from .admin_records import make_targets, make_values
from .builders import make_article, make_staff
from .forms import change_page, list_page, save, take
from .permissions import HIDDEN, METHOD, pages
from .words import latin_words

pytestmark = pytest.mark.django_db

ALLOWED = {
    *["en", "ru"],  # the codes of the languages, in the labels of what is written in each
    *["JPEG", "PNG", "WebP", "GIF", "AVIF", "PDF", "DOCX", "XLSX", "ODT", "ISO", "BY"],
    *["Control", "Command", "Mac"],
    *["Editors", "Publishers"],  # groups, whose names are data
}


@pytest.fixture
def administrator(client, groups, monkeypatch):
    """Somebody who sees every page in Russian, on a site whose own texts are all Russian."""

    def in_russian(**texts):
        return {f"{field}_{code}": "Слово" for field in texts for code in ["en", "ru"]}

    monkeypatch.setattr(builders, "in_both", in_russian)
    user = make_staff("Publishers", username="администратор", is_superuser=True)
    client.cookies["django_language"] = "ru"
    client.force_login(user)
    return user


def found(client, address, data=None):
    """Return what a page has that is not Russian; None where it is no page."""
    answer = client.post(address, data) if data else client.get(address, follow=True)
    if answer["Content-Type"].startswith("text/html"):
        return latin_words(answer.content.decode(), ALLOWED)
    return None


def test_every_page_is_russian(client, administrator):
    keys = make_targets("public with a working copy", administrator)
    values = make_values(keys, administrator)

    wrong = {}
    for page in pages().values():
        if page.rule.get not in {METHOD, HIDDEN}:
            address = page.address({**values[page.model], **values.get(page.name, {})})
            if words := found(client, address):
                wrong[page.name] = words

    assert wrong == {}


@pytest.mark.parametrize("model", [Article, Person])
def test_what_a_form_refuses_is_said_in_russian(client, administrator, model):
    junk = {"slug": "не адрес", "photo": "x", "image": "9" * 30, "topics": "x"}

    refused = save(client, list_page(model) + "add/", **junk, title_en="ж" * 999)

    assert refused.status_code == 200
    assert latin_words(refused.content.decode(), ALLOWED) == set()


@pytest.mark.parametrize("query", ["q=слово", "status__exact=%00", "id__in=x", "stage=draft&p=9"])
def test_a_list_answers_any_question_in_russian(client, administrator, query):
    make_article()

    assert found(client, f"{list_page(Article)}?{query}") == set()


def test_what_was_done_is_said_in_russian(client, administrator):
    article = make_article(status="draft")
    several = {"action": "delete_selected", "_selected_action": [article.pk]}

    for step in ["submit", "approve", "withdraw"]:
        take(client, article, step, note="Так надо", withdrawal_ru="Так вышло")
        assert found(client, change_page(article)) == set()
    assert found(client, list_page(Article), several) == set()
    client.post(list_page(Article), {**several, "post": "yes"})
    assert found(client, "/admin/bin/") == set()


def test_the_editor_speaks_russian(client, administrator):
    said = client.get("/admin/jsi18n/").content.decode()

    assert [text for text in EDITOR_MESSAGES if f'"{text}": "{text}"' in said] == []
