"""Prints the tables of a measurement, and writes it as JSON."""

import json
import platform
from statistics import median

from .figures import ratio_text
from .measuring import CACHED, GZIP, NO_CACHE, NOT_MODIFIED, PLAIN

RESULT = "result.json"


def page_tables(measurement, pages):
    """Return the lines of two tables with a row for each page."""
    costs = [_cost_row(measurement, page) for page in pages]
    return [
        "Requests a second, per constant view:",
        *_table([_rate_head(measurement), *(_rate_row(measurement, page) for page in pages)]),
        "",
        "Processor time in the worker, constant view per page; the database's time is not in it:",
        *_table([["page", *_sizes(measurement), "cached", "304"], *costs]),
    ]


def _table(rows):
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(_aligned(row, widths)).rstrip() for row in rows]


def _aligned(row, widths):
    """Return the texts of a row, the first to the left and the others, numbers, to the right."""
    first, *others = zip(row, widths, strict=True)
    return [first[0].ljust(first[1]), *(text.rjust(width) for text, width in others)]


def _sizes(measurement):
    return [f"no cache, {site.articles:,}" for site in measurement.sites]


def _rate_head(measurement):
    return [
        *("page", "bytes", "queries", *_sizes(measurement)),
        *("ms", "cached", "per default", "304"),
    ]


def _rate_row(measurement, page):
    uncached, cached, fresh = _of_page(measurement, page)
    took = uncached[-1].milliseconds
    queries = {site.queries[page.name][-1] for site in measurement.sites}
    return [
        page.name,
        f"{measurement.sizes[page.name]:,}",
        "/".join(map(str, sorted(queries))),
        *(ratio_text(samples.ratio) for samples in uncached),
        f"{took:,.0f}" if took else "",
        ratio_text(cached.ratio),
        ratio_text(cached.default_ratio),
        ratio_text(fresh.ratio),
    ]


def _cost_row(measurement, page):
    uncached, cached, fresh = _of_page(measurement, page)
    return [page.name, *(ratio_text(samples.cost_ratio) for samples in [*uncached, cached, fresh])]


def _of_page(measurement, page):
    """Return the samples without the cache by size, with the cache, and not modified."""
    samples, largest = measurement.samples, measurement.largest.articles
    return (
        [samples[page.name, NO_CACHE, site.articles] for site in measurement.sites],
        samples[page.name, CACHED, largest],
        samples[page.name, NOT_MODIFIED, largest],
    )


def other_lines(measurement):
    """Return lines about the constant view, plain Django and compressed answers."""
    largest, samples = measurement.largest, measurement.samples
    lines = [f"constant view: {median(measurement.constants):,.0f} requests a second"]
    for site in measurement.sites:
        if plain := samples.get(("article", PLAIN, site.articles)):
            said = f"{ratio_text(plain.ratio)}, {measurement.plain_bytes:,} bytes"
            lines.append(f"article of plain Django, {site.articles:,}: {said}")
    if zipped := samples.get(("article", GZIP, largest.articles)):
        lines.append(f"article, {GZIP}: {ratio_text(zipped.ratio)}")
    return lines


def as_json(measurement, figures, memory, built):
    """Return the whole measurement as JSON."""
    samples = [
        {"page": page, "way": way, "articles": articles, **vars(found)}
        for (page, way, articles), found in measurement.samples.items()
    ]
    result = {
        "python": platform.python_version(),
        "constant_view": measurement.constants,
        "samples": samples,
        "queries": {site.articles: site.queries for site in measurement.sites},
        "bytes": measurement.sizes,
        "memory": memory,
        "built": built,
        "figures": [{**vars(one), "reached": one.is_reached} for one in figures],
    }
    return json.dumps(result, indent=2)
