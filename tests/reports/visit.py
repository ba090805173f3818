"""Publishes a report through the admin of a site with the reports app, and prints the results."""

import json
from datetime import UTC, datetime

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.test import Client  # noqa: E402

from tests.reports.models import Report  # noqa: E402

ADDRESSES = [
    "/en/",
    "/en/reports/",
    "/en/reports/annual-report/",
    "/en/search/?q=annual",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/sitemap-reports.xml",
    "/feeds/reports.en.xml",
    "/en/cards/reports/annual-report.0.png",
    "/admin/",
]


def main():
    admin = Client(raise_request_exception=True)
    admin.force_login(get_user_model().objects.get(username="admin"))
    Report.objects.create(
        slug="annual-report",
        status="published",
        published_at=datetime(2025, 5, 5, tzinfo=UTC),
        title_en="Annual report",
        body_en="<p>What the assembly did.</p>",
    )
    found = {}
    for address in ADDRESSES:
        response = admin.get(address)
        is_text = not response["Content-Type"].startswith("image/")
        body = response.content.decode() if is_text else response["Content-Type"]
        found[address] = {"status": response.status_code, "body": body}
    form = admin.get(f"/admin/reports/report/{Report.objects.get().pk}/change/")
    found["form"] = {"status": form.status_code, "body": form.content.decode()}
    print(json.dumps(found))  # noqa: T201


main()
