"""Measures how the memory of workers grows with many requests to many pages."""

import re
import subprocess
import tempfile

from .load import CONNECTIONS, HEADERS, settle
from .progress import say

SCRIPT = """
local paths, number = {{ {paths} }}, 0
request = function()
  number = number + 1
  return wrk.format("GET", paths[number % #paths + 1])
end
"""
SLICE = 10  # seconds
WARM = 0.05  # the share of the requests before memory is first measured


def grow(site, requests):
    """Return the bytes of each worker without the cache, before and after so many requests."""
    server = site.uncached
    paths = [path for name, path in site.paths.items() if not path.startswith("/admin")]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths)))
        script.flush()
        done, before = 0, None
        while done < requests:
            done += _slice(server, script.name)
            say(f"memory: {done:,} of {requests:,} requests")
            if before is None and done >= requests * WARM:
                before = server.worker_bytes()
    return before, server.worker_bytes()


def _slice(server, script):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SLICE}s", "-s", script, "--timeout=60s"]
    for name, value in HEADERS.items():
        command += ["-H", f"{name}: {value}"]
    command.append(f"http://127.0.0.1:{server.port}")
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    settle(server)
    return int(re.search(r"(\d+) requests in", run.stdout)[1])
