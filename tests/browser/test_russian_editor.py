"""The rich text editor is available in Russian, which its makers do not offer."""

import re

import pytest

from news.models import Article

from ..forms import change_page
from .forms import open_form

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

NAMES = """(toolbar) => [
    ...[...toolbar.querySelectorAll("button[title]")].flatMap(
        (button) => [button.title, button.getAttribute("aria-label")]),
    ...[...toolbar.querySelectorAll(".prose-menubar__option")].map((option) => option.innerText),
]"""


def names(toolbar):
    """Return the labels of a toolbar's buttons and the choices of paragraph style."""
    found = toolbar.evaluate(NAMES)
    assert all(found)
    return " ".join(found)


def test_the_toolbar_and_its_dialogs_are_russian(log_in, editor):
    page = open_form(log_in(editor), "/admin/")
    page.context.add_cookies([{"name": "django_language", "value": "ru", "url": page.url}])
    page.goto(change_page(Article.objects.get()))
    field = page.locator(".field-body_ru, .field-body_en").last
    toolbar = field.locator(".prose-menubar")

    said = [names(toolbar)]
    field.locator("[role=textbox]").click()
    toolbar.locator(".prose-menubar__selected").click()
    toolbar.locator("[data-name=heading2]").click()
    said.append(names(toolbar))
    page.keyboard.press("Control+a")
    toolbar.locator("[data-name=link]").click()
    said.append(page.get_by_role("dialog").inner_text())

    assert said[1] != said[0]
    assert re.findall(r"[A-Za-z]+", " ".join(said)) == []
