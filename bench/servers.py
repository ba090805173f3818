"""Starts gunicorn with two sync workers on a free port of the loopback interface."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from .load import request

WORKERS = 2
STARTING = 60  # seconds
PAGE = os.sysconf("SC_PAGE_SIZE")  # bytes
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds


class Server:
    """A running gunicorn."""

    def __init__(self, port, process):
        self.port = port
        self.process = process

    def worker_bytes(self):
        """Return the resident memory of each worker, in bytes."""
        return [int(text.split()[1]) * PAGE for text in self._of_workers("statm")]

    def worker_seconds(self):
        """Return the processor time that the workers have used so far, in seconds."""
        times = [text.rpartition(")")[2].split()[11:13] for text in self._of_workers("stat")]
        return sum(int(ticks) for pair in times for ticks in pair) * TICK

    def _of_workers(self, name):
        """Return the text of a file about each worker; proc(5) describes the files."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return [Path(f"/proc/{worker}/{name}").read_text() for worker in workers]


@contextmanager
def gunicorn(application, **environment):
    """Run a WSGI application until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--no-control-socket"]
    command += [f"--bind=127.0.0.1:{port}", f"--workers={WORKERS}", "--log-level=error"]
    command += ["--timeout=300"]
    # In a session of its own, so that Ctrl-C reaches only this program, which then stops it.
    environment = {**os.environ, **environment}
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        server = Server(port, process)
        _wait(server)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(server):
    for _attempt in range(STARTING * 10):
        if server.process.poll() is not None:
            raise SystemExit("gunicorn ended: see the message above.")
        try:
            request(server, "/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"gunicorn did not answer within {STARTING} seconds.")
