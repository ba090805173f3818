"""Uploaded files, as readers ask for them."""

from django.test import Client


def files(image):
    """Return the addresses of an image and its renditions."""
    renditions = [
        image.file.storage.url(image.rendition(width, extension))
        for width in image.renditions
        for extension in ["avif", "webp"]
    ]
    return [image.file.url, *renditions]


def read(address, client=None, **options):
    """Return the answer that a reader, or another client, gets, read to its end."""
    answer = (client or Client()).get(address, **options)
    answer.getvalue()
    return answer


def statuses(addresses, client=None):
    """Return the different statuses with which these addresses are answered."""
    return {read(address, client).status_code for address in addresses}
