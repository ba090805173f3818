"""Checks of the public pages that need a browser."""

import pytest

from delegations.models import Delegation
from news.models import Article

from ..builders import (
    in_both,
    make_appointment,
    make_article,
    make_composition,
    make_delegation,
    make_image,
    make_topic,
)
from ..pages import public_addresses
from ..source_page import ARTICLE, DELEGATIONS, NEWS
from .accessibility import PUBLIC, VIEWS, findings, overflows

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]


@pytest.mark.parametrize("code", ["en", "ru"])
def test_every_page_is_accessible_and_fits(client, open_page, code):
    page = open_page(f"/{code}/")
    found = [one for one in public_addresses(client) if one.startswith(f"/{code}/")]

    for address in found:
        page.goto(address)
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert findings(page, PUBLIC) == {}, (address, width, scheme)
            assert not overflows(page), (address, width)


@pytest.mark.parametrize("code", ["en", "ru"])
def test_alternatives_members_and_vacancies_are_accessible_and_fit(open_page, code):
    delegation = make_delegation(slug="utopia")
    for number, day in enumerate(["2017-12-22", "2025-09-14"], 7):
        composition = make_composition(delegation, stated=[day], seats=[number, number])
        make_appointment(delegation=delegation, role="head", stated=[day])
    composition.seats.update(vacant=2)
    for _number in range(12):
        make_appointment(delegation=delegation, **in_both(title="member of the delegation"))
    make_delegation(kind="observer")
    page = open_page(f"/{code}/")

    days = ["", "?on=2020-05-05", "?on=2999-01-01"]
    for address in [*days, *(f"utopia/{day}" for day in days), "utopia/sheet/?on=2020-05-05"]:
        page.goto(f"/{code}/delegations/{address}")
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert findings(page, PUBLIC) == {}, (address, width, scheme)
            assert not overflows(page), (address, width)


@pytest.mark.parametrize("image", [True, False])
def test_long_words_and_titles_fit_a_phone(open_page, image):
    texts = in_both(title="Превысокомногорассмотрительствующий" * 4)
    texts |= in_both(summary="w" * 400)
    article = make_article(image=make_image() if image else None, **texts)
    delegation = make_delegation(**texts)
    chamber = make_composition(delegation, seats=[700]).seats.get().chamber
    chamber.names.update(**in_both(name="w" * 200))
    make_appointment(delegation=delegation, role="head", **in_both(title="w" * 200))
    article.topics.add(make_topic(**in_both(name="w" * 100)))
    office = make_appointment(role="executive-secretary").person
    type(office).objects.filter(pk=office.pk).update(**in_both(name="w" * 100))
    article.people.add(office)
    page = open_page("/ru/")

    for address in ["/ru/", "/ru/news/", "/ru/delegations/", f"/ru/search/?q={'w' * 100}"] + [
        instance.get_absolute_url() for instance in [article, delegation, office]
    ]:
        page.goto(address)
        for width in [320, 1280]:
            page.set_viewport_size({"width": width, "height": 800})
            assert not overflows(page), (address, width)


def test_search_results_are_accessible_and_fit(open_page):
    page = open_page("/en/", width=320)
    page.get_by_role("searchbox").fill("Belorus")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_text("Showing results for").is_visible()

    for address in ["?q=Belarus", "?q=Belarus&kind=person", "?q=zzzz", "?q=-", "?page=9"]:
        page.goto(f"/en/search/{address}")
        for width, scheme in VIEWS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert findings(page, PUBLIC) == {}, (address, width, scheme)
            assert not overflows(page), (address, width)


def test_the_browser_shows_each_line_of_the_source(open_page):
    for address, lines in [("/en/delegations/", DELEGATIONS), (ARTICLE, NEWS)]:
        shown = open_page(address).inner_text("main").splitlines()
        assert [line for line in lines if line not in shown] == []


def test_the_first_tab_stop_skips_to_the_content(open_page):
    page = open_page("/en/delegations/")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to content"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "on"


def test_pages_work_without_scripts(open_page):
    page = open_page("/en/", java_script_enabled=False)

    page.get_by_role("link", name="Delegations").first.click()
    page.get_by_label("As of").fill("2021-03-01")
    page.get_by_role("button", name="Show").click()

    assert page.url.endswith("/en/delegations/?on=2021-03-01")
    assert page.locator("script:not([type='application/ld+json'])").count() == 0
    assert page.locator(".delegation").count() == Delegation.objects.count()


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_printable_sheet_fits_one_page_of_paper(open_page, code):
    page = open_page(f"/{code}/")
    for delegation in Delegation.objects.all():
        page.goto(f"/{code}/delegations/{delegation.slug}/sheet/")
        assert page.pdf(format="A4").count(b"/Type /Page\n") == 1


def test_print_shows_the_text_without_the_navigation(open_page):
    page = open_page(Article.objects.get().get_absolute_url())

    page.emulate_media(media="print")

    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_text(page.url, exact=True).is_visible()
    for role in ["navigation", "search", "complementary"]:
        assert page.get_by_role(role).filter(visible=True).count() == 0
