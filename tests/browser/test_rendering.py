"""Layout is stable, and pages are readable in dark mode, high contrast and high zoom."""

import pytest

from assembly.core.colours import palette
from delegations.models import Person

from ..builders import (
    make_article,
    make_composition,
    make_delegation,
    make_image,
    picture_bytes,
)
from .accessibility import PAINTED, PUBLIC, findings, overflows, stops
from .forms import until

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.usefixtures("content")]

PROPERTIES = """names => Object.fromEntries(names.map(name =>
  [name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim()]))"""
SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => shifts.push(...list.getEntries().map(shift => shift.value)))
    .observe({type: "layout-shift", buffered: true});
"""
IMAGES = "**/media/**"
SHOWN = "() => [...document.images].every(image => image.complete && image.naturalWidth)"
UNMOVED = """() => [...document.querySelectorAll("*")]
  .every(one => !["fixed", "sticky"].includes(getComputedStyle(one).position))"""
FORMS = """() => [...document.querySelectorAll(".hemicycle g")].flatMap(group =>
  [group.querySelector("circle:not(.hemicycle__vacant)"), group.querySelector(".hemicycle__vacant")]
    .filter(Boolean).map(circle => {
      const style = getComputedStyle(circle);
      return [style.fill, style.fillOpacity, style.stroke, style.strokeDasharray].join();
    }))"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_follow_the_browsers_colour_scheme(open_page, scheme):
    page = open_page("/en/", color_scheme=scheme)

    shown = page.evaluate(PROPERTIES, list(palette(scheme)))

    assert shown == palette(scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_higher_contrast_is_applied_when_requested(open_page, scheme):
    page = open_page("/en/", contrast="more", color_scheme=scheme)

    for address in ["/en/", "/en/delegations/belarus/", "/en/delegations/belarus/history/"]:
        page.goto(address)
        assert findings(page, PUBLIC) == {}, address


@pytest.mark.parametrize("media", [{"forced_colors": "active"}, {"media": "print"}], ids=str)
def test_chambers_and_vacancies_are_distinguishable_without_colour(open_page, media):
    delegation = make_delegation()
    composition = make_composition(delegation, seats=[2, 2, 2, 2, 2, 2])
    composition.seats.filter(pk=composition.seats.first().pk).update(vacant=1)
    page = open_page(delegation.get_absolute_url())

    page.emulate_media(**media)

    forms = page.evaluate(FORMS)
    assert len(set(forms)) == len(forms) == 7


@pytest.mark.parametrize("width", [320, 1280])
def test_late_images_do_not_shift_the_layout(open_page, width):
    image = make_image(content=picture_bytes(size=(900, 700)))
    article = make_article(image=image)
    person = Person.objects.get(slug="mikhail-krotov")
    person.photo = image
    person.save()
    article.people.add(person)
    page = open_page("/en/", width=width)
    page.add_init_script(SHIFTS)
    late = []
    page.route(IMAGES, lambda route: late.append(route))

    for address in ["/en/", article.get_absolute_url(), person.get_absolute_url()]:
        page.goto(address, wait_until="domcontentloaded")
        page.evaluate(PAINTED)
        page.route(IMAGES, let_through)
        while late:
            late.pop().continue_()
        until(page, SHOWN)
        page.evaluate(PAINTED)
        assert page.evaluate("shifts") == [], address
        page.unroute(IMAGES, let_through)


def let_through(route):
    route.continue_()


@pytest.mark.parametrize("width", [320, 1280])
def test_keyboard_focus_is_always_visible_and_never_trapped(open_page, width):
    page = open_page("/en/", width=width)

    for address in ["/en/", "/en/delegations/belarus/"]:
        page.goto(address)
        found = stops(page)
        assert len(found) > 10
        assert [(stop, seen) for stop, *seen in found if seen != [True, "solid", "3px"]] == []


def test_pages_fit_at_400_percent(open_page):
    # A window of 1280 by 800 pixels, each enlarged four times in both directions.
    view = {"viewport": {"width": 320, "height": 200}, "device_scale_factor": 4}
    page = open_page("/ru/", **view)

    for address in ["/ru/", "/ru/delegations/", "/ru/delegations/tajikistan/", "/ru/privacy/"]:
        page.goto(address)
        assert not overflows(page), address
        assert page.evaluate(UNMOVED), address  # nothing covers the text


def test_a_page_needs_few_requests_and_bytes(open_page):
    page = open_page("/en/accessibility/")
    answers = []
    page.on("response", lambda response: answers.append(len(response.body())))

    page.goto("/en/")

    assert len(answers) <= 6
    assert sum(answers) <= 64_000  # not compressed, as here
