"""Helpers that read the metadata in a page's head."""

import json
import re
from html import unescape

HOST = "http://testserver"


def head(client, address):
    return read_head(client.get(address).content.decode())


def read_head(page):
    """Return a page's metadata: contents by name, links by relation, and structured data."""
    page = page.partition("</head>")[0]
    metas = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', page)
    found = {name: unescape(content) for name, content in metas}
    found["title"] = " ".join(
        unescape(re.search("<title>(.*?)</title>", page, re.DOTALL)[1]).split()
    )
    canonical = re.search(r'<link rel="canonical" href="([^"]*)"', page)
    found["canonical"] = canonical and canonical[1].removeprefix(HOST)
    found["alternates"] = {
        code: address.removeprefix(HOST)
        for code, address in re.findall(r'rel="alternate" hreflang="([^"]+)" href="([^"]+)"', page)
    }
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    found["data"] = {one["@type"]: one for one in json.loads(data[1])["@graph"]} if data else {}
    return found
