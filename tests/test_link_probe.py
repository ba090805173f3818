"""Links are checked with few requests, and never inside our own network."""

import socket

import pytest
from django.utils.translation import override

from assembly.links import probe
from assembly.links.models import LinkProblem
from assembly.links.probe import is_public_ip, probe_url

from .websites import anywhere

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/200", (200, "")),
        ("/204", (204, "")),
        ("/404", (404, LinkProblem.ERROR)),
        ("/500", (500, LinkProblem.ERROR)),
        ("/to//200", (200, "")),
        ("/to//410", (410, LinkProblem.ERROR)),
        ("/hops/5", (200, "")),
        ("/hops/6", (301, LinkProblem.REDIRECTS)),
        ("/hang-up", (None, LinkProblem.NO_ANSWER)),
        ("/to/ftp://example.org/", (None, LinkProblem.NO_ADDRESS)),
        ("/to/file:///etc/passwd", (None, LinkProblem.NO_ADDRESS)),
        ("/to/http://[", (None, LinkProblem.NO_ADDRESS)),
    ],
)
def test_the_result_for_each_response(website, path, answer):
    assert probe_url(website.address + path, anywhere) == answer


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "http://",
        "http://127.0.0.1:99999/",
        "http://a..b/",
        f"http://{'a' * 64}/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "//127.0.0.1/",
        "",
    ],
)
def test_an_invalid_address_is_not_requested(address):
    assert probe_url(address, anywhere) == (None, LinkProblem.NO_ADDRESS)


def test_a_port_without_a_server():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]

    assert probe_url(f"http://127.0.0.1:{port}/", anywhere) == (None, LinkProblem.NO_ANSWER)


def test_an_https_address_of_a_website_without_tls(website):
    secure = website.address.replace("http:", "https:")

    assert probe_url(secure, anywhere) == (None, LinkProblem.NO_ANSWER)


def test_a_silent_website_times_out(monkeypatch):
    monkeypatch.setattr(probe, "PROBE_TIMEOUT", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"

        assert probe_url(address, anywhere) == (None, LinkProblem.NO_ANSWER)


@pytest.mark.parametrize("status", [405, 501])
def test_the_whole_page_is_requested_only_if_head_is_refused(website, status):
    assert probe_url(f"{website.address}/no-head/{status}", anywhere) == (200, "")
    probe_url(f"{website.address}/404", anywhere)

    assert [command for command, _path, _agent in website.asked] == ["HEAD", "GET", "HEAD"]


def test_requests_name_the_site(website, settings):
    settings.ALLOWED_HOSTS = ["www.example.org"]
    with override("ru"):
        probe_url(website.address, anywhere)

    [(_command, _path, agent)] = website.asked
    assert agent == "CSTO Parliamentary Assembly link check (www.example.org)"


def test_russian_letters_in_an_address_are_encoded(website):
    probe_url(f"{website.address}/200/страница?язык=ру сский#часть", anywhere)

    [(_command, path, _agent)] = website.asked
    assert path == (
        "/200/%D1%81%D1%82%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0"
        "?%D1%8F%D0%B7%D1%8B%D0%BA=%D1%80%D1%83%20%D1%81%D1%81%D0%BA%D0%B8%D0%B9"
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_an_address_inside_a_network_is_not_public(address):
    assert not is_public_ip(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_an_address_of_the_internet_is_public(address):
    assert is_public_ip(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0"])
def test_our_own_network_gets_no_request(website, host):
    assert probe_url(f"http://{host}:{website.server_port}/200") == (None, LinkProblem.NOT_PUBLIC)
    assert website.asked == []


def test_a_redirect_into_our_own_network_is_not_followed(website):
    def only_one(address):
        return address == "127.0.0.1"

    inside = f"http://127.0.0.2:{website.server_port}/200"

    assert probe_url(f"{website.address}/to/{inside}", only_one) == (None, LinkProblem.NOT_PUBLIC)
    assert len(website.asked) == 1


def test_a_name_with_one_internal_address_gets_no_request(website, monkeypatch):
    found = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ["8.8.8.8", "10.0.0.1"]
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: found)

    assert probe_url("http://example.org/") == (None, LinkProblem.NOT_PUBLIC)


@pytest.mark.parametrize(
    ("error", "problem"),
    [(socket.EAI_NONAME, LinkProblem.NO_HOST), (socket.EAI_AGAIN, LinkProblem.NO_ANSWER)],
)
def test_an_unknown_name_is_distinguished_from_a_failing_resolver(monkeypatch, error, problem):
    def fail(*args, **kwargs):
        raise socket.gaierror(error, "no")

    monkeypatch.setattr(socket, "getaddrinfo", fail)

    assert probe_url("http://example.org/") == (None, problem)
