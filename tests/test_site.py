"""Promises of the whole site."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.urls import path

from .broken_site import BrokenSite, break_down
from .builders import make_article
from .pages import lines, public_addresses, text
from .production import production

pytestmark = pytest.mark.once


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_production_settings_pass_the_deployment_check():
    done = production("check", "--deploy", "--fail-level", "WARNING")

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_static_files_can_be_collected_for_production(tmp_path):
    done = production("collectstatic", "--noinput", "--dry-run")

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"DATABASE_URL": "oracle-of-delphi://host/name"}, "DATABASE_URL"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgres://x@127.0.0.1:abc/x"}, "DATABASE_URL"),
        (
            {"DATABASE_URL": "sqlite:////no/such/folder/db.sqlite3"},
            "Cannot connect to the database",
        ),
        ({"DATABASE_URL": f"sqlite:///{__file__}"}, "Cannot connect to the database"),
        ({"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}, "Cannot connect to the database"),
    ],
    ids=str,
)
def test_an_invalid_environment_is_reported_in_one_line(variables, message):
    done = production("setup", **variables)

    assert done.returncode != 0
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.usefixtures("content")
def test_each_page_has_one_heading_and_a_unique_title(client):
    titles = Counter()

    addresses = {address.partition("&cited=")[0] for address in public_addresses(client)}
    for address in addresses:
        page = client.get(address).content.decode()
        assert len(re.findall("<h1", page)) == 1, address
        [title] = re.findall("<title>(.*?)</title>", page, re.DOTALL)
        titles[" ".join(title.split())] += 1

    assert [title for title, number in titles.items() if number > 1] == []


@pytest.mark.usefixtures("content")
def test_no_page_sets_a_cookie_or_contacts_another_host(client):
    for address in public_addresses(client):
        response = client.get(address)
        page = response.content.decode()
        assert not response.cookies, address
        if "noindex" not in page:  # where previews exist, caches must keep them apart
            assert "Cookie" not in response.get("Vary", ""), address
        assert not re.findall(
            r'(?:\ssrc|<link rel="(?!canonical|alternate)[^>]*href)="(?:https?:)?//', page
        )


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("address", ["/en/", "/admin/login/", "/ru/nothing/"])
def test_the_content_security_policy_is_strict(client, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "said"), [("en", "Page not found"), ("ru", "Страница не найдена")]
)
def test_a_missing_page(client, code, said):
    response = client.get(f"/{code}/nothing/here/")

    assert response.status_code == 404
    assert said in lines(response)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *["news/?page=0", "news/?page=-1", "news/?page=1000000000", "news/?page=text"],
        *["news/2099/", "news/0/", "news/99999/", "news/2025/13/", "news/2025/0/", "news/1/1/"],
        *["news/no-such/", "news/topics/no-such/", "people/no-such/", "delegations/no-such/"],
        *["delegations/%D0%B1/", "news/%00/", "news/a%27b/", "news/" + "x" * 3000 + "/"],
    ],
)
def test_a_malformed_address(client, address):
    make_article()

    assert client.get(f"/en/{address}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "said"), [("en", "Something went wrong"), ("ru", "Что-то пошло не так")]
)
def test_a_server_error_has_the_sites_design(client, settings, code, said):
    settings.ROOT_URLCONF = BrokenSite
    client.raise_request_exception = False
    BrokenSite.urlpatterns[-1] = path(f"{code}/broken/", break_down)

    response = client.get(f"/{code}/broken/")

    assert response.status_code == 500
    assert said in lines(response)


@pytest.mark.django_db
def test_lists_have_twenty_entries_per_page(client):
    for _number in range(21):
        make_article()

    first, second = client.get("/en/news/"), client.get("/en/news/?page=2")

    assert (first.content.count(b'class="card"'), second.content.count(b'class="card"')) == (20, 1)
    assert "Page 2 of 2" in text(second)
    assert 'href="/en/news/?page=2"' in first.content.decode()
    assert '?page=1"' not in second.content.decode()  # page 1 has a single address


@pytest.mark.django_db
def test_news_by_year_month_and_topic(client, content):
    title = "CEC of Russia: Countering External Interference"
    for address in ["2025/", "2025/9/", "topics/elections/"]:
        assert title in text(client.get(f"/en/news/{address}"))
    for address in ["2024/", "2025/8/"]:
        assert client.get(f"/en/news/{address}").status_code == 404


@pytest.mark.django_db
def test_readiness_reports_that_the_site_is_ready(client):
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_readiness_reports_that_the_database_is_unavailable(client, monkeypatch):
    def refuse(connection):
        raise OperationalError

    monkeypatch.setattr("assembly.pages.views.MigrationExecutor", refuse)

    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 503
