"""Checks whether a web address leads to a page; only the public internet is contacted."""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection, InvalidURL
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.encoding import iri_to_uri
from django.utils.translation import override

from .models import LinkProblem

PROBE_TIMEOUT = 10  # seconds, for each network operation
MAX_REDIRECTS = 5
REDIRECT_STATUSES = {301, 302, 303, 307, 308}
WITHOUT_HEAD = {405, 501}  # Method Not Allowed, Not Implemented

NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class NotPublicError(Exception):
    """An address outside the public internet."""


def is_public_ip(address):
    """Return whether an IP address, and any embedded IPv4 address, is on the public internet."""
    ip = ip_address(address)
    if ip.version == 6:
        in_nat64 = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
        ip = ip.ipv4_mapped or ip.sixtofour or in_nat64 or ip
    return ip.is_global and not ip.is_multicast


def probe_url(url, allowed=is_public_ip):
    """Return the final HTTP status of an address, or None, and the `LinkProblem`, or "".

    `allowed` decides for each IP address whether it may be contacted.
    """
    try:
        for _hop in range(MAX_REDIRECTS + 1):
            status, onward = _answer(url, allowed)
            if not onward:
                return status, LinkProblem.ERROR if status >= 400 else ""
            url = urljoin(url, onward)
    except NotPublicError:
        return None, LinkProblem.NOT_PUBLIC
    except ssl.SSLCertVerificationError:
        return None, LinkProblem.CERTIFICATE
    except socket.gaierror as error:
        ours = error.errno == socket.EAI_AGAIN  # our own resolver does not answer
        return None, LinkProblem.NO_ANSWER if ours else LinkProblem.NO_HOST
    except (ValueError, InvalidURL):
        return None, LinkProblem.NO_ADDRESS
    except (OSError, HTTPException):
        return None, LinkProblem.NO_ANSWER
    return status, LinkProblem.REDIRECTS


def _answer(url, allowed):
    """Return the status of one address, and the address that it redirects to, or None.

    Raises ValueError if it is not a web address.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname.encode("idna").decode()
    target = iri_to_uri((parts.path or "/") + (f"?{parts.query}" if parts.query else ""))
    for method in ["HEAD", "GET"]:
        connection = _connect(parts.scheme, host, parts.port, allowed)
        try:
            connection.request(method, target, headers={"User-Agent": user_agent()})
            response = connection.getresponse()
        finally:
            connection.close()
        if response.status not in WITHOUT_HEAD:
            break
    return response.status, response.getheader(
        "Location"
    ) if response.status in REDIRECT_STATUSES else None


def _connect(scheme, host, port, allowed):
    """Return a connection to a host.

    The name is resolved only once, so that the checked IP addresses are those that are contacted.
    """
    secure = scheme == "https"
    port = port or (443 if secure else 80)
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port, timeout=PROBE_TIMEOUT)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [where[0] for *_family, where in found]
    if not all(allowed(address) for address in addresses):
        raise NotPublicError(host)
    plain = _first_that_answers(addresses, port)
    connection.sock = (
        ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
    )
    return connection


def _first_that_answers(addresses, port):
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), PROBE_TIMEOUT)
        except OSError:
            continue  # try the next
    return socket.create_connection((addresses[-1], port), PROBE_TIMEOUT)


def user_agent():
    """Return the User-Agent, by which owners of websites can tell who is checking them."""
    with override(None):
        name = str(settings.ASSEMBLY_NAME)
    sites = ", ".join(settings.ALLOWED_HOSTS)
    return f"{name} link check ({sites})".encode("ascii", "ignore").decode()
