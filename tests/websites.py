"""A website on this machine whose responses are given by its addresses."""

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep


class Answer(BaseHTTPRequestHandler):
    """Responds as the path says: with a status or a redirect."""

    def answer(self):
        with self.server.lock:
            self.server.asked.append((self.command, self.path, self.headers["User-Agent"]))
            self.server.at_a_time += 1
            self.server.most = max(self.server.most, self.server.at_a_time)
        sleep(0.01)  # long enough for another request to arrive meanwhile
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
    """Serve the website; the server records its requests and the highest number at one time."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
        server.asked, server.lock, server.at_a_time, server.most = [], Lock(), 0, 0
        server.address = f"http://127.0.0.1:{server.server_port}"
        Thread(target=server.serve_forever, args=[0.02], daemon=True).start()
        yield server
        server.shutdown()


def anywhere(_address):
    """Allow requests to every IP address, including this machine."""
    return True
