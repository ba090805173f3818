"""What only a browser shows of the public pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from delegations.models import Delegation
from news.models import Article

from ..builders import in_both, make_article, make_delegation
from ..pages import public_addresses
from ..test_source_page import ARTICLE, DELEGATIONS, NEWS

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

STATES = ["/en/nothing/", "/ru/nothing/"]


def findings(page):
    """Return what axe finds on a page, with the elements it means."""
    # Preloading styles, axe would itself break the Content-Security-Policy.
    options = {"resultTypes": ["violations"], "preload": False}
    violations = Axe().run(page, options=options).response["violations"]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in violations}


def overflows(page):
    """Say whether a reader has to scroll sideways."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth > {root}.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_every_page_is_accessible_and_fits(client, open_page, scheme, width):
    page = open_page("/en/", width=width, color_scheme=scheme)

    for address in public_addresses(client):
        page.goto(address)
        assert findings(page) == {}, address
        assert not overflows(page), address


def test_long_words_and_titles_fit_a_phone(open_page):
    texts = in_both(title="Превысокомногорассмотрительствующий" * 4)
    texts |= in_both(summary="w" * 400)
    for instance in [make_article(**texts), make_delegation(**texts)]:
        page = open_page(instance.get_absolute_url(), width=320)
        assert not overflows(page)
    assert not overflows(open_page("/ru/", width=320))


def test_a_browser_shows_each_line_of_the_source(open_page):
    for address, lines in [("/en/delegations/", DELEGATIONS), (ARTICLE, NEWS)]:
        shown = open_page(address).inner_text("main").splitlines()
        assert [line for line in lines if line not in shown] == []


def test_the_keyboard_reaches_the_content_first(open_page):
    page = open_page("/en/delegations/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "on"


def test_pages_need_no_script(open_page):
    page = open_page("/en/", java_script_enabled=False)

    page.get_by_role("link", name="Delegations").first.click()
    page.get_by_label("As it stood on").fill("2021-03-01")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("/en/delegations/?on=2021-03-01")
    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    assert page.locator(".delegation").count() == Delegation.objects.count()


@pytest.mark.parametrize("code", ["en", "ru"])
def test_a_sheet_is_one_page_of_paper(open_page, code):
    page = open_page(f"/{code}/")
    for delegation in Delegation.objects.all():
        page.goto(f"/{code}/delegations/{delegation.slug}/sheet/")
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_paper_shows_the_text_and_not_the_navigation(open_page):
    page = open_page(Article.objects.get().get_absolute_url())

    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert not page.get_by_role("navigation", name="Sections").is_visible()
