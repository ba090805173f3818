"""Fixtures that open Chromium and fail the test if a page reports an error."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from news.models import Article
from tests.forms import change_page
from tests.tools import need

from .forms import ready

# No background network requests; no sandbox, which Chromium refuses to run as root.
ARGUMENTS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
ARGUMENTS += ["--disable-sync", "--no-first-run"]


@pytest.fixture(scope="session")
def chromium():
    path = need("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def live_server(django_db_setup, live_server):
    """Start the server once the database is in its file: before, it would share one connection.

    SQLite crashes if several threads use one connection.
    """
    return live_server


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a separate browser; the test fails if it reports a problem.

    Problems are console errors and warnings, such as violations of the Content-Security-Policy,
    script errors, and requests to another host.
    """
    contexts, complaints = [], []

    def watch(request):
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            complaints.append(f"asked {request.url}")

    def complain(message):
        if message.type in {"error", "warning"}:
            complaints.append(message.text)

    def open_page(address="/", width=1280, **options):
        options = {"locale": "en", "viewport": {"width": width, "height": 800}, **options}
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(60_000)  # for a machine under heavy load
        contexts.append(context)
        page = context.new_page()
        page.on("console", complain)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", watch)
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def log_in(open_page, live_server):
    """Return a function that opens a page of the admin as a member of staff, already logged in.

    Loading the page of the login in each test would take longer than many tests.
    """

    def log_in(user, address="/admin/", **options):
        user.set_password("a long password")  # for a later login
        user.save()
        client = Client()
        client.force_login(user)
        session = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}
        cookies = [{**session, "domain": urlsplit(live_server.url).hostname, "path": "/"}]
        return open_page(address, storage_state={"cookies": cookies}, **options)

    return log_in


@pytest.fixture
def article(content):
    """An article that is not public, so that a save changes the record itself."""
    Article.objects.update(status="draft")
    return Article.objects.get()


@pytest.fixture
def page(log_in, editor, article):
    """The article's form, opened by an editor."""
    return ready(log_in(editor, change_page(article)))
