"""A third language needs one setting and the migrations it creates, and loses no data."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

COPIED = ["assembly", "delegations", "fixtures", "news", "templates", "tests"]
TWO = '("ru", "Русский")]'
THREE = '("ru", "Русский"), ("ky", "Кыргызча")]'


# One worker makes the copy of the site that all these tests use.
pytestmark = pytest.mark.xdist_group("third language")


@pytest.fixture(scope="session")
def address(tmp_path_factory, django_db_setup, django_db_blocker):
    """The address of an empty database."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/db.sqlite3"
        return
    name = f"{connection.settings_dict['NAME']}_in_three_languages"
    with django_db_blocker.unblock():
        tell_server(f"CREATE DATABASE {name}")
        yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
        tell_server(f"DROP DATABASE {name}")


def tell_server(statement):
    """Execute a statement outside the tests and close the connection.

    While Playwright's event loop runs, a connection belongs to that loop: nothing else would close
    it.
    """
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory, address):
    """The output of `kyrgyz` for a copy of the site, before and after adding the language."""
    folder = tmp_path_factory.mktemp("site")
    for name in COPIED:
        shutil.copytree(settings.BASE_DIR / name, folder / name)
    shutil.copy(settings.BASE_DIR / "manage.py", folder)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "assembly.settings",
        "DATABASE_URL": address,
        "ALLOWED_HOSTS": "testserver",
        "MEDIA_ROOT": str(folder / "media"),
    }

    def run(*command):
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command], cwd=folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "setup")
    before = json.loads(run("-m", "tests.kyrgyz", "before"))
    file = folder / "assembly" / "settings.py"
    written = file.read_text()
    assert TWO in written
    file.write_text(written.replace(TWO, THREE))
    return {"before": before, "after": json.loads(run("-m", "tests.kyrgyz", "after"))}


@pytest.fixture
def pages(site):
    return site["after"]["pages"]


def test_the_migrations_only_add_columns_and_recreate_constraints_and_indexes(site):
    operations = site["after"]["operations"]

    assert {kind for kind, _harmless in operations} == {
        "AddField",
        "AddIndex",
        "RemoveIndex",
        "AddConstraint",
        "RemoveConstraint",
    }
    assert all(harmless for _kind, harmless in operations)


def test_no_text_is_lost(site):
    before, after = site["before"]["texts"], site["after"]["texts"]

    assert {name: without_kyrgyz(after.get(name)) for name in before} == before
    assert {name.rpartition("_")[2] for name in after.keys() - before.keys()} == {"ky"}


def without_kyrgyz(value):
    """Return a value without the empty titles that statements have for the new language."""
    if not isinstance(value, list):
        return value
    return [
        {key: text for key, text in one.items() if (key, text) != ("title_ky", "")}
        if isinstance(one, dict)
        else one
        for one in value
    ]


def test_the_shipped_content_still_loads_and_nothing_counts_as_changed(site):
    assert site["after"]["new_entries"] == 0


def test_a_copy_approved_before_is_published_afterwards(site):
    assert "The new title" in site["after"]["published"]


@pytest.mark.parametrize(
    ("bare", "own"), [("/", "/ky/"), ("/news/to-translate/", "/ky/news/to-translate/")]
)
def test_addresses_without_a_language_redirect_to_it(pages, bare, own):
    assert (pages[bare]["status"], pages[bare]["leads_to"]) == (302, own)


def test_every_page_responds_in_it(pages):
    assert {page["status"] for page in pages.values() if not page["leads_to"]} == {200}
    for address, page in pages.items():
        if address.startswith("/ky/"):
            assert '<html lang="ky">' in page["html"]
            assert "None" not in page["text"], address
            empty = re.findall(r"<(a|h1|h2|h3|title|figcaption)\b[^>]*>\s*</\1>", page["html"])
            assert empty == [], address


def test_text_written_in_it_is_shown(pages):
    assert "Кыргызча макала" in pages["/ky/"]["text"]
    assert 'href="/ky/news/to-translate/"' in pages["/ky/search/?q=макала"]["html"]
    assert "Сегиз миң сөз." in pages["/ky/news/to-translate/"]["text"]
    for code in ["en", "ru"]:
        link = f'<a href="/{code}/news/to-translate/" lang="{code}" hreflang="{code}">'
        assert link in pages["/ky/news/to-translate/"]["html"]


@pytest.mark.parametrize("path", ["news/in-work/", "people/viktor-kogut/"])
def test_a_page_not_written_in_it_links_to_other_languages(pages, path):
    html = pages[f"/ky/{path}"]["html"]

    for code in ["en", "ru"]:
        assert re.search(rf'<li lang="{code}">\s*\S+: <a href="/{code}/{path}"', html)


def test_seats_have_a_sentence_and_a_drawing_in_it(pages):
    page = pages["/ky/delegations/belarus/"]

    assert "Делегация: 7 депутат" in page["text"]
    assert page["html"].partition("<figure")[2].partition("</figure")[0].count("<circle") == 11
    assert "Палата – 7" in page["text"]


def test_its_form_fields_are_beside_those_of_the_other_languages(pages):
    form = pages[next(address for address in pages if address.endswith("/change/"))]["html"]

    for name in ["title", "summary", "body", "shown"]:
        row = r"[^§]*?".join(f'name="{name}_{code}"' for code in ["en", "ru", "ky"])
        [found] = re.findall(row, form)
        assert "form-row" not in found  # the three are together in one


@pytest.mark.once
def test_a_form_of_500_rows_saves_in_three_languages(site):
    assert site["after"]["large_form"] == [302, "Төрага"]
