"""Scripts are ES modules that import what they need and define no globals."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.contrib.staticfiles import finders
from django.urls import reverse

from .builders import make_image, make_staff
from .forms import change_page, list_page
from .pages import public_addresses

pytestmark = pytest.mark.once

APPS = [Path(apps.get_app_config(app).path) for app in ("assembly", "delegations", "news")]
OURS = [path for app in APPS for path in app.glob("static/**/*.js")]
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.js$)")
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
IMPORT = re.compile(r"""\b(?:from|import)\s*\(?\s*["']([^"'\s]+)["']""")
EDITOR_MODULES = re.compile(r'"js_modules": ?(\[[^]]*\])')
GLOBAL = re.compile(
    r"\b(?:window|globalThis|self)\b[\w.?\[\]\"']*\s*[-+*/|&?]{0,2}=(?![=>])"
    r"|\b(?:assign|defineProperty|defineProperties)\(\s*(?:window|globalThis|self)\b"
)


def name_of(path):
    """Return the name by which a page refers to one of our scripts."""
    return path.as_posix().rpartition("/static/")[2]


def scripts(page):
    """Return the scripts of a page as pairs of attributes and content."""
    pairs = SCRIPT.findall(page)
    return [(dict(ATTRIBUTE.findall(attributes)), text) for attributes, text in pairs]


def static_name(address):
    return address.removeprefix(settings.STATIC_URL)


@pytest.fixture
def read_pages(client, content):
    """Return a function that returns the HTML of every public and admin page by address."""
    make_image()
    user = make_staff("Publishers", is_superuser=True)
    addresses = [*public_addresses(client), reverse("admin:index")]
    for model in admin.site._registry:
        addresses += [list_page(model), list_page(model) + "add/"]
        if instance := model._default_manager.first():
            addresses.append(change_page(instance))
    client.force_login(user)

    def read():
        answers = {address: client.get(address) for address in addresses}
        return {
            address: answer.content.decode()
            for address, answer in answers.items()
            if answer.status_code == 200
        }

    return read


def named_modules(page):
    """Return the address of each module that a page loads, and the targets of its import map."""
    modules, imports = [], {}
    for attributes, text in scripts(page):
        if attributes.get("type") == "module":
            modules.append(attributes["src"])
        elif attributes.get("type") == "importmap":
            imports = json.loads(text)["imports"]
    for listed in EDITOR_MODULES.findall(unescape(page)):  # those that the rich text editor loads
        modules += json.loads(listed)
    return modules, imports


def followed(modules, imports, read):
    """Return the address of each module, and of each that one of them imports."""
    found, waiting = set(), list(modules)
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        found.add(address)
        for asked in IMPORT.findall(read(address)):
            waiting.append(imports.get(asked) or urljoin(address, asked))
    return found


def read_source(address):
    path = finders.find(static_name(address))
    assert path, f"{address} is not there"
    return Path(path).read_text()


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_a_script_defines_no_globals(path):
    assert GLOBAL.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "code",
    ["window.drafts = {}", "globalThis.x ??= 1", "window['x'] = 1", "Object.assign(window, {})"],
)
def test_a_global_would_be_detected(code):
    assert GLOBAL.search(code)


@pytest.mark.django_db
def test_each_of_our_scripts_is_served_as_a_module_or_imported_by_one(read_pages):
    names = {name_of(path) for path in OURS}
    used = set()
    for address, page in read_pages().items():
        for attributes, text in scripts(page):
            name = static_name(attributes.get("src", ""))
            assert name not in names or attributes.get("type") == "module", (address, name)
            data = attributes.get("type") in {"application/ld+json", "importmap"}
            assert data or not text.strip(), f"{address} has a script within"
        used |= {static_name(module) for module in followed(*named_modules(page), read_source)}

    assert names - used == set()


@pytest.mark.django_db
def test_each_module_and_each_import_exists_in_production(read_pages, collected):
    def read_collected(address):
        name = static_name(address)
        assert HASH.search(name), f"{address} is not named by its content"
        path = collected / name
        assert path.is_file(), f"{address} is not there"
        return path.read_text()

    found = set()
    for page in read_pages().values():
        found |= followed(*named_modules(page), read_collected)

    assert {name_of(path) for path in OURS} <= {HASH.sub("", static_name(one)) for one in found}
