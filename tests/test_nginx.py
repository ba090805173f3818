"""The nginx configuration that ships: what it keeps, what it never keeps, and without Django."""

import time
from contextlib import ExitStack
from gzip import decompress

import brotli
import pytest

from .builders import make_article
from .servers import folder, free_port, get, gunicorn, nginx, wait_until

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("nginx"),
]

HOST = "www.example.org"
SESSION = {"Cookie": "a=b; sessionid=x"}


class Edge:
    """The site behind nginx."""

    def __init__(self, plain, secure, certificate, django):
        self.plain, self.secure, self.certificate = plain, secure, certificate
        self.stop_django = django.close

    def get(self, path, **headers):
        return get(self.secure + path, certificate=self.certificate, Host=HOST, **headers)


@pytest.fixture(scope="module")
def edge(django_db_setup, django_db_blocker):
    port = free_port()
    with folder() as static, ExitStack() as django, django_db_blocker.unblock():
        for name in ["site.css", "site.0123456789ab.css"]:
            (static / name).write_text("a {}")
        django.enter_context(gunicorn(port=port, ALLOWED_HOSTS=f"{HOST},127.0.0.1"))
        with nginx(port, static) as (plain, secure, certificate):
            yield Edge(plain, secure, certificate, django)


def test_readers_share_a_page_that_nginx_keeps(edge):
    make_article(title_en="Kept by nginx")

    wait_until(lambda: edge.get("/en/news/").headers["X-Cache"] == "HIT")
    page = edge.get("/en/news/")
    assert b"Kept by nginx" in page.content
    assert f'rel="canonical" href="https://{HOST}/en/news/"'.encode() in page.content
    assert edge.get("/en/news/", If_None_Match=page.headers["ETag"]).status == 304


def test_each_reader_gets_an_encoding_that_he_asked_for(edge):
    decoders = {"br": brotli.decompress, "gzip": decompress, None: bytes}

    for _time in range(2):
        for encoding, decode in decoders.items():
            page = edge.get("/en/news/", Accept_Encoding=encoding or "identity")
            assert page.headers["Content-Encoding"] == encoding
            assert b"<h1" in decode(page.content)


def test_pages_of_staff_are_neither_kept_nor_taken_from_what_is_kept(edge):
    for _time in range(2):
        assert edge.get("/en/delegations/", **SESSION).headers["X-Cache"] == "BYPASS"
    assert edge.get("/en/delegations/").headers["X-Cache"] == "MISS"
    assert edge.get("/en/delegations/", **SESSION).headers["X-Cache"] == "BYPASS"


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/preview/x/en/", "/media/images/x.jpg", "/healthz", "/readyz"]
)
def test_nginx_keeps_nothing_that_is_not_public(edge, path):
    assert "X-Cache" not in edge.get(path).headers


def test_readers_without_tls_are_redirected(edge):
    answer = get(f"{edge.plain}/en/news/?page=2", Host=HOST)

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/en/news/?page=2")


def test_a_request_over_100_megabytes_is_refused(edge):
    too_long = str(100 * 1024 * 1024 + 1)

    assert edge.get("/admin/", method="POST", Content_Length=too_long).status == 413


def test_browsers_keep_hashed_static_files_for_a_year(edge):
    hashed, plain = edge.get("/static/site.0123456789ab.css"), edge.get("/static/site.css")

    assert (hashed.content, plain.content) == (b"a {}", b"a {}")
    assert hashed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.headers["Cache-Control"] is None


def test_the_first_reader_after_a_change_does_not_get_an_old_page(edge):
    article = make_article(title_en="The old title")
    address = article.get_absolute_url()
    assert b"The old title" in edge.get(address).content

    article.title_en = "The new title"
    article.save()
    time.sleep(3)  # a second in which the page is kept, and one in which it is renewed meanwhile

    assert b"The new title" in edge.get(address).content


def test_readers_get_the_last_pages_while_django_is_down(edge):
    kept, withdrawn = make_article(title_en="Still here"), make_article(title_en="Withdrawn")
    addresses = [page.get_absolute_url() for page in [kept, withdrawn]]
    assert [edge.get(address).status for address in addresses] == [200, 200]
    withdrawn.status = "withdrawn"
    withdrawn.save()
    wait_until(lambda: edge.get(addresses[1]).status == 404)

    edge.stop_django()

    wait_until(lambda: edge.get(addresses[0]).headers["X-Cache"] == "STALE")
    wait_until(lambda: edge.get(addresses[1]).headers["X-Cache"] == "STALE")
    assert b"Still here" in edge.get(addresses[0]).content
    assert edge.get(addresses[1]).status == 404
    assert edge.get("/static/site.css").status == 200
    assert edge.get("/admin/").status == 502
