"""Every interface text is translated into each language."""

import gettext
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from .tools import need

pytestmark = pytest.mark.once

[LOCALE] = settings.LOCALE_PATHS
CODES = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
CATALOGUES = {code: LOCALE / code / "LC_MESSAGES" / "django.po" for code in CODES}
OPTIONS = ["--no-obsolete", "--no-wrap", "--add-location=file"]
SOURCES = ["assembly", "delegations", "news", "templates"]

each_catalogue = pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES.keys())


def messages(catalogue):
    """Return the lines of a catalogue's entries, without its header and source locations."""
    _head, entries = catalogue.read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    return [line for line in entries.splitlines() if not line.startswith("#:")]


def compiled(catalogue, target):
    """Compile a catalogue; return its texts, and the counts of translated and untranslated ones."""
    msgfmt = need("msgfmt", "gettext")
    command = [msgfmt, "--check", "--statistics", "--output-file", target, catalogue]
    done = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C"})  # noqa: S603
    assert done.returncode == 0, done.stderr
    with target.open("rb") as file:
        return gettext.GNUTranslations(file)._catalog, done.stderr.splitlines()[-1]


def test_each_catalogue_has_all_messages_and_no_other(tmp_path):
    need("xgettext", "gettext")
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)

    collect = [sys.executable, "manage.py", "makemessages", "--all", *OPTIONS]
    subprocess.run(collect, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603

    for catalogue in CATALOGUES.values():
        collected = tmp_path / catalogue.relative_to(settings.BASE_DIR)
        assert messages(collected) == messages(catalogue)


@each_catalogue
def test_every_message_is_translated_without_fuzzy_or_invalid_entries(catalogue, tmp_path):
    """Msgfmt itself refuses wrong placeholders, and too few or too many plural forms."""
    _texts, said = compiled(catalogue, tmp_path / "django.mo")

    assert re.fullmatch(r"[0-9]+ translated messages\.", said)


@each_catalogue
def test_the_compiled_catalogue_is_up_to_date(catalogue, tmp_path):
    texts, _said = compiled(catalogue, tmp_path / "django.mo")

    with catalogue.with_suffix(".mo").open("rb") as shipped:
        assert gettext.GNUTranslations(shipped)._catalog == texts
