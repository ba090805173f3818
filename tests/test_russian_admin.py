"""The whole Russian admin is translated, including the texts of Django and other packages."""

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

pytestmark = [pytest.mark.once, pytest.mark.django_db]

ALLOWED = {
    *["en", "ru"],  # the codes of the languages, in the labels of translated fields
    *["JPEG", "PNG", "WebP", "GIF", "AVIF", "HEIC", "PDF", "DOCX", "XLSX", "ODT", "ISO", "BY"],
    *["Control", "Command", "Mac"],
    *["Editors", "Publishers"],  # groups, whose names are data
    *["member", "substitutes"],  # identifiers of terms
}


@pytest.fixture
def administrator(client, groups, monkeypatch):
    """A user who sees every page in Russian, on a site whose content is all Russian."""

    def in_russian(**texts):
        return {f"{field}_{code}": "Слово" for field in texts for code in ["en", "ru"]}

    monkeypatch.setattr(builders, "in_both", in_russian)
    user = make_staff("Publishers", username="администратор", is_superuser=True)
    client.cookies["django_language"] = "ru"
    client.force_login(user)
    return user


def untranslated(client, address, data=None):
    """Return the words of a page that are not Russian; None if it is not a page."""
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
            if words := untranslated(client, address):
                wrong[page.name] = words

    assert wrong == {}


@pytest.mark.parametrize("model", [Article, Person])
def test_form_errors_are_in_russian(client, administrator, model):
    junk = {"slug": "не адрес", "photo": "x", "image": "9" * 30, "topics": "x"}

    refused = save(client, list_page(model) + "add/", **junk, title_en="ж" * 999)

    assert refused.status_code == 200
    assert latin_words(refused.content.decode(), ALLOWED) == set()


@pytest.mark.parametrize("query", ["q=слово", "status__exact=%00", "id__in=x", "stage=draft&p=9"])
def test_list_filters_and_searches_are_in_russian(client, administrator, query):
    make_article()

    assert untranslated(client, f"{list_page(Article)}?{query}") == set()


def test_success_messages_are_in_russian(client, administrator):
    article = make_article(status="draft")
    several = {"action": "delete_selected", "_selected_action": [article.pk]}

    for step in ["submit", "approve", "withdraw"]:
        take(client, article, step, note="Так надо", withdrawal_ru="Так вышло")
        assert untranslated(client, change_page(article)) == set()
    assert untranslated(client, list_page(Article), several) == set()
    client.post(list_page(Article), {**several, "post": "yes"})
    assert untranslated(client, "/admin/bin/") == set()


def test_the_editor_is_in_russian(client, administrator):
    said = client.get("/admin/jsi18n/").content.decode()

    assert [text for text in EDITOR_MESSAGES if f'"{text}": "{text}"' in said] == []
