"""Accessibility checks of a page in the browser: axe, horizontal scrolling and tab stops."""

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
# If axe preloaded styles, it would itself violate the Content-Security-Policy.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# Targets are large enough for WCAG 2.2; axe checks this only when asked.
PUBLIC = {**OPTIONS, "rules": {"target-size": {"enabled": True}}}
# What axe finds depends on the width or on the colours, never on both: two views cover it.
VIEWS = [(320, "light"), (1280, "dark")]
each_view = pytest.mark.parametrize(("width", "scheme"), VIEWS)
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SEEN = """() => {
  const stop = document.activeElement;
  const {left, right, top, bottom} = stop.getBoundingClientRect();
  const within = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
  const {outlineStyle, outlineWidth} = getComputedStyle(stop);
  return [stop.outerHTML.slice(0, 90), within, outlineStyle, outlineWidth];
}"""


def findings(page, options=OPTIONS):
    """Return the problems that axe finds on a page, with the elements concerned."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    violations = page.evaluate("asked => axe.run(asked).then(told => told.violations)", options)
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in violations}


def overflows(page):
    """Return whether the page scrolls horizontally."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth > {root}.clientWidth")


def stops(page):
    """Press Tab until focus leaves the page; return each stop and how visible it is."""
    found = []
    while len(found) < 500:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return found
        page.evaluate(PAINTED)
        found.append(page.evaluate(SEEN))
    raise AssertionError(f"trapped at {found[-1]}")
