"""Every text of ours exists in Russian."""

import gettext
import re
import shutil
import subprocess
import sys

from django.conf import settings

from .tools import need

[LOCALE] = settings.LOCALE_PATHS
CATALOGUE = LOCALE / "ru" / "LC_MESSAGES" / "django.po"
OPTIONS = ["--no-obsolete", "--no-wrap", "--add-location=file"]
SOURCES = ["assembly", "delegations", "news", "templates"]


def messages(catalogue):
    """Return the lines of a catalogue's entries, without its head and where they stand."""
    _head, entries = catalogue.read_text(encoding="utf-8").split("\n\n", maxsplit=1)
    return [line for line in entries.splitlines() if not line.startswith("#:")]


def test_the_catalogue_has_all_messages_and_no_other(tmp_path):
    need("xgettext", "gettext")
    for name in SOURCES:
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)

    collect = [sys.executable, "manage.py", "makemessages", "--locale=ru", *OPTIONS]
    subprocess.run(collect, cwd=tmp_path, check=True, capture_output=True)  # noqa: S603

    collected = tmp_path / CATALOGUE.relative_to(settings.BASE_DIR)
    assert messages(collected) == messages(CATALOGUE)


def test_no_message_is_untranslated_or_doubtful():
    catalogue = CATALOGUE.read_text(encoding="utf-8")

    assert re.findall(r'^msgid(?:_plural)? "(.+)"\nmsgstr(?:\[\d\])? ""$', catalogue, re.M) == []
    assert "fuzzy" not in catalogue


def test_the_compiled_catalogue_is_that_of_the_written_one(tmp_path):
    msgfmt = need("msgfmt", "gettext")
    compiled = tmp_path / "django.mo"
    subprocess.run([msgfmt, "-o", compiled, CATALOGUE], check=True)  # noqa: S603

    with compiled.open("rb") as new, CATALOGUE.with_suffix(".mo").open("rb") as shipped:
        assert gettext.GNUTranslations(new)._catalog == gettext.GNUTranslations(shipped)._catalog
