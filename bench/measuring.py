"""Measures pages in rounds, each beside constant answers of the same minute."""

from collections import defaultdict
from dataclasses import dataclass, field
from math import ceil
from statistics import median

from .load import expect, first_answers, load, median_seconds
from .servers import Server

SLOW = 0.3  # seconds: pages that take longer are asked for one at a time

# How a page is asked for.
NO_CACHE, CACHED, GZIP, NOT_MODIFIED = "no cache", "cached", "cached, gzip", "not modified"
PLAIN = "plain Django"


@dataclass
class Site:
    """The servers of one number of articles, and what `inspection` prints."""

    articles: int
    paths: dict
    queries: dict
    session: str
    plain: Server
    uncached: Server
    cached: Server | None = None  # only of the largest

    def headers(self, page):
        return {"Cookie": f"sessionid={self.session}"} if page.is_admin else {}


@dataclass
class Samples:
    """What the rounds found of one page, asked for in one way, with one number of articles."""

    rates: list = field(default_factory=list)  # requests per second
    ratios: list = field(default_factory=list)  # of rates: per constant view
    default_ratios: list = field(default_factory=list)  # per constant view behind middleware
    cost_ratios: list = field(default_factory=list)  # of processor time: the constant view per this
    seconds: list = field(default_factory=list)  # medians of single requests

    @property
    def ratio(self):
        return _median(self.ratios)

    @property
    def default_ratio(self):
        return _median(self.default_ratios)

    @property
    def cost_ratio(self):
        return _median(self.cost_ratios)

    @property
    def milliseconds(self):
        return median(self.seconds) * 1000 if self.seconds else None


def _median(values):
    return median(values) if values else None


@dataclass
class Measurement:
    """Measures pages, in whole seconds each time."""

    constant: Server  # without middleware
    sites: list  # `Site`s, the fewest articles first
    seconds: int
    samples: dict = field(default_factory=lambda: defaultdict(Samples))
    constants: list = field(default_factory=list)
    sizes: dict = field(default_factory=dict)  # bytes of each page's answer
    plain_bytes: int = 0
    _shortest: dict = field(default_factory=dict)  # seconds of an answer

    @property
    def largest(self):
        return self.sites[-1]

    def warm(self, page):
        """Let every worker answer once; raise WrongAnswerError unless the status is 200."""
        for site in self.sites:
            path, headers = site.paths[page.name], site.headers(page)
            answers = first_answers(site.uncached, path, **headers)
            self._shortest[page.name, site.articles] = min(answer.seconds for answer in answers)
            self.sizes[page.name] = len(answers[-1].body)
            if site.cached and page.is_cached:
                first_answers(site.cached, path)
            if page.name == "article":
                self.plain_bytes = len(expect(200, site.plain, path).body)

    def round(self, page):
        """Measure a page in each way."""
        constant = load(self.constant, "/constant", self.seconds)
        self.constants.append(constant.rate)
        for site in self.sites:
            self._without_cache(page, site, constant)
            if page.name == "article":
                plain = load(site.plain, site.paths[page.name], self.seconds)
                self._keep(page, PLAIN, site, plain, constant)
        if page.is_cached:
            self._with_cache(page, constant)

    def _without_cache(self, page, site, constant):
        server, path, headers = site.uncached, site.paths[page.name], site.headers(page)
        shortest = self._shortest[page.name, site.articles]
        samples = self.samples[page.name, NO_CACHE, site.articles]
        if page.milliseconds or shortest > SLOW:
            took = median_seconds(server, path, self.seconds, **headers)
            samples.seconds.append(took)
        if shortest > SLOW:
            samples.rates.append(1 / took)
            samples.ratios.append(1 / took / constant.rate)
        else:
            found = load(server, path, max(self.seconds, ceil(shortest * 10)), **headers)
            self._keep(page, NO_CACHE, site, found, constant)

    def _with_cache(self, page, constant):
        site, path = self.largest, self.largest.paths[page.name]
        default = load(site.plain, "/constant", self.seconds)
        found = load(site.cached, path, self.seconds)
        self._keep(page, CACHED, site, found, constant, default)
        if page.name == "article":
            found = load(site.cached, path, self.seconds, Accept_Encoding="gzip")
            self._keep(page, GZIP, site, found, constant, default)
        if tag := expect(200, site.cached, path).headers["ETag"]:
            expect(304, site.cached, path, If_None_Match=tag)
            found = load(site.cached, path, self.seconds, If_None_Match=tag)
            self._keep(page, NOT_MODIFIED, site, found, constant, default)

    def _keep(self, page, way, site, found, constant, default=None):
        samples = self.samples[page.name, way, site.articles]
        samples.rates.append(found.rate)
        samples.ratios.append(found.rate / constant.rate)
        samples.cost_ratios.append(constant.cost / found.cost)
        if default:
            samples.default_ratios.append(found.rate / default.rate)
