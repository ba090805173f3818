"""Looking at pages as those do who read them by other means."""

import pytest
from axe_playwright_python.sync_playwright import Axe

AXE = Axe().axe_script
# Preloading styles, axe would itself break the Content-Security-Policy.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
# What readers press is large enough, as WCAG 2.2 asks, and axe only where it is told.
PUBLIC = {**OPTIONS, "rules": {"target-size": {"enabled": True}}}
# What axe finds depends on the width or on the colours, never on both: two views show it all.
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
    """Return what axe finds on a page, with the elements it means."""
    if page.evaluate("!window.axe"):
        page.evaluate(AXE)
    violations = page.evaluate("asked => axe.run(asked).then(told => told.violations)", options)
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in violations}


def overflows(page):
    """Say whether a reader has to scroll sideways."""
    root = "document.documentElement"
    return page.evaluate(f"{root}.scrollWidth > {root}.clientWidth")


def stops(page):
    """Press Tab until the page is left; return each stop, with whether and how it is seen."""
    found = []
    while len(found) < 500:
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            return found
        page.evaluate(PAINTED)
        found.append(page.evaluate(SEEN))
    raise AssertionError(f"trapped at {found[-1]}")
