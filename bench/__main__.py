"""`make bench`: measures the site beside constant answers. See docs/speed.md for the variables."""

import json
import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass

from .databases import FOLDER, database, postgresql, site_environment
from .figures import indexing_figures, memory_figure, page_figures
from .load import WrongAnswerError, ensure_wrk
from .measuring import NO_CACHE, Measurement, Site
from .memory import grow
from .pages import pages_named
from .progress import say
from .report import RESULT, as_json, other_lines, page_tables
from .servers import gunicorn


@dataclass
class Options:
    """What the environment asks for."""

    articles: list
    pages: list
    rounds: int
    seconds: int
    profile: str
    memory: int
    fresh: bool

    @classmethod
    def read(cls, environment):
        def numbers(name, default):
            try:
                return [int(text) for text in environment.get(name, default).split(",")]
            except ValueError:
                raise SystemExit(f"{name} must be a number, or numbers with commas.") from None

        names = [name for name in environment.get("PAGES", "").split(",") if name]
        return cls(
            articles=sorted(numbers("N", "1000,100000")),
            pages=pages_named(names),
            rounds=numbers("ROUNDS", "3")[0],
            seconds=numbers("DURATION", "1")[0],
            profile=environment.get("PROFILE", ""),
            memory=numbers("MEMORY", "0")[0],
            fresh=environment.get("FRESH", "") not in {"", "0"},
        )


def main():
    options = Options.read(os.environ)
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    ensure_wrk()
    FOLDER.mkdir(exist_ok=True)
    with ExitStack() as stack:
        server = stack.enter_context(postgresql())
        built, addresses = {}, {}
        for articles in options.articles:
            found = database(server, articles, fresh=options.fresh)
            addresses[articles], built[articles] = found
        largest = addresses[options.articles[-1]]
        if options.profile not in {"", "slowest"}:
            run("bench.profiling", options.profile, address=largest)
            return
        collect_static(largest)
        measurement = started(stack, options, addresses)
        memory = measure(measurement, options)
        figures = [*page_figures(measurement, options.pages), *indexing_figures(built)]
        if options.memory:
            memory["long"] = grow(measurement.largest, options.memory)
            figures.append(memory_figure(*memory["long"], options.memory))
        report(measurement, options.pages, figures, memory, built)
        if options.profile:
            run("bench.profiling", slowest(measurement, options.pages), address=largest)


def started(stack, options, addresses):
    """Return the measurement, with servers that run until the stack is closed."""

    def start(application, **environment):
        return stack.enter_context(gunicorn(application, **environment))

    constant = start("bench.plain.wsgi", DATABASE_URL="sqlite://:memory:", MIDDLEWARE="")
    names, sites = [page.name for page in options.pages], []
    for articles, address in addresses.items():
        say(f"{articles:,} articles: looking into the database")
        found = json.loads(run("bench.inspection", *names, address=address, capture=True))
        plain = start("bench.plain.wsgi", DATABASE_URL=address, MIDDLEWARE="default")
        uncached = start("assembly.wsgi", **site_environment(address))
        sites.append(Site(articles, plain=plain, uncached=uncached, **found))
    last = addresses[options.articles[-1]]
    sites[-1].cached = start("assembly.wsgi", **site_environment(last, cached=True))
    return Measurement(constant, sites, options.seconds)


def measure(measurement, options):
    """Measure all pages; return the bytes of each worker without the cache before and after."""
    for page in options.pages:
        say(f"first answers: {page.name}")
        measurement.warm(page)
    before = measurement.largest.uncached.worker_bytes()
    for number in range(1, options.rounds + 1):
        for page in options.pages:
            say(f"round {number} of {options.rounds}: {page.name}")
            measurement.round(page)
    return {"measured": [before, measurement.largest.uncached.worker_bytes()]}


def report(measurement, pages, figures, memory, built):
    lines = [*page_tables(measurement, pages), "", *other_lines(measurement), ""]
    lines += [str(figure) for figure in figures]
    sys.stdout.write("\n".join(["", *lines, ""]))
    (FOLDER / RESULT).write_text(as_json(measurement, figures, memory, built))


def slowest(measurement, pages):
    articles = measurement.largest.articles
    return min(
        pages, key=lambda page: measurement.samples[page.name, NO_CACHE, articles].ratio
    ).name


def collect_static(address):
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(command, env={**os.environ, **site_environment(address)}, check=True)


def run(module, *arguments, address, capture=False):
    """Run a module that looks into a database; return what it prints, if wanted."""
    command = [sys.executable, "-m", module, *arguments]
    environment = {**os.environ, **site_environment(address)}
    output = subprocess.PIPE if capture else None
    done = subprocess.run(command, env=environment, text=True, stdout=output, check=False)
    if done.returncode:
        raise SystemExit(f"{module} failed: see above.")
    return done.stdout


if __name__ == "__main__":
    try:
        main()
    except WrongAnswerError as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nstopped")
