"""The figures that the site should reach, from the samples of a measurement."""

from dataclasses import dataclass

from .measuring import CACHED, NO_CACHE, NOT_MODIFIED

CACHED_TARGET, DEFAULT_TARGET = 0.90, 1.10
INDEXING = {100_000: 300}  # seconds, by number of articles
GROWTH = 0.05  # of the memory of a worker


@dataclass(frozen=True)
class Figure:
    """A value, and the least (or the highest) that it should be."""

    what: str
    value: float
    target: float
    unit: str = ""  # "" for a ratio
    at_most: bool = False

    @property
    def is_reached(self):
        return self.value <= self.target if self.at_most else self.value >= self.target

    def __str__(self):
        sign = "≤" if self.at_most else "≥"
        said = "reached" if self.is_reached else "missed"
        value, target = self._number(self.value), self._number(self.target)
        return f"{self.what:64} {value:>9} {sign} {target:9} {said}"

    def _number(self, value):
        return f"{value:,.0f} {self.unit}" if self.unit else ratio_text(value)


def ratio_text(value):
    """Return a ratio as text; "" for none."""
    if value is None:
        return ""
    return f"{value:.3f}" if value >= 0.01 else f"{value:.4f}"


def page_figures(measurement, pages):
    """Return the figures of the pages."""
    found = []
    for page in pages:
        found += [
            *_without_cache(measurement, page),
            *_searches(measurement, page),
            *_flat(measurement, page),
            *_with_cache(measurement, page),
        ]
    return found


def _without_cache(measurement, page):
    if page.target is None:
        return
    for site in measurement.sites:
        ratio = measurement.samples[page.name, NO_CACHE, site.articles].ratio
        what = f"{page.name}, {site.articles:,} articles, no cache, per constant view"
        yield Figure(what, ratio, page.target)


def _searches(measurement, page):
    for site in measurement.sites:
        if target := (page.milliseconds or {}).get(site.articles):
            took = measurement.samples[page.name, NO_CACHE, site.articles].milliseconds
            what = f"{page.name}, {site.articles:,} articles, no cache, median"
            yield Figure(what, took, target, "ms", at_most=True)


def _flat(measurement, page):
    """Compare each larger number of articles with the smallest, round by round."""
    first, *others = measurement.sites
    if page.flat is None:
        return
    few = measurement.samples[page.name, NO_CACHE, first.articles]
    for site in others:
        many = measurement.samples[page.name, NO_CACHE, site.articles]
        what = f"{page.name}, {site.articles:,} articles per {first.articles:,}, no cache"
        yield Figure(what, many.ratio / few.ratio, page.flat)


def _with_cache(measurement, page):
    for way in [CACHED, NOT_MODIFIED]:
        samples = measurement.samples.get((page.name, way, measurement.largest.articles))
        if samples and samples.ratios:
            yield Figure(f"{page.name}, {way}, per constant view", samples.ratio, CACHED_TARGET)
            what = f"{page.name}, {way}, per constant view behind middleware"
            yield Figure(what, samples.default_ratio, DEFAULT_TARGET)


def indexing_figures(built):
    """Return the figures of builds: `built` has what `archive.build` printed, by articles."""
    for articles, took in built.items():
        if took and articles in INDEXING:
            seconds, target = took["indexing_seconds"], INDEXING[articles]
            what = f"indexing {articles:,} articles for search"
            yield Figure(what, seconds, target, "s", at_most=True)


def memory_figure(before, after, requests):
    growth = max(late / early - 1 for early, late in zip(before, after, strict=True))
    what = f"memory of a worker after {requests:,} requests, growth"
    return Figure(what, growth, GROWTH, at_most=True)
