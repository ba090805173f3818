"""Loads a server with requests, by `wrk`, and times single requests."""

import http.client
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from http.client import HTTPMessage
from statistics import median

CONNECTIONS = 16
PATIENCE = 120  # seconds for one answer
SLOW = 3  # seconds: of pages that take longer, one answer is enough to load what a worker needs

HEADERS = {"X-Forwarded-Proto": "https", "Accept": "text/html"}
DONE = re.compile(r"^\s*(\d+) requests in ([\d.]+)(us|ms|s|m|h),", re.MULTILINE)
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
SECONDS = {"us": 1e-6, "ms": 1e-3, "s": 1, "m": 60, "h": 3600}


class WrongAnswerError(Exception):
    """A page answers with another status than it should."""


def ensure_wrk():
    """Install `wrk` where it is missing and that is possible; raise SystemExit where it is not."""
    if shutil.which("wrk"):
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        for command in [["apt-get", "update"], ["apt-get", "install", "--yes", "wrk"]]:
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
    if not shutil.which("wrk"):
        raise SystemExit("This needs the load generator wrk: install the package `wrk`.")


@dataclass(frozen=True)
class Answer:
    """The answer to one request."""

    status: int
    headers: HTTPMessage
    body: bytes
    seconds: float


def request(server, path, **headers):
    """Return the `Answer` of a server."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    begun = time.perf_counter()
    try:
        connection.request("GET", path, headers={**HEADERS, **_named(headers)})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    return Answer(response.status, response.headers, body, time.perf_counter() - begun)


def expect(status, server, path, **headers):
    """Return the `Answer` of a server; raise WrongAnswerError on another status."""
    answer = request(server, path, **headers)
    if answer.status != status:
        raise WrongAnswerError(f"{path} answers {answer.status} instead of {status}.")
    return answer


def first_answers(server, path, **headers):
    """Return some answers, so that each worker has loaded what it needs; one of a slow page."""
    answers = []
    while len(answers) < 4 and sum(answer.seconds for answer in answers) < SLOW:
        answers.append(expect(200, server, path, **headers))
    return answers


@dataclass(frozen=True)
class Load:
    """What a server made of the requests of some seconds."""

    requests: int
    seconds: float
    worker_seconds: float  # processor time of the server's workers

    @property
    def rate(self):
        return self.requests / self.seconds

    @property
    def cost(self):
        """The processor time of a request, in seconds; it hardly depends on what else runs."""
        return self.worker_seconds / self.requests


def load(server, path, seconds, **headers):
    """Return the `Load` that a server bears for so many whole seconds.

    Raises WrongAnswerError if some of the answers are errors.
    """
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"--timeout={PATIENCE}s"]
    for name, value in {**HEADERS, **_named(headers)}.items():
        command += ["-H", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{server.port}{path}")
    before = server.worker_seconds()
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    used = server.worker_seconds() - before
    settle(server)
    return Load(*read_report(run.stdout, path), used)


def read_report(report, path):
    """Return the number of requests that a report of wrk states, and in how many seconds."""
    if refused := REFUSED.search(report):
        raise WrongAnswerError(f"{path}: {refused[1]} answers of wrk's requests were errors.")
    requests, duration, unit = DONE.search(report).groups()
    if requests == "0":
        raise WrongAnswerError(f"{path}: there was no answer in {duration} {unit}.")
    return int(requests), float(duration) * SECONDS[unit]


def settle(server):
    """Wait until a server has answered what wrk had asked when its time was over."""
    request(server, "/healthz")


def median_seconds(server, path, seconds, **headers):
    """Return the median time of single requests, one after another: at least 3, at most 100."""
    times = []
    while len(times) < 3 or (sum(times) < seconds and len(times) < 100):
        times.append(expect(200, server, path, **headers).seconds)
    return median(times)


def _named(headers):
    return {name.replace("_", "-"): value for name, value in headers.items()}
