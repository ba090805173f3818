"""A third type of publication needs a new app and one list of registrations."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

# One worker makes the site that all tests use; it has its own SQLite database.
pytestmark = [pytest.mark.xdist_group("third publication type"), pytest.mark.once]


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The output of `tests.reports.visit` for a site with one more app, by address."""
    folder = tmp_path_factory.mktemp("reports")
    (folder / "report_migrations").mkdir()
    (folder / "report_migrations" / "__init__.py").touch()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.reports.settings",
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "ALLOWED_HOSTS": "testserver",
        "DEBUG": "True",
        "MEDIA_ROOT": str(folder / "media"),
        "PYTHONPATH": os.pathsep.join([str(settings.BASE_DIR), str(folder)]),
    }

    def run(*command):
        done = subprocess.run(  # noqa: S603
            [sys.executable, *command],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "makemigrations", "reports")
    run("manage.py", "setup")
    return json.loads(run("-m", "tests.reports.visit"))


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/en/reports/", 'href="/en/reports/annual-report/">Annual report</a>'),
        ("/en/", ">Reports</a>"),
        ("/en/", 'href="/feeds/reports.en.xml">Feed of reports</a>'),
        ("/en/reports/annual-report/", "<p>What the assembly did.</p>"),
        ("/en/search/?q=annual", "<mark>Annual</mark> report"),
        ("/sitemap.xml", "sitemap-reports.xml"),
        ("/sitemap-pages.xml", "/en/reports/</loc>"),
        ("/sitemap-reports.xml", "/en/reports/annual-report/</loc>"),
        ("/feeds/reports.en.xml", "<title>Annual report</title>"),
        ("/en/cards/reports/annual-report.0.png", "image/png"),
        ("/admin/", "Reports to read"),
        ("form", "The report has no number."),
    ],
)
def test_the_shared_machinery_works_with_it(results, address, text):
    assert results[address]["status"] == 200
    assert text in results[address]["body"]
