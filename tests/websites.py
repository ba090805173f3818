"""A website on this machine, which answers what its addresses say."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep


class Answer(BaseHTTPRequestHandler):
    """The path says what is answered: a status, or where it leads on to."""

    def answer(self):
        with self.server.lock:
            self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
            self.server.at_a_time += 1
            self.server.most = max(self.server.most, self.server.at_a_time)
        sleep(0.01)  # long enough for another question to come meanwhile
        kind, _slash, rest = self.path[1:].partition("/")
        if kind == "to":
            self.send_response(302)
            self.send_header("Location", rest)
        elif kind == "hops":
            self.send_response(301 if int(rest) else 200)
            if int(rest):
                self.send_header("Location", f"/hops/{int(rest) - 1}")
        elif kind == "no-head":
            self.send_response(int(rest) if self.command == "HEAD" else 200)
        elif kind != "hang-up":
            self.send_response(int(kind))
        with self.server.lock:
            self.server.at_a_time -= 1
        if kind != "hang-up":
            self.end_headers()

    do_HEAD = do_GET = answer  # noqa: N815  (named by http.server)

    def log_message(self, *args):
        pass


@contextmanager
def serving():
    """Serve the website; what it is asked, and how much at a time at most, stands on it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.asked, server.lock, server.at_a_time, server.most = [], Lock(), 0, 0
        server.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()


def anywhere(_address):
    """Allow every IP address to be asked, this machine's own too."""
    return True
