"""Files that programs request from every site."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import PIL.Image
import pytest
from django.contrib.staticfiles import finders

from .production import production

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def test_search_engines_may_index_everything_but_the_admin_and_previews(client):
    response = client.get("/robots.txt")

    assert response["Content-Type"].startswith("text/plain")
    assert response.content.decode().split("\n") == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /preview/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
        "",
    ]


def test_security_txt_names_the_contact(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"

    first, second = (client.get("/.well-known/security.txt") for _number in range(2))

    assert first["Content-Type"] == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in first.content.decode().splitlines())
    assert told.pop("Contact") == "mailto:security@example.org"
    expires = datetime.fromisoformat(told.pop("Expires"))
    assert timedelta(days=100) < expires - datetime.now(UTC) < timedelta(days=365)
    assert told == {
        "Preferred-Languages": "en, ru",
        "Canonical": "http://testserver/.well-known/security.txt",
    }
    assert first.content == second.content


def test_without_a_contact_there_is_no_security_txt(client, settings):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


def test_an_invalid_contact_is_reported_in_one_line():
    done = production("check", SECURITY_CONTACT="security@example.org")

    assert done.returncode != 0
    assert "SECURITY_CONTACT must start with mailto:" in done.stderr


@pytest.mark.parametrize(
    ("code", "name"),
    [("en", "CSTO Parliamentary Assembly"), ("ru", "Парламентская Ассамблея ОДКБ")],
)
def test_the_manifest_has_the_name_of_the_site_in_its_language(client, code, name):
    response = client.get(f"/{code}/manifest.webmanifest")

    assert response["Content-Type"] == "application/manifest+json"
    told = response.json()
    assert (told["name"], told["lang"], told["start_url"]) == (name, code, f"/{code}/")
    for icon in told["icons"]:
        found = finders.find(icon["src"].removeprefix("/static/"))
        if icon["type"] == "image/png":
            with PIL.Image.open(found) as image:
                assert icon["sizes"] == f"{image.width}x{image.height}"
    assert f'<link rel="manifest" href="/{code}/manifest.webmanifest">' in (
        client.get(f"/{code}/").content.decode()
    )


def test_favicon_ico_redirects_to_the_icon(client):
    response = client.get("/favicon.ico")

    with open(finders.find(response["Location"].removeprefix("/static/")), "rb") as file:
        icon = PIL.Image.open(BytesIO(file.read()))
    assert icon.format == "ICO"
    assert icon.info["sizes"] >= {(16, 16), (32, 32)}
