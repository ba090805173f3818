"""The assembly's names come from the environment, in each language."""

import re

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import override

from assembly.names import assembly_names
from assembly.pages.shared_pages import release

from .builders import make_user
from .pages import text

pytestmark = pytest.mark.once

DEFAULT = ({"en": "CSTO Parliamentary Assembly", "ru": "Парламентская Ассамблея ОДКБ"}, {"en": "X"})
NORDIC = {
    "ASSEMBLY_NAME_EN": "Nordic Council",
    "ASSEMBLY_NAME_RU": "Северный совет",
    "ASSEMBLY_SHORT_NAME_EN": "NC",
    "ASSEMBLY_SHORT_NAME_RU": "СС",
}


def named(monkeypatch, languages=("en", "ru"), **environment):
    """Return the names that an environment gives, in each language."""
    for variable, value in environment.items():
        monkeypatch.setenv(variable, value)
    names = assembly_names(languages, DEFAULT)
    found = []
    for code in languages:
        with override(code):
            found.append(tuple(map(str, names)))
    return found


def test_names_follow_the_language(monkeypatch):
    assert named(monkeypatch, **NORDIC) == [("Nordic Council", "NC"), ("Северный совет", "СС")]


def test_a_language_without_a_name_shows_that_of_the_assembly_in_another(monkeypatch):
    variables = {"ASSEMBLY_NAME_FR": "Conseil nordique", "ASSEMBLY_SHORT_NAME_FR": "CN"}

    found = named(monkeypatch, ["en", "fr", "zh-hans"], **variables, ASSEMBLY_NAME_ZH_HANS="北欧")

    assert found == [("Conseil nordique", "CN"), ("Conseil nordique", "CN"), ("北欧", "北欧")]


def test_a_short_name_is_never_that_of_another_assembly(monkeypatch):
    assert named(monkeypatch, ASSEMBLY_NAME_EN="Nordic Council") == [("Nordic Council",) * 2] * 2
    monkeypatch.delenv("ASSEMBLY_NAME_EN")
    with pytest.raises(ImproperlyConfigured, match="ASSEMBLY_SHORT_NAME"):
        named(monkeypatch, ASSEMBLY_SHORT_NAME_RU="СС")


@pytest.mark.django_db
@pytest.mark.parametrize(("code", "name", "short"), [("en", 0, 2), ("ru", 1, 3)])
def test_pages_feeds_and_the_admin_bear_the_name(client, monkeypatch, settings, code, name, short):
    for variable, value in NORDIC.items():
        monkeypatch.setenv(variable, value)
    settings.ASSEMBLY_NAME, settings.ASSEMBLY_SHORT_NAME = assembly_names(["en", "ru"], DEFAULT)
    name, short = list(NORDIC.values())[name], list(NORDIC.values())[short]

    assert name in text(client.get(f"/{code}/"))
    manifest = client.get(f"/{code}/manifest.webmanifest").json()
    assert (manifest["name"], manifest["short_name"]) == (name, short)
    feed = client.get(f"/feeds/news.{code}.xml").content.decode()
    assert f"<author><name>{name}</name></author>" in feed
    client.force_login(make_user(is_superuser=True))
    page = client.get("/admin/", headers={"Accept-Language": code}).content.decode()
    assert name in page
    assert re.search(rf"<title>[^<]*{short}", page)


def test_processes_share_no_pages_with_another_name(settings):
    def with_names(**names):
        settings.ASSEMBLY_NAME, settings.ASSEMBLY_SHORT_NAME = assembly_names(["en"], (names,) * 2)
        release.cache_clear()
        return release()

    ours = with_names(en="A", ru="Б")
    with override("ru"):
        assert with_names(en="A", ru="Б") == ours
    assert with_names(en="A", ru="В") != ours
    release.cache_clear()


def test_no_template_and_no_code_knows_the_assembly():
    """Besides the settings, where its names stand if the environment names no other."""
    folders = ["assembly", "delegations", "news", "templates"]
    kinds = {".py", ".html", ".txt", ".xml", ".js", ".css", ".po", ".svg"}
    files = [
        path
        for folder in folders
        for path in (site.BASE_DIR / folder).rglob("*")
        if path.suffix in kinds and "migrations" not in path.parts
    ]
    assert len(files) > 200

    found = [
        path
        for path in files
        if re.search("CSTO|ОДКБ|Collective Security", path.read_text(), re.IGNORECASE)
    ]

    assert found == [site.BASE_DIR / "assembly" / "settings.py"]
