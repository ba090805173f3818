"""Helpers that read Atom feeds."""

from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"


def entries(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)  # noqa: S314
    return [
        {tag: entry.findtext(f"{ATOM}{tag}") for tag in ["id", "title", "updated"]}
        for entry in feed.findall(f"{ATOM}entry")
    ]
