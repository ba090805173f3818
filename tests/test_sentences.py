"""Sentences end once, and say no comma where nothing follows."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from assembly.core.sentences import one_full_stop
from assembly.newsroom.editorial_checks import findings
from assembly.templatetags.sentences import full_stop

from .builders import (
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_image,
    make_parliament_name,
    make_participation,
    says,
)
from .forms import change_page, take
from .pages import public_pages, text
from .whole_site import fill

pytestmark = pytest.mark.django_db
DOUBLED = re.compile(r".{0,60}(?<!\.)\.\.(?!\.).{0,30}")


@pytest.mark.once
@pytest.mark.parametrize(
    ("given", "stopped", "one"),
    [
        ("Совет", "Совет.", "Совет"),
        ("2025 г.", "2025 г.", "2025 г."),
        ("«2025 г.»", "«2025 г.»", "«2025 г.»"),
        ("2025 г..", "2025 г..", "2025 г."),
        ("Why?", "Why?", "Why?"),
        ("and so on...", "and so on...", "and so on..."),
        ("и др.. Далее", "и др.. Далее.", "и др. Далее"),
        ("", ".", ""),
    ],
)
def test_a_sentence_gets_one_full_stop(given, stopped, one):
    assert full_stop(given) == stopped
    assert one_full_stop(given) == one


def abbreviated(model_texts):
    return {f"{name}_{code}": f"{name} 2025 г." for name in model_texts for code in ["en", "ru"]}


def fill_with_abbreviations():
    """Make records whose texts and dates end with an abbreviation."""
    fill(2)
    delegation = make_delegation(parliament=None, kind=None, **abbreviated(["title"]))
    source = says(**abbreviated(["title"]))
    linked = {**source, "address": "https://e.org/"}
    make_parliament_name(delegation, statements=[linked], **abbreviated(["parliament"]))
    make_participation(delegation, since="2001", statements=[source], **abbreviated(["note"]))
    make_composition(
        delegation,
        since="2020",
        statements=[source],
        seats=[3, 4],
        **abbreviated(["note"]),
    )
    make_composition(delegation, since="2021-03", seats=[5], statements=[linked])
    title = abbreviated(["title"])
    make_appointment(delegation=delegation, until="2026", statements=[source], **title)
    make_appointment(role="executive-secretary", until="2026-05-05", **title)


def test_no_page_of_readers_doubles_a_full_stop(client):
    fill_with_abbreviations()

    for address, page in public_pages(client).items():
        html = page.content.decode()
        said = text(page) + " ".join(re.findall(r'(?:content|alt|title)="([^"]*)"', html))
        assert DOUBLED.findall(said) == [], address


def test_no_page_of_staff_doubles_a_full_stop(client, publisher, settings):
    fill_with_abbreviations()
    client.force_login(publisher)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ru"

    for name in ["delegations_needs_attention", "index", "bin", "broken_links"]:
        page = client.get(reverse(f"admin:{name}"), {"days": 0})
        assert DOUBLED.findall(text(page)) == [], name


def test_a_draft_has_no_comma_before_a_missing_date(client, editor):
    page = make_article(status="draft", dateline_en="Minsk")
    client.force_login(editor)

    draft = client.get(page.get_absolute_url()).content.decode()
    public = Client().get(make_article(dateline_en="Minsk").get_absolute_url()).content.decode()

    assert re.search(r'<p class="date article__date">\s*Minsk\s*</p>', draft)
    assert re.search(r"Minsk,\s*<time", public)


def test_a_refused_step_names_the_language_of_each_issue(client, editor):
    page = make_article(status="draft", image=make_image(alt_en="", alt_ru=""))
    client.force_login(editor)

    take(client, page, "submit")
    refused = text(client.get(change_page(page)))

    for language in ["English", "Russian"]:
        assert f"{language}: The main image has no alternative text." in refused


def test_an_image_is_not_called_by_its_random_name():
    image = make_image(alt_en="", alt_ru="")
    [finding] = [one for one in findings(make_article(image=image)) if one.field == "images"][:1]

    assert finding.text.startswith("The main image has no alternative text.")
    image.alt_ru = "Зал"
    image.save()
    [finding] = [one for one in findings(make_article(image=image)) if one.field == "images"]
    assert (finding.language, "“Зал”" in finding.text) == ("en", True)
